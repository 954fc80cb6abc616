package dev.wsh.impl.vt.state;

/**
 * Where the next character goes. A plain structure for the terminal's parts: {@code row} and {@code col} are 0-based and
 * always on the screen; {@code pendingWrap} says that the last column was written and that the next character goes to
 * the next row (DECAWM). Confined to the engine's thread.
 */
public final class Cursor {
    public int row;
    public int col;
    public boolean pendingWrap;

    void set(int newRow, int newCol) {
        row = newRow;
        col = newCol;
        pendingWrap = false;
    }
}
