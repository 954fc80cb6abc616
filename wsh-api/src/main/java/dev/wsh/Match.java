package dev.wsh;

import java.util.List;
import java.util.Objects;

/**
 * Text that was found, and its cells.
 *
 * @param text the text that matched
 * @param groups the groups of the regular expression from 1 on, {@code ""} for one that did not take part; none for text
 * @param region its cells; in reading order; rows relative to the screen, negative in the history above it
 * @param screen the screen on which, or above which, it was found
 */
public record Match(String text, List<String> groups, Region.Span region, Screen screen) {

    /** Copies the list. */
    public Match {
        Objects.requireNonNull(text, "text");
        groups = List.copyOf(groups);
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(screen, "screen");
    }

    /**
     * Returns a group of the regular expression.
     *
     * @param number 0 for the whole match, or 1 and more
     * @return the text
     * @throws IndexOutOfBoundsException if there is no such group
     */
    public String group(int number) {
        return number == 0 ? text : groups.get(number - 1);
    }
}
