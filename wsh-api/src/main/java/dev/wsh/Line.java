package dev.wsh;

import dev.wsh.engine.Checks;
import java.util.List;
import java.util.Objects;

/**
 * A logical line of the history: rows that the terminal wrapped are joined.
 *
 * @param number its absolute number
 * @param text without trailing blanks
 * @param wrapped true for the last line only: it continues on the screen
 * @param runs the text in pieces of one style each; columns count from the beginning of the line
 */
public record Line(long number, String text, boolean wrapped, List<Screen.Run> runs) {

    /** Copies the list. */
    public Line {
        Objects.requireNonNull(text, "text");
        runs = Checks.copyOf(runs, "runs");
    }
}
