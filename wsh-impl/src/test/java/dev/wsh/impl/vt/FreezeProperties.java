package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.impl.vt.grid.ColdBytes;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A terminal that was frozen, and whose history was folded, goes on as if nothing had been; so do the views of before. */
final class FreezeProperties {
    /** Fewer lines than may come, but not fewer rows: those are dropped by chunks, which end where one was frozen. */
    private static final int LIMIT = 5000;

    private static final String FREEZE = "freeze";
    private static final String FOLD = "fold";
    private static final String WIDER = "wider";
    private static final String NARROWER = "narrower";

    @Provide
    Arbitrary<String> step() {
        Arbitrary<String> lines = Arbitraries.integers()
                .between(1, 400)
                .map(count -> ("a line of some words, \033[3" + count % 8 + "mred\033[m or not 你\r\n").repeat(count));
        Arbitrary<String> open = Arbitraries.integers().between(1, 300).map("open line "::repeat);
        Arbitrary<String> other = Arbitraries.of(
                "\033]8;;http://x/\033\\link\033]8;;\033\\\r\n",
                "\033[3J",
                "\033[H\033[2J",
                "\033c",
                "e\u0301x\r\n",
                "\r\n");
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, lines),
                net.jqwik.api.Tuple.of(1, open),
                net.jqwik.api.Tuple.of(2, other),
                net.jqwik.api.Tuple.of(4, Arbitraries.of(FREEZE, FOLD, WIDER, NARROWER)));
    }

    @Property(tries = 100)
    void freeze_atAnyTime_changesNothing(@ForAll @Size(max = 14) List<@net.jqwik.api.From("step") String> steps) {
        TerminalEngine plain = engine();
        TerminalEngine frozen = engine();
        List<ColdBytes> cold = new ArrayList<>();
        List<HistorySnapshot> views = new ArrayList<>();
        List<String> dumps = new ArrayList<>();
        int cols = 20;
        for (String step : steps) {
            switch (step) {
                case FREEZE -> cold.addAll(frozen.freeze());
                case FOLD -> cold.forEach(ColdBytes::fold);
                case WIDER, NARROWER -> {
                    cols = step.equals(WIDER) ? cols + 7 : Math.max(13, cols - 7);
                    plain.resize(5, cols);
                    frozen.resize(5, cols);
                }
                default -> {
                    byte[] bytes = step.getBytes(StandardCharsets.UTF_8);
                    plain.feed(bytes, 0, bytes.length);
                    frozen.feed(bytes, 0, bytes.length);
                }
            }
            views.add(frozen.scrollback());
            dumps.add(Dump.of(plain.scrollback()));
            assertEquals(Dump.of(plain.snapshot()), Dump.of(frozen.snapshot()));
        }
        for (int i = 0; i < views.size(); i++) {
            assertTrue(dumps.get(i).equals(Dump.of(views.get(i))), "the history after step " + i);
        }
    }

    private static TerminalEngine engine() {
        return TerminalEngine.create(
                new TerminalOptions(5, 20, LIMIT, /* unsafeReports= */ false, /* graphemeClusters= */ true),
                TerminalListener.SILENT);
    }
}
