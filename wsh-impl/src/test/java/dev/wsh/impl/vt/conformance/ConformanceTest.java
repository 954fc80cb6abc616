package dev.wsh.impl.vt.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        List<Map<String, Object>> cases = Corpus.cases(suite);
        Map<String, String> deviations = Deviations.of(suite);
        Judge judge = judge(suite);
        List<String> failed = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        Map<String, String> unseen = new TreeMap<>(deviations);
        int judged = 0;
        int passed = 0;
        for (Map<String, Object> one : cases) {
            Verdict verdict = judge.judge(one);
            boolean listed = unseen.remove(verdict.id()) != null;
            if (listed && verdict.passed()) {
                strange.add(verdict.id() + " is listed as a deviation but passes");
            }
            if (!verdict.isJudged()) {
                skipped.merge(verdict.skipped(), 1, Integer::sum);
            } else if (!listed) {
                judged++;
                passed += verdict.passed() ? 1 : 0;
                if (!verdict.passed()) {
                    failed.add(verdict.id() + "\n      " + String.join("\n      ", verdict.differences()));
                }
            }
        }
        unseen.keySet().forEach(id -> strange.add(id + " is listed as a deviation but there is no such case"));
        TABLE.add(String.format(
                Locale.ROOT,
                "%-14s %6d %6d   %d deviations, skipped %s",
                suite,
                judged,
                passed,
                deviations.size(),
                skipped));
        strange.addAll(failed);
        assertEquals("", String.join("\n", strange));
    }

    @AfterAll
    static void printTable() {
        System.out.println("corpus          judged passed");
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
