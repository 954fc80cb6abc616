package dev.wsh.impl.vt.grid;

import java.util.Arrays;

/**
 * The rows of one screen, in a ring: scrolling the whole screen moves its beginning, scrolling a region moves
 * references, and no cell is copied unless there are left and right margins.
 *
 * <p>Rows and columns are 0-based, ranges half-open. Confined to the engine's thread.
 */
public final class Grid {
    private int rows;
    private int cols;
    private Row[] ring;
    private int base; // the index of row 0 in the ring
    private final RowSink sink;

    /** Creates a blank screen; the sink gets the rows that scroll off its top. */
    public Grid(int rows, int cols, RowSink sink) {
        this.rows = rows;
        this.cols = cols;
        this.sink = sink;
        ring = new Row[rows];
        for (int i = 0; i < rows; i++) {
            ring[i] = new Row(cols);
        }
    }

    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    /** Returns a row. */
    public Row row(int index) {
        int i = base + index;
        return ring[i >= rows ? i - rows : i];
    }

    /**
     * Moves the rows {@code [top, bottom)} up by n; blanks come in below.
     *
     * @param keep the rows that leave at the top of the screen go to the sink
     */
    public void scrollUp(int top, int bottom, int n, boolean keep, long blank, long epoch) {
        int count = Math.min(n, bottom - top);
        if (top > 0) {
            row(top - 1).setWrapped(false);
        }
        if (top == 0 && bottom == rows) {
            for (int i = 0; i < count; i++) {
                Row row = ring[base];
                if (keep) {
                    sink.leaves(row);
                }
                row.clear(blank, epoch);
                base = base + 1 == rows ? 0 : base + 1;
            }
            return;
        }
        for (int i = 0; i < count && keep && top == 0; i++) {
            sink.leaves(row(i));
        }
        rotate(top, bottom, count);
        for (int i = bottom - count; i < bottom; i++) {
            row(i).clear(blank, epoch);
        }
        if (bottom - count > top && bottom < rows) {
            row(bottom - count - 1).setWrapped(false);
        }
    }

    /** Moves the rows {@code [top, bottom)} down by n; those that leave are lost, blanks come in above. */
    public void scrollDown(int top, int bottom, int n, long blank, long epoch) {
        int count = Math.min(n, bottom - top);
        if (top > 0) {
            row(top - 1).setWrapped(false);
        }
        rotate(top, bottom, bottom - top - count);
        for (int i = top; i < top + count; i++) {
            row(i).clear(blank, epoch);
        }
        row(bottom - 1).setWrapped(false);
    }

    /** Rotates the references of rows {@code [top, bottom)} up by n. */
    private void rotate(int top, int bottom, int n) {
        int size = bottom - top;
        if (n <= 0 || n >= size) {
            return;
        }
        int start = base + top;
        if (start >= rows) {
            start -= rows;
        }
        if (start + size <= rows) {
            rotateFlat(start, size, n);
            return;
        }
        unroll();
        rotateFlat(top, size, n);
    }

    private void rotateFlat(int start, int size, int n) {
        if (n == 1) {
            Row first = ring[start];
            System.arraycopy(ring, start + 1, ring, start, size - 1);
            ring[start + size - 1] = first;
        } else if (n == size - 1) {
            Row last = ring[start + size - 1];
            System.arraycopy(ring, start, ring, start + 1, size - 1);
            ring[start] = last;
        } else {
            Row[] head = Arrays.copyOfRange(ring, start, start + n);
            System.arraycopy(ring, start + n, ring, start, size - n);
            System.arraycopy(head, 0, ring, start + size - n, n);
        }
    }

    private void unroll() {
        if (base != 0) {
            Row[] flat = new Row[rows];
            System.arraycopy(ring, base, flat, 0, rows - base);
            System.arraycopy(ring, 0, flat, rows - base, base);
            ring = flat;
            base = 0;
        }
    }

    /** As {@link #scrollUp}, but only the columns {@code [left, right)}. */
    public void scrollUp(int top, int bottom, int left, int right, int n, long blank, long epoch) {
        int count = Math.min(n, bottom - top);
        for (int i = top; i < bottom; i++) {
            if (i + count < bottom) {
                row(i).copyFrom(row(i + count), left, left, right - left, epoch);
            } else {
                row(i).erase(left, right, blank, epoch);
            }
            row(i).setWrapped(false);
        }
    }

    /** As {@link #scrollDown}, but only the columns {@code [left, right)}. */
    public void scrollDown(int top, int bottom, int left, int right, int n, long blank, long epoch) {
        int count = Math.min(n, bottom - top);
        for (int i = bottom - 1; i >= top; i--) {
            if (i - count >= top) {
                row(i).copyFrom(row(i - count), left, left, right - left, epoch);
            } else {
                row(i).erase(left, right, blank, epoch);
            }
            row(i).setWrapped(false);
        }
    }

    /** Makes all rows new ones. */
    public void clear(long blank, long epoch) {
        for (Row row : ring) {
            row.clear(blank, epoch);
        }
    }

    /** Gives the screen another size without reflow: rows and columns are cut or added at the bottom and the right. */
    public void crop(int newRows, int newCols, int dropAbove, long epoch) {
        unroll();
        Row[] resized = new Row[newRows];
        for (int i = 0; i < newRows; i++) {
            int from = i + dropAbove;
            Row row = from < rows ? ring[from] : new Row(newCols);
            row.setCols(newCols, epoch);
            resized[i] = row;
        }
        replaceAll(resized, newCols);
    }

    /** Takes over new rows, all of {@code newCols} columns. */
    void replaceAll(Row[] newRows, int newCols) {
        ring = newRows;
        rows = newRows.length;
        cols = newCols;
        base = 0;
    }

    /** Replaces style ids and cluster indices in all rows. */
    public void remap(StyleRemap remap) {
        for (Row row : ring) {
            row.remap(remap);
        }
    }

    /** Returns the index after the last row in which anything was put. */
    public int contentEnd() {
        int end = rows;
        while (end > 0 && row(end - 1).empty()) {
            end--;
        }
        return end;
    }
}
