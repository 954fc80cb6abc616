package dev.wsh.impl.vt.grid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row of a screen.
 *
 * <p>Cells from {@code used} on are erased in the default style and hold 0, so that clearing and scrolling touch only
 * what was written. No method leaves half of a wide character: an operation that begins or ends inside one makes the
 * other half the blank that it is given, or a blank of the character's own style where it is given none.
 * Columns are 0-based and ranges half-open. Confined to the engine's thread.
 */
public final class Row {
    /** Line attributes (DECSWL, DECDWL, DECDHL). */
    public static final byte SINGLE = 0;

    public static final byte DOUBLE_WIDTH = 1;
    public static final byte DOUBLE_TOP = 2;
    public static final byte DOUBLE_BOTTOM = 3;

    /** The cells of rows of one width on which nothing was put yet: all 0, and never written to. */
    private static volatile long[] untouched = new long[80];

    private long[] cells;
    private boolean shared = true; // the cells are the untouched ones
    private int used;
    private boolean wide; // a wide character may be here
    private boolean wrapped;
    private byte lineAttribute;
    private boolean dirty = true;
    private @Nullable FrozenRow frozen;
    private final WriteLog written = new WriteLog();

    Row(int cols) {
        cells = untouched(cols);
    }

    private static long[] untouched(int cols) {
        long[] known = untouched;
        if (known.length != cols) {
            known = new long[cols];
            untouched = known;
        }
        return known;
    }

    /** To be called before a cell is written. */
    private void own() {
        if (shared) {
            cells = new long[cells.length];
            shared = false;
        }
    }

    /** Returns the number of columns. */
    public int cols() {
        return cells.length;
    }

    /** Returns the column after the last cell that is not in its first state. */
    public int used() {
        return used;
    }

    /** Returns a cell. */
    public long cell(int col) {
        return cells[col];
    }

    /** Tells whether the text goes on in the next row. */
    public boolean wrapped() {
        return wrapped;
    }

    /** Says whether the text goes on in the next row. */
    public void setWrapped(boolean on) {
        if (wrapped != on) {
            wrapped = on;
            dirty = true;
        }
    }

    public byte lineAttribute() {
        return lineAttribute;
    }

    public void setLineAttribute(byte attribute, long epoch) {
        if (lineAttribute != attribute) {
            lineAttribute = attribute;
            touch(epoch, 0, cells.length);
        }
    }

    long[] cells() {
        return cells;
    }

    WriteLog written() {
        return written;
    }

    private void touch(long epoch, int from, int to) {
        dirty = true;
        written.note(epoch, from, to);
    }

    /** Writes a run of ASCII, each byte as a cell of the template; {@code col + n} is at most the number of columns. */
    public void writeAscii(int col, byte[] source, int from, int n, long template, long blank, long epoch) {
        int end = col + n;
        if (wide) {
            split(col, blank);
            split(end, blank);
        }
        own();
        CellBytes.spread(source, from, n, cells, col, template);
        if (end > used) {
            used = end;
        }
        touch(epoch, col, end);
    }

    /** Writes a run of cells, wide characters whole; {@code col + n} is at most the number of columns. */
    public void writeCells(int col, long[] source, int n, boolean anyWide, long blank, long epoch) {
        int end = col + n;
        if (wide) {
            split(col, blank);
            split(end, blank);
        }
        wide |= anyWide;
        own();
        System.arraycopy(source, 0, cells, col, n);
        if (end > used) {
            used = end;
        }
        touch(epoch, col, end);
    }

    /** Writes one cell of width 1. */
    public void write(int col, long cell, long blank, long epoch) {
        if (wide) {
            split(col, blank);
            split(col + 1, blank);
        }
        own();
        cells[col] = cell;
        if (col >= used) {
            used = col + 1;
        }
        touch(epoch, col, col + 1);
    }

