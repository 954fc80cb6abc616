package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Row;

/** Who takes what is lost from the screen. */
public interface RowsThatLeave {

    /** Called for a row that leaves the screen, before it is cleared; {@code line} is its logical line, or -1. */
    void leaves(Row row, long line);
}
