package dev.wsh.impl.wait;

import dev.wsh.Condition;
import dev.wsh.Screen;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.FrameNode;
import dev.wsh.engine.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the line of a screen that comes nearest to the text that was awaited, for the evidence of a failed wait. */
public final class Nearest {

    /** A line that shares less than this with the text is no help. */
    private static final int MIN_SHARED = 3;

    /** Bounds the work, which grows with the product of the lengths. */
    private static final int MAX_TEXT = 200;

    /** Letters, digits and blanks that no escape turns into something else. */
    private static final Pattern WORDS = Pattern.compile("(?<!\\\\)[\\p{L}\\p{N}_][\\p{L}\\p{N}_ ,:/-]{2,}");

    private Nearest() {}

    /**
     * Finds the nearest line.
     *
     * @param condition what was awaited
     * @param screen the screen at the end
     * @return the line with its row; empty if no line is like it, or no text was awaited
     */
    public static Optional<String> to(Condition<?> condition, Screen screen) {
        Optional<String> text = text(ConditionTree.of(condition));
        return text.flatMap(wanted -> to(wanted.substring(0, Math.min(MAX_TEXT, wanted.length())), screen.lines()));
    }

    static Optional<String> to(String wanted, List<String> lines) {
        int best = -1;
        int most = Math.max(MIN_SHARED, (wanted.length() + 1) / 2) - 1;
        for (int row = 0; row < lines.size(); row++) {
            int shared = shared(wanted.toLowerCase(Locale.ROOT), lines.get(row).toLowerCase(Locale.ROOT));
            if (shared > most) {
                most = shared;
                best = row;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of("row " + best + ": " + lines.get(best));
    }

    /** Returns the length of the longest run of characters that both have. */
    private static int shared(String a, String b) {
        int[] before = new int[b.length() + 1];
        int longest = 0;
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            for (int j = 1; j <= b.length(); j++) {
                if (a.charAt(i - 1) == b.charAt(j - 1)) {
                    row[j] = before[j - 1] + 1;
                    longest = Math.max(longest, row[j]);
                }
            }
            before = row;
        }
        return longest;
    }

    /** Returns the longest stretch of a regex that stands for itself. */
    private static Optional<String> longestWords(Pattern regex) {
        Optional<String> required = RequiredText.of(regex);
        return required.isPresent()
                ? required
                : WORDS.matcher(regex.pattern())
                        .results()
                        .map(MatchResult::group)
                        .max(Comparator.comparingInt(String::length));
    }

    private static Optional<String> text(ConditionTree<?> node) {
        if (node instanceof TextNode text) {
            return (text.pattern().flags() & Pattern.LITERAL) == 0
                    ? longestWords(text.pattern())
                    : Optional.of(text.pattern().pattern());
        } else if (node instanceof ConditionTree.And<?> and) {
            return text(and.first()).or(() -> text(and.second()));
        } else if (node instanceof ConditionTree.FirstOf<?> first) {
            return first.parts().stream()
                    .flatMap(part -> text(ConditionTree.of(part)).stream())
                    .findFirst();
        } else if (node instanceof ConditionTree.AllOf all) {
            return all.parts().stream()
                    .flatMap(part -> text(ConditionTree.of(part)).stream())
                    .findFirst();
        } else if (node instanceof FrameNode<?> frame) {
            return text(frame.source());
        } else if (node instanceof ConditionTree.Mapped<?, ?> mapped) {
            return text(mapped.source());
        } else if (node instanceof ConditionTree.Since<?> since) {
            return text(since.source());
        } else if (node instanceof ConditionTree.Holding<?> holding) {
            return text(holding.source());
        } else if (node instanceof ConditionTree.Unless<?> unless) {
            return text(unless.source());
        } else if (node instanceof ConditionTree.Named<?> named) {
            return text(named.source());
        }
        return Optional.empty();
    }
}
