package dev.wsh.impl.vt.conformance;

import java.util.List;

/**
 * How one case came out.
 *
 * @param skipped why it can't be judged; empty if it was
 * @param differences what the terminal showed otherwise than expected; empty if the case passed
 */
record Verdict(String id, String skipped, List<String> differences) {

    static Verdict skipped(String id, String reason) {
        return new Verdict(id, reason, List.of());
    }

    static Verdict judged(String id, List<String> differences) {
        return new Verdict(id, "", List.copyOf(differences));
    }

    boolean isJudged() {
        return skipped.isEmpty();
    }

    boolean passed() {
        return isJudged() && differences.isEmpty();
    }
}
