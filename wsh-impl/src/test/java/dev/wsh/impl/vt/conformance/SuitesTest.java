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
 * Judges the terminal by cases of other terminals' own tests: what they show, keep, answer and send. Where a suite
 * contradicts xterm as it runs, xterm decides; those cases are listed with a reason, see {@link Deviations}. Prints a table.
 */
@Execution(ExecutionMode.SAME_THREAD)
final class SuitesTest {

    private static final List<String> TABLE = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contour",
                "ghostty-screen",
                "ghostty-terminal",
                "kitty-keys",
                "kitty-screen",
                "wezterm",
                "wt-keys-mouse",
                "wt-reflow"
            })
    void suite_judgedAsXtermWould_passesButForDeviations(String suite) {
        Tally tally = new Tally(Corpus.suite(suite), Deviations.of("suite-deviations.txt", suite), new SuiteJudge());
        TABLE.add(tally.row(suite));
        assertEquals("", tally.complaints());
    }

    @AfterAll
    static void printTable() {
        System.out.println(Tally.HEAD);
        TABLE.forEach(System.out::println);
    }
}
