package dev.wsh.impl.wait;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses regexes whose search nobody could stop. A search is stopped when it reads a character too many; one that repeats
 * what is empty reads none, and only its counts bound it.
 */
final class Repetitions {

    /** The product of all counts of a regex, as if all stood inside one another. */
    static final long MOST = 1_000_000;

    /** A quotation or an escaped character, or a count as in <code>{3}</code>, <code>{3,}</code> and <code>{3,5}</code>. */
    private static final Pattern COUNT =
            Pattern.compile("\\\\Q.*?(?:\\\\E|$)|\\\\.|\\{(\\d{1,10})(?:,(\\d{0,10}))?\\}", Pattern.DOTALL);

    private Repetitions() {}

    /**
     * Checks a regex.
     *
     * @throws IllegalArgumentException if it could take for ever
     */
    static void check(Pattern regex) {
        if ((regex.flags() & Pattern.LITERAL) != 0) {
            return;
        }
        long product = 1;
        for (Matcher count = COUNT.matcher(regex.pattern()); count.find(); ) {
            if (count.group(1) != null) {
                String most = count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
                product = Math.min(product * Math.max(1, Long.parseLong(most)), MOST + 1);
            }
        }
        if (product > MOST) {
            throw new IllegalArgumentException("the counts of the regex /" + regex.pattern() + "/ multiply to over "
                    + MOST + " repetitions; a search could not be stopped. Use * or + where there is no limit");
        }
    }
}
