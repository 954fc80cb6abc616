package dev.wsh.impl.vt.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges all cases of a corpus and holds them against its list of deviations: a case that is not listed must pass, and one
 * that is listed must exist and fail, so that the list can only shrink. Confined to one thread.
 */
final class Tally {

    /** The head of a table of {@link #row rows}. */
    static final String HEAD = "corpus            judged passed";

    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final int listed;
    private int judged;
    private int passed;

    Tally(List<Map<String, Object>> cases, Map<String, String> deviations, Judge judge) {
        listed = deviations.size();
        Map<String, String> unseen = new TreeMap<>(deviations);
        List<String> failed = new ArrayList<>();
        for (Map<String, Object> one : cases) {
            Verdict verdict = judge.judge(one);
            boolean deviates = unseen.remove(verdict.id()) != null;
            if (deviates && verdict.passed()) {
                complaints.add(verdict.id() + " is listed as a deviation but passes");
            }
            if (!verdict.isJudged()) {
                skipped.merge(verdict.skipped(), 1, Integer::sum);
            } else if (!deviates) {
                judged++;
                passed += verdict.passed() ? 1 : 0;
                if (!verdict.passed()) {
                    failed.add(verdict.id() + "\n      " + String.join("\n      ", verdict.differences()));
                }
            }
        }
        unseen.keySet().forEach(id -> complaints.add(id + " is listed as a deviation but there is no such case"));
        complaints.addAll(failed);
    }

    /** A line of a table of all corpora. */
    String row(String corpus) {
        return String.format(
                Locale.ROOT, "%-16s %7d %6d   %d deviations, skipped %s", corpus, judged, passed, listed, skipped);
    }

    /** What is wrong, a case in each line or more; empty if nothing is. */
    String complaints() {
        return String.join("\n", complaints);
    }
}
