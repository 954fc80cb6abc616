package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Grid;
import dev.wsh.impl.vt.grid.Row;

/** Who takes what is lost from the screen. */
public interface RowsThatLeave {

    /**
     * Called for a row that scrolls off the top of the screen, before it is cleared.
     *
     * @param row the row; where it wraps, its line goes on in the row that leaves next
     * @param line its logical line, or -1 if it does not go to the history
     * @param cellsBefore how many cells of its line left before it
     */
    void leaves(Row row, long line, int cellsBefore);

    /**
     * Called for a row that would have scrolled off before anybody could look, and was never on the screen.
     *
     * @param text its text
     * @param wrapped it goes on in the row that leaves next
     * @param line its logical line
     * @param cellsBefore how many cells of its line left before it
     */
    void skips(String text, boolean wrapped, long line, int cellsBefore);

    /**
     * Called for a logical line that is about to lose some of its cells.
     *
     * @param grid where it stands
     * @param firstRow its first row
     * @param endRow the row after its last one
     * @param cellsBefore how many cells of it are in the history
     */
    void discards(Grid grid, int firstRow, int endRow, int cellsBefore);
}
