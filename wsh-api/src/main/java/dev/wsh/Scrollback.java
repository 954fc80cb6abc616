package dev.wsh;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The history above the screen, never the screen itself; a view of one moment. Its lines are logical: rows that the
 * terminal wrapped are joined. Their numbers are absolute, never reused, and survive a resize.
 */
public interface Scrollback {

    /** {@return the number of the first line that is kept; also the number of lines that were dropped} */
    long firstLine();

    /** {@return the number after the last line} */
    long endLine();

    /** {@return how many lines were dropped because the history is bounded; 0 or more} */
    default long dropped() {
        return firstLine();
    }

    /** {@return the text of all lines that are kept, oldest first, without trailing blanks; a list of its own} */
    List<String> lines();

    /**
     * Returns some lines with their styles.
     *
     * @param from the number of the first; lines that were dropped are skipped
     * @param limit the greatest number of lines
     * @return a list of its own
     * @throws IllegalArgumentException if the limit is negative
     */
    List<Line> lines(long from, int limit);

    /**
     * Finds all matches, each within one logical line, oldest first.
     *
     * @param regex what to look for
     * @return the matches; rows are negative, counted up from row 0 of the screen
     */
    List<Match> findAll(Pattern regex);

    /** {@return all lines that are kept, joined by {@code \n}} */
    String text();
}
