package dev.wsh.testkit;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule for input waits for. Asked after each character, so that it does not matter how input was cut. */
@FunctionalInterface
interface InputPattern {

    /**
     * Looks whether what was read now ends with a match.
     *
     * @param read what was read since the last match
     * @return the match
     */
    Optional<MatchResult> matches(StringBuilder read);

    static InputPattern text(String text) {
        Pattern literal = Pattern.compile(text, Pattern.LITERAL);
        return read -> {
            int from = read.length() - text.length();
            return from >= 0 && read.indexOf(text, from) == from
                    ? Optional.of(match(literal, read, from))
                    : Optional.empty();
        };
    }

    static InputPattern regex(Pattern pattern) {
        return read -> {
            Matcher matcher = pattern.matcher(read);
            while (matcher.find()) {
                if (matcher.end() == read.length()) {
                    return Optional.of(matcher.toMatchResult());
                }
            }
            return Optional.empty();
        };
    }

    private static MatchResult match(Pattern literal, StringBuilder read, int from) {
        Matcher matcher = literal.matcher(read).region(from, read.length());
        if (!matcher.matches()) {
            throw new IllegalStateException("no match of " + literal);
        }
        return matcher.toMatchResult();
    }
}
