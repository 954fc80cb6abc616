package dev.wsh.impl.vt.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The first token of a stream after which two terminals are not the same.
 *
 * @param aspects which aspects differ, sorted, with commas between them
 * @param place the stream up to there: the state of our terminal before the last token stands before that in braces
 * @param lines what differs, ours and the peer's
 */
record Difference(TokenStream stream, String aspects, String place, List<String> lines) {

    /** Compares two traces of a stream. */
    static Optional<Difference> between(TokenStream stream, List<List<String>> ours, List<List<String>> theirs) {
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                List<String> before = i == 0 ? List.of() : ours.get(i - 1);
                return Optional.of(at(stream.until(i + 1), before, ours.get(i), theirs.get(i)));
            }
        }
        return Optional.empty();
    }

    private static Difference at(TokenStream stream, List<String> before, List<String> ours, List<String> theirs) {
        TreeSet<String> aspects = new TreeSet<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                String their = theirs.get(i).startsWith("threw ") ? theirs.get(i) : ours.get(i);
                aspects.add(their.substring(0, their.indexOf(' ')));
                lines.add("ours   " + ours.get(i));
                lines.add("theirs " + theirs.get(i));
            }
        }
        int last = stream.tokens().size() - 1;
        String place = stream.until(last) + " {" + state(before) + "} "
                + stream.tokens().get(last);
        return new Difference(stream, String.join(",", aspects), place, List.copyOf(lines));
    }

    private static String state(List<String> facts) {
        List<String> state = new ArrayList<>();
        for (String fact : facts) {
            if (fact.equals("pending true")) {
                state.add("pending");
            } else if (fact.equals("screen alternate")) {
                state.add("alternate");
            } else if (fact.startsWith("modes ")) {
                state.add(fact.charAt(9) == '1' ? "insert" : "replace");
                state.add(fact.charAt(10) == '1' ? "origin" : "screen");
                state.add(fact.charAt(11) == '1' ? "wrap" : "nowrap");
            }
        }
        return String.join(",", state);
    }

    @Override
    public String toString() {
        return "seed " + stream.seed() + ", " + aspects + ": " + place + "\n      " + String.join("\n      ", lines);
    }
}