    /** Writes a character of two columns; {@code col + 1} is in the row. */
    public void writeWide(int col, long cell, long blank, long epoch) {
        if (wide) {
            split(col, blank);
            split(col + 2, blank);
        }
        wide = true;
        own();
        cells[col] = cell | Cells.WIDE;
        cells[col + 1] = Cells.tail(cell);
        if (col + 2 > used) {
            used = col + 2;
        }
        touch(epoch, col, col + 2);
    }

    /** Replaces a cell without regard to its neighbours; for a change of style or of the cluster's text. */
    public void replace(int col, long cell, long epoch) {
        own();
        cells[col] = cell;
        if (cell != 0 && col >= used) {
            used = col + 1;
        }
        touch(epoch, col, col + 1);
    }

    /** Makes blanks of its own style of the wide character whose right half stands at the column, if there is one. */
    public void split(int col) {
        if (divides(col)) {
            split(col, cells[col] & Cells.STYLE);
        }
    }

    private void split(int col, long blank) {
        if (divides(col)) {
            cells[col - 1] = blank;
            cells[col] = blank;
            dirty = true;
        }
    }

    /** Tells whether a column is the right half of a wide character. */
    private boolean divides(int col) {
        return wide && col > 0 && col < used && (cells[col] & Cells.TAIL) != 0;
    }

    /** Erases {@code [from, to)} to the given blank. */
    public void erase(int from, int to, long blank, long epoch) {
        if (wide) {
            split(from, blank);
            split(to, blank);
        }
        if (blank != 0) {
            own();
            Arrays.fill(cells, from, to, blank);
            used = Math.max(used, to);
        } else if (to >= used) {
            if (from < used) {
                Arrays.fill(cells, from, used, 0);
                used = from;
            }
        } else {
            Arrays.fill(cells, from, to, 0);
        }
        touch(epoch, from, to);
    }

    /** As {@link #erase}, but leaves protected cells as they are. */
    public void eraseUnprotected(int from, int to, long blank, long epoch) {
        for (int col = from; col < to; col++) {
            if ((cells[col] & Cells.PROTECTED) == 0 && (col < used || blank != 0)) {
                split(col, blank);
                split(col + 1, blank);
                replace(col, blank, epoch);
            }
        }
    }

    /** Makes the row a new one: blank, single width, not wrapped. */
    void clear(long blank, long epoch) {
        if (blank == 0) {
            if (used == 1) {
                cells[0] = 0;
            } else {
                Arrays.fill(cells, 0, used, 0);
            }
            used = 0;
        } else {
            own();
            Arrays.fill(cells, blank);
            used = cells.length;
        }
        wide = false;
        wrapped = false;
        lineAttribute = SINGLE;
        dirty = true;
        written.all(epoch);
    }

    /**
     * Shifts {@code [col, right)} to the right by n columns and erases the gap; what passes {@code right} is lost, but the
     * line goes on in the next row as before.
     */
    public void insert(int col, int n, int right, long blank, long epoch) {
        int count = Math.min(n, right - col);
        own();
        if (wide) {
            split(col, blank);
            split(right - count, blank);
            split(right, blank);
        }
        int tail = Math.min(used, right - count) - col;
        if (tail > 0) {
            System.arraycopy(cells, col, cells, col + count, tail);
            used = Math.max(used, col + count + tail);
        }
        fill(col, col + count, blank);
        clearAfter(col + count + Math.max(tail, 0), right);
        touch(epoch, col, right);
    }

    private void clearAfter(int from, int right) {
        int end = Math.min(right, used);
        if (from < end) {
            Arrays.fill(cells, from, end, 0);
        }
    }

    /**
     * Removes n columns at {@code col}; {@code [col + n, right)} shifts to the left and blanks come in at the right. At the
     * edge of the screen that ends a wrapped line.
     */
    public void delete(int col, int n, int right, long blank, long epoch) {
        int count = Math.min(n, right - col);
        own();
        if (wide) {
            split(col, blank);
            split(col + count, blank);
            split(right, blank);
        }
        System.arraycopy(cells, col + count, cells, col, right - col - count);
        fill(right - count, right, blank);
        if (right >= cells.length) {
            wrapped = false;
        }
        touch(epoch, col, right);
    }

