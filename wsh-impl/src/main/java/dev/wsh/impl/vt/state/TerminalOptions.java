package dev.wsh.impl.vt.state;

import dev.wsh.ColorScheme;

/**
 * How a terminal is made.
 *
 * @param rows 1 to 1000
 * @param cols 1 to 1000
 * @param scrollbackLines logical lines kept above the screen; 0 for none
 * @param unsafeReports answer queries for the title, the clipboard and checksums of the screen, and let the program change
 *     the size of the screen
 * @param graphemeClusters mode 2027 at first: clusters after UAX #29, not one width per code point
 * @param colors the default colours at first
 */
public record TerminalOptions(
        int rows, int cols, int scrollbackLines, boolean unsafeReports, boolean graphemeClusters, ColorScheme colors) {

    /** Dark, as xterm is. */
    public TerminalOptions(int rows, int cols, int scrollbackLines, boolean unsafeReports, boolean graphemeClusters) {
        this(rows, cols, scrollbackLines, unsafeReports, graphemeClusters, ColorScheme.DARK);
    }
}
