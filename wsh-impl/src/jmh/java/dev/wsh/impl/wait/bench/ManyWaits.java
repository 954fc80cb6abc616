package dev.wsh.impl.wait.bench;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Begins waits of all kinds on one session, none of which comes true, and cancels them. */
final class ManyWaits {
    private static final int WAITS = 10_000;

    private ManyWaits() {}

    /** The argument is the number of rounds; the first one is that of a cold JVM. */
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        MemoryTerminals terminals = new MemoryTerminals();
        try (Wsh wsh = Wsh.builder().ptyProvider(terminals).open()) {
            Session session = wsh.start(SessionSpec.command("none"));
            MemoryTerminals.Terminal terminal = terminals.next();
            terminal.print("here is a screen with $ a prompt\r\n".repeat(30).getBytes(StandardCharsets.UTF_8), 1);
            for (int round = 0; round < rounds; round++) {
                double fewer = beginAndCancel(session, WAITS / 10);
                double all = beginAndCancel(session, WAITS);
                System.out.printf(
                        Locale.ROOT,
                        "%d waits begun and cancelled: %.2f s of CPU, %.1f times those of %d%n",
                        WAITS,
                        all,
                        all / fewer,
                        WAITS / 10);
            }
        }
    }

    private static double beginAndCancel(Session session, int waits) {
        return Cost.ofCpu(() -> {
            List<Pending<?>> pending = new ArrayList<>(waits);
            for (int i = 0; i < waits; i++) {
                pending.add(session.await(condition(i)));
            }
            for (Pending<?> each : pending) {
                each.cancel(/* mayInterruptIfRunning= */ false);
            }
        });
    }

    private static Condition<?> condition(int i) {
        return switch (i % 7) {
            case 0 -> Conditions.text("nobody prints this " + i);
            case 1 -> Conditions.text(Pattern.compile("^nobody (prints|says) this " + i));
            case 2 -> Conditions.idle(Duration.ofHours(1));
            case 3 -> Conditions.visible("nobody " + i).holding(Duration.ofSeconds(1));
            case 4 -> Conditions.gone("a screen");
            case 5 -> Conditions.cursorAt(3, 70);
            default -> Conditions.exited();
        };
    }
}