    private void fill(int from, int to, long blank) {
        Arrays.fill(cells, from, to, blank);
        if (blank != 0) {
            used = Math.max(used, to);
        } else if (to >= used) {
            trimUsed();
        }
    }

    private void trimUsed() {
        int end = used;
        while (end > 0 && cells[end - 1] == 0) {
            end--;
        }
        used = end;
    }

    /** Copies {@code n} cells of another row (or of this one) into this row; whole wide characters only. */
    public void copyFrom(Row source, int from, int into, int n, long epoch) {
        long[] piece = Arrays.copyOfRange(source.cells, from, from + n);
        if (source.wide) {
            if ((piece[0] & Cells.TAIL) != 0) {
                piece[0] &= Cells.STYLE;
            }
            if ((piece[n - 1] & Cells.WIDE) != 0) {
                piece[n - 1] &= Cells.STYLE;
            }
            split(into);
            split(into + n);
            wide = true;
        } else if (wide) {
            split(into);
            split(into + n);
        }
        own();
        System.arraycopy(piece, 0, cells, into, n);
        used = Math.max(used, into + n);
        trimUsed();
        touch(epoch, into, into + n);
    }

    /** Gives the row another number of columns; what does not fit is lost. */
    void setCols(int cols, long epoch) {
        if (cols == cells.length) {
            return;
        }
        if (cols < cells.length) {
            split(cols);
            used = Math.min(used, cols);
        }
        cells = Arrays.copyOf(cells, cols);
        shared = false;
        wrapped = false;
        touch(epoch, 0, cols);
    }

    /** Fills the row from unpacked cells; for reflow. */
    void load(long[] source, int from, int n, boolean continues) {
        own();
        System.arraycopy(source, from, cells, 0, n);
        used = n;
        wide = false;
        for (int i = 0; i < n && !wide; i++) {
            wide = (cells[i] & Cells.WIDE) != 0;
        }
        wrapped = continues;
        trimUsed();
        dirty = true;
    }

    /** Replaces style ids and cluster indices by those of new tables. */
    void remap(StyleRemap remap) {
        for (int i = 0; i < used; i++) {
            cells[i] = remap.cell(cells[i]);
        }
        dirty = true;
    }

    /** Tells whether nothing was ever put here since the row was cleared. */
    public boolean empty() {
        return used == 0;
    }

    /** Returns the cells that are to be seen: a squeezed one is a blank. */
    private long[] shown() {
        long[] copy = Arrays.copyOf(cells, used);
        if (squeezed()) {
            copy[0] &= Cells.STYLE;
        }
        return copy;
    }

    /** Tells whether the last column was left free by a wide character that wrapped. */
    boolean endsInPad() {
        return used == cells.length && (cells[used - 1] & Cells.PAD) != 0;
    }

    /** Tells whether the row begins with a wide character. */
    boolean beginsWide() {
        return used > 0 && (cells[0] & (Cells.WIDE | Cells.SQUEEZED)) != 0;
    }

    /** Tells whether the row is one cell with a wide character. */
    boolean squeezed() {
        return used == 1 && (cells[0] & Cells.SQUEEZED) != 0;
    }

    /** Returns the whole of the wide character in a squeezed row. */
    long[] unsqueezed() {
        long cell = Cells.unsqueeze(cells[0]);
        return new long[] {cell, Cells.tail(cell)};
    }

    /** Returns an immutable copy, the same one as long as the row does not change. */
    public FrozenRow freeze(CellStore store) {
        FrozenRow copy = frozen;
        if (copy == null || dirty) {
            copy = new FrozenRow(
                    shown(),
                    wrapped,
                    lineAttribute,
                    store.styles().view(),
                    store.clusters().view(),
                    written.copy());
            frozen = copy;
            dirty = false;
        }
        return copy;
    }
}
