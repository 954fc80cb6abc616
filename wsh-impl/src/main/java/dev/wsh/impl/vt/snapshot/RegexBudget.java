package dev.wsh.impl.vt.snapshot;

import dev.wsh.SlowRegexException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many characters a regex may still look at. A regex that backtracks looks at the same ones again and again, for years
 * if nobody stops it, and nothing else can: {@link Matcher} knows no interruption. It reads its text through a
 * {@link CharSequence}, so that is where steps are counted.
 *
 * <p>Confined to one thread at a time.
 */
public final class RegexBudget {

    private final long steps;
    private long left;

    /**
     * Creates a budget.
     *
     * @param steps how many characters may be looked at, by all matchers together
     */
    public RegexBudget(long steps) {
        this.steps = steps;
        this.left = steps;
    }

    /**
     * Creates a matcher whose steps count.
     *
     * @param regex what to look for
     * @param text where
     * @return throws {@link SlowRegexException} from {@link #find} once the budget is spent
     */
    public Matcher matcher(Pattern regex, String text) {
        boolean literal = (regex.flags() & Pattern.LITERAL) != 0; // can't backtrack
        return literal ? regex.matcher(text) : regex.matcher(new Counted(regex, text));
    }

    /**
     * Looks for the next match.
     *
     * @param matcher of this budget
     * @return whether there is one
     * @throws SlowRegexException if the budget is spent, or the regex needs more of the stack than there is
     */
    public static boolean find(Matcher matcher) {
        try {
            return matcher.find();
        } catch (StackOverflowError e) { // a group with alternatives that is repeated takes a frame for each round
            throw SlowRegexException.tooDeep(matcher.pattern());
        }
    }

    /**
     * Removes all matches.
     *
     * @param regex what to remove
     * @param text where
     * @return the rest
     * @throws SlowRegexException if the budget is spent
     */
    public String without(Pattern regex, String text) {
        Matcher matcher = matcher(regex, text);
        StringBuilder rest = new StringBuilder();
        int from = 0;
        while (find(matcher)) {
            rest.append(text, from, matcher.start());
            from = matcher.end();
        }
        return from == 0 ? text : rest.append(text, from, text.length()).toString();
    }

    /** A text that counts how often it is looked at. */
    private final class Counted implements CharSequence {
        private final Pattern regex;
        private final String text;

        Counted(Pattern regex, String text) {
            this.regex = regex;
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw SlowRegexException.tooManySteps(regex, steps);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
