package dev.wsh.impl.vt.state;

/**
 * The scroll region (DECSTBM, DECSLRM): rows {@code [top, bottom)} and columns {@code [left, right)}, 0-based. Confined
 * to the engine's thread.
 */
public final class Margins {
    public int top;
    public int bottom;
    public int left;
    public int right;

    void reset(int rows, int cols) {
        resetVertical(rows);
        resetHorizontal(cols);
    }

    void resetVertical(int rows) {
        top = 0;
        bottom = rows;
    }

    void resetHorizontal(int cols) {
        left = 0;
        right = cols;
    }

    /** Tells whether a position is inside. */
    boolean contains(int row, int col) {
        return row >= top && row < bottom && containsColumn(col);
    }

    boolean containsColumn(int col) {
        return col >= left && col < right;
    }
}
