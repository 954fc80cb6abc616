package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Row;

/** Who takes what is lost from the screen. */
public interface RowsThatLeave {

    /** Called for a row that leaves the screen, before it is cleared; {@code line} is its logical line, or -1. */
    void leaves(Row row, long line);

    /**
     * Called for a row that would have scrolled off before anybody could look, and was never on the screen.
     *
     * @param text its text
     * @param wrapped it goes on in the row that leaves next
     * @param line its logical line
     */
    void skips(String text, boolean wrapped, long line);
}
