package dev.wsh.impl.vt.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Judges the terminal by cases that other engines' authors wrote: text, cursor, history, replies, attributes of cells,
 * wrap flags and modes. All pass but those that are listed with a reason, see {@link Deviations}. Prints a table.
 */
@Execution(ExecutionMode.SAME_THREAD)
final class ConformanceTest {

    private static final List<String> TABLE = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"vt100-rust", "libvterm", "xtermjs-esc", "alacritty-ref", "avt", "emoji-width"})
    void corpus_judgedAsXtermWould_passesButForDeviations(String suite) {
        Tally tally = new Tally(Corpus.cases(suite), Deviations.of("deviations.txt", suite), judge(suite));
        TABLE.add(tally.row(suite));
        assertEquals("", tally.complaints());
    }

    @AfterAll
    static void printTable() {
        System.out.println(Tally.HEAD);
        TABLE.forEach(System.out::println);
    }

    private static Judge judge(String suite) {
        return switch (suite) {
            case "vt100-rust" -> new Vt100RustJudge();
            case "alacritty-ref" -> new AlacrittyJudge();
            case "libvterm", "avt" -> new StepsJudge();
            default -> new TextJudge();
        };
    }
}
