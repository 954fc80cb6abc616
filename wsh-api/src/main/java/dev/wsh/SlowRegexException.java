package dev.wsh;

import java.io.Serial;
import java.util.regex.Pattern;

/**
 * A wait has failed because its regex took too many steps on what the terminal shows: it backtracks, as {@code (.*,){11}P}
 * does on a line without {@code P}. Other waits on the session go on.
 *
 * <p>A regex with fewer nested repetitions, with possessive ones ({@code .*+}, {@code [^,]*,}), or a plain text helps.
 */
public final class SlowRegexException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String regex;

    private SlowRegexException(Pattern regex, String why) {
        super(
                "the regex /" + regex + "/ " + why + ": nested repetitions backtrack; write [^,]*, instead of .*,"
                        + " make them possessive (.*+), or wait for a plain text",
                null);
        this.regex = regex.pattern();
    }

    /**
     * Creates the exception for a regex that looked at too many characters.
     *
     * @param regex what was looked for
     * @param steps how many characters it was allowed to look at in one search
     * @return to be thrown
     */
    public static SlowRegexException tooManySteps(Pattern regex, long steps) {
        return new SlowRegexException(regex, "took more than " + steps + " steps in one search");
    }

    /**
     * Creates the exception for a regex that needs more of the stack than a thread has.
     *
     * @param regex what was looked for
     * @return to be thrown
     */
    public static SlowRegexException tooDeep(Pattern regex) {
        return new SlowRegexException(regex, "took more of the stack than there is in one search");
    }

    /**
     * Creates the exception for a regex that is searched more slowly than output comes.
     *
     * @param regex what was looked for
     * @param chars how many characters may wait to be searched
     * @return to be thrown
     */
    public static SlowRegexException tooFarBehind(Pattern regex, int chars) {
        return new SlowRegexException(regex, "was more than " + chars + " characters behind the output");
    }

    /** {@return the regex as it was written} */
    public String regex() {
        return regex;
    }
}
