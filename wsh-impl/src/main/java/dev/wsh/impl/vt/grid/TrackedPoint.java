package dev.wsh.impl.vt.grid;

/** A position that a resize moves with its text; a column equal to the number of columns is a pending wrap. */
public final class TrackedPoint {
    public int row;
    public int col;
    private int offset; // in the logical line, while it is being wrapped anew

    public TrackedPoint(int row, int col) {
        this.row = row;
        this.col = col;
    }

    void setOffset(int value) {
        offset = value;
    }

    int offset() {
        return offset;
    }
}
