package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.CharWidth;
import dev.wsh.impl.vt.grid.ClusterTable;
import dev.wsh.impl.vt.grid.ClusterWidth;
import dev.wsh.impl.vt.grid.GraphemeBreaker;
import dev.wsh.impl.vt.grid.Row;

/**
 * Puts characters on the screen: wrapping, insertion, wide characters and grapheme clusters.
 *
 * <p>A run of ASCII goes straight into the row while nothing stands against it: insert mode, margins at the sides, a
 * character set other than ASCII, or a line of double width. Clusters follow UAX #29: a code point that does not begin a
 * cluster joins the cell printed last, as long as nothing but text came between. A combining character goes there too when
 * what came between moved no cursor and changed no cells; otherwise to the cell under the cursor, as in xterm. Confined to
 * the engine's thread.
 */
public final class Printer {
    private static final int NONE = -1;

    private final Terminal t;
    private boolean straight = true;
    private boolean autoWrap = true;
    private boolean clusters;
    private int clusterState = GraphemeBreaker.START;
    private int lastCol = NONE; // the cell that the last character went to, in the cursor's row
    private int afterRow; // where that left the cursor
    private int afterCol;
    private int lastCodePoint = NONE; // printed last, with nothing but text since
    private int repeatable = NONE; // what REP repeats

    private final long[] scratch = new long[256];

    Printer(Terminal t) {
        this.t = t;
        modesChanged();
    }

    /** Must be called when a mode, a margin or a character set has changed. */
    public void modesChanged() {
        autoWrap = t.modes().get(DecMode.AUTO_WRAP);
        clusters = t.modes().get(DecMode.GRAPHEME_CLUSTERS);
        straight = !t.modes().insert && !t.narrowed() && t.charsets().plain();
    }

    /** Tells whether a run of ASCII goes straight into the row. */
    public boolean straight() {
        return straight;
    }

    /** Must be called when anything but text comes, so that what follows begins a new cluster. */
    public void interrupted() {
        repeatable = lastCodePoint;
        lastCodePoint = NONE;
        if (clusterState != GraphemeBreaker.START) {
            clusterState = GraphemeBreaker.START;
            setStays();
        }
    }

    /** Must be called when the cursor was moved or cells were changed, so that no mark joins the character printed last. */
    public void departed() {
        lastCol = NONE;
    }

    /** Tells whether a mark joins the character printed last. */
    public boolean stays() {
        return lastCol != NONE && t.cursor.row == afterRow && t.cursor.col == afterCol;
    }

    /** Says that a mark joins the character printed last, although the cursor is not where that left it. */
    public void setStays() {
        afterRow = t.cursor.row;
        afterCol = t.cursor.col;
    }

    /** Prints a run of bytes of 0x20 to 0x7E. */
    public void ascii(byte[] bytes, int from, int to) {
        if (!straight) {
            for (int i = from; i < to; i++) {
                slow(bytes[i]);
            }
            return;
        }
        Cursor cursor = t.cursor;
        long template = t.pen().template();
        int i = from;
        while (i < to) {
            if (cursor.pendingWrap && autoWrap) {
                wrap();
            }
            Row row = t.cursorRow();
            if (row.lineAttribute() != Row.SINGLE) {
                slow(bytes[i++]);
                continue;
            }
            int room = row.cols() - cursor.col;
            int n = Math.min(to - i, room);
            row.writeAscii(cursor.col, bytes, i, n, template, t.pen().blank(), t.epoch);
            i += n;
            lastCodePoint = bytes[i - 1];
            if (n < room) {
                cursor.col += n;
                lastCol = cursor.col - 1;
            } else {
                cursor.col = row.cols() - 1;
                lastCol = cursor.col;
                cursor.pendingWrap = true;
                if (!autoWrap && i < to) {
                    i = to - 1; // all the others overwrite each other in the last column
                }
            }
        }
        clusterState = GraphemeBreaker.stateAfterPlainText();
    }

    private void slow(int b) {
        int cp = t.charsets().map(b);
        straight = !t.modes().insert && !t.narrowed() && t.charsets().plain();
        lastCodePoint = cp;
        put(cp, 1);
        clusterState = GraphemeBreaker.stateAfterPlainText();
    }

    /** Prints a code point of U+00A0 or above. */
    public void print(int codePoint) {
        if (!straight) {
            t.charsets().noSingleShift();
        }
        int property = GraphemeBreaker.property(codePoint);
        if (clusters
                && clusterState != GraphemeBreaker.START
                && !GraphemeBreaker.isBreak(clusterState, property)
                && join(codePoint, clusterState, property)) {
            clusterState = GraphemeBreaker.nextState(clusterState, property);
            return;
        }
        int width = CharWidth.of(codePoint);
        if (width == 0) {
            attach(codePoint, property);
            return;
        }
        lastCodePoint = codePoint;
        boolean done = put(codePoint, width);
        clusterState = done ? GraphemeBreaker.nextState(GraphemeBreaker.START, property) : GraphemeBreaker.START;
    }

    /** Prints code points of ASCII and of U+00A0 or above: what fits goes into the row at once, with the marks that join. */
    public void print(int[] codePoints, int n) {
        int i = 0;
        while (i < n) {
            Row row = t.cursorRow();
            boolean plain = straight && !t.cursor.pendingWrap && row.lineAttribute() == Row.SINGLE;
            int taken = plain ? run(row, codePoints, i, n) : 0;
            if (taken == 0) {
                taken = 1;
                if (codePoints[i] < 0x80) {
                    slow(codePoints[i]);
                } else {
                    print(codePoints[i]);
                }
            }
            i += taken;
        }
    }

    /**
     * Prints what fits into the row, up to a code point that joins the cell before the run, takes no column or changes the
     * width of its cluster; returns how many it took.
     */
    private int run(Row row, int[] codePoints, int from, int to) {
        Cursor cursor = t.cursor;
        long[] cells = scratch;
        long template = t.pen().template();
        int room = Math.min(row.cols() - cursor.col, cells.length);
        int length = 0;
        int width = 0;
        int last = NONE;
        boolean wide = false;
        int state = clusterState;
        int i = from;
        while (i < to) {
            int codePoint = codePoints[i];
            int entry = GraphemeBreaker.entry(codePoint);
            int property = GraphemeBreaker.propertyOf(entry);
            int columns = GraphemeBreaker.widthOf(entry);
            boolean ascii = codePoint < 0x80;
            boolean begun = clusters && !ascii && state != GraphemeBreaker.START;
            if (begun && !GraphemeBreaker.isBreak(state, property)) {
                if (length == 0 || !joinsRun(cells, length - width, width, codePoint, state, property)) {
                    break;
                }
                state = GraphemeBreaker.nextState(state, property);
                i++;
                continue;
            }
            if (columns == 0 || length + columns > room) {
                break;
            }
            state = ascii
                    ? GraphemeBreaker.stateAfterPlainText()
                    : GraphemeBreaker.nextState(GraphemeBreaker.START, property);
            last = codePoint;
            long cell = template | codePoint;
            width = columns;
            if (columns == 2) {
                wide = true;
                cells[length++] = cell | Cells.WIDE;
                cells[length++] = template | Cells.TAIL;
            } else {
                cells[length++] = cell;
            }
            i++;
        }
        if (length > 0) {
            row.writeCells(cursor.col, cells, length, wide, t.pen().blank(), t.epoch);
            lastCodePoint = last;
            clusterState = state;
            lastCol = cursor.col + length - width;
            advance(length, row.cols());
        }
        return i - from;
    }

    /** Adds a code point to the cluster at an index of a run; false if that changes its width. */
    private boolean joinsRun(long[] cells, int at, int width, int codePoint, int state, int property) {
        ClusterTable table = t.store.clusters();
        long cell = cells[at];
        if (ClusterWidth.joined(width, table.lastOfCell(cell), state, property, codePoint) != width) {
            return false;
        }
        int index = table.joinCell(cell, codePoint);
        if (index != ClusterTable.NONE) {
            cells[at] = cell & ~Cells.CODE | index | Cells.CLUSTER;
        }
        return true;
    }

    /**
     * REP: prints the last character n times more, where nothing but text came since; not a second time, as in xterm. Of
     * more than fill the screen, those are printed that leave the screen as all of them would.
     */
    public void repeat(int n) {
        int cp = repeatable;
        if (cp == NONE) {
            return;
        }
        repeatable = NONE;
        int width = cp < 0x80 ? 1 : CharWidth.of(cp);
        int screen = t.rows() * t.cols();
        int row = Math.max(1, (t.margins.right - t.margins.left) / Math.max(1, width));
        int count = n <= screen ? n : screen + (n - screen) % row;
        for (int i = 0; i < count; i++) {
            put(cp, width);
        }
        setStays();
    }

    /** Tells whether the cursor stands on the last column and the next character goes to the next row. */
    public boolean wrapsNext() {
        return t.cursor.pendingWrap && t.cursor.col == rightOf(t.cursorRow()) - 1;
    }

    /** Puts a character of one or two columns; without DECAWM one that does not fit is dropped, as in xterm. */
    private boolean put(int codePoint, int width) {
        Cursor cursor = t.cursor;
        if (cursor.pendingWrap && autoWrap) {
            wrap();
        }
        Row row = t.cursorRow();
        int right = rightOf(row);
        if (cursor.col >= right) {
            cursor.col = right - 1; // a line of double width has fewer columns
        }
        if (width == 2 && cursor.col + 2 > right) {
            if (right < 2 || !autoWrap) {
                return false;
            }
            pad(row, cursor.col);
            wrap();
            row = t.cursorRow();
            right = rightOf(row);
            if (cursor.col + 2 > right) {
                return false;
            }
        }
        long blank = t.pen().blank();
        if (t.modes().insert) {
            t.discards().only(cursor.row, right - width, right);
            row.insert(cursor.col, width, right, blank, t.epoch);
        }
        long cell = t.pen().template() | codePoint;
        if (width == 2) {
            row.writeWide(cursor.col, cell, blank, t.epoch);
        } else {
            row.write(cursor.col, cell, blank, t.epoch);
        }
        lastCol = cursor.col;
        advance(width, right);
        return true;
    }

    private void advance(int width, int right) {
        Cursor cursor = t.cursor;
        cursor.col += width;
        if (cursor.col >= right) {
            cursor.col = right - 1;
            cursor.pendingWrap = true;
        }
    }

    /** Marks an erased cell as one that a wide character left free; what stands there stays, as in xterm. */
    private void pad(Row row, int col) {
        long cell = row.cell(col);
        if ((cell & ~Cells.STYLE) == 0) {
            row.write(col, cell | Cells.PAD, 0, t.epoch);
        }
    }

    /** Returns the column after the last one that the cursor can print in. */
    private int rightOf(Row row) {
        int cols = row.lineAttribute() == Row.SINGLE ? row.cols() : Math.max(1, row.cols() / 2);
        int right = Math.min(t.margins.right, cols);
        return t.cursor.col < right ? right : cols;
    }

    /** Goes to the beginning of the next row, which continues this one. */
    private void wrap() {
        Cursor cursor = t.cursor;
        cursor.pendingWrap = false;
        boolean whole = t.margins.right == t.cols();
        int before = cursor.row;
        cursor.col = cursor.col < t.margins.left ? 0 : t.margins.left;
        boolean scrolls = before == t.margins.bottom - 1 && t.margins.containsColumn(cursor.col);
        boolean goesOn = scrolls || before < t.rows() - 1 && before != t.margins.bottom - 1;
        t.cursorRow().setWrapped(whole && goesOn); // in the last row below the margins the text overwrites itself
        t.scroller().indexAt(cursor.col);
        if (scrolls && cursor.row > 0) {
            t.grid.row(cursor.row - 1).setWrapped(whole);
        }
    }

    /** Adds a combining character to the character printed last, or to the cell under the cursor. */
    private void attach(int codePoint, int property) {
        Cursor cursor = t.cursor;
        boolean directly = lastCol != NONE && clusterState != GraphemeBreaker.START;
        int col = directly || stays() ? lastCol : cursor.col;
        Row row = t.cursorRow();
        if (col > 0 && (row.cell(col) & Cells.TAIL) != 0) {
            col--;
        }
        if (row.cell(col) == 0 && !GraphemeBreaker.isMark(property)) {
            return; // what is never seen leaves no trace on an erased cell
        }
        lastCol = col;
        if (clusters) {
            join(codePoint, GraphemeBreaker.stateAfterPlainText(), property);
            clusterState = GraphemeBreaker.nextState(GraphemeBreaker.stateAfterPlainText(), property);
        } else {
            setText(row, col, codePoint, row.cell(col));
        }
    }

    /** Puts a cell with a code point more at a column; without it where the cluster is full, or the table. */
    private void setText(Row row, int col, int codePoint, long cell) {
        int index = t.store.clusters().joinCell(cell, codePoint);
        if (index != ClusterTable.NONE) {
            row.replace(col, cell & ~Cells.CODE | index | Cells.CLUSTER | Cells.WRITTEN, t.epoch);
        }
    }

    /**
     * Adds a code point to the cluster in the cell printed last, and gives it another width where that changes.
     *
     * @return false if they are too wide for one cluster, or for what is left of the row
     */
    private boolean join(int codePoint, int state, int property) {
        Row row = t.cursorRow();
        int col = lastCol;
        long cell = row.cell(col);
        int width = Math.max(1, Cells.width(cell));
        int previous = t.store.clusters().lastOfCell(cell);
        int joined = ClusterWidth.joined(width, previous, state, property, codePoint);
        if (joined > 2) {
            return false;
        }
        if (joined == 2 && width == 1) {
            return widen(row, col, codePoint);
        } else if (joined == 1 && width == 2) {
            row.write(col, cell & ~Cells.WIDE, 0, t.epoch);
            setText(row, col, codePoint, cell & ~Cells.WIDE);
            row.erase(col + 1, col + 2, 0, t.epoch);
            t.cursor.set(t.cursor.row, col + 1);
        } else {
            setText(row, col, codePoint, cell);
        }
        return true;
    }

    private boolean widen(Row row, int col, int codePoint) {
        long cell = row.cell(col);
        long blank = t.pen().blank();
        Cursor cursor = t.cursor;
        int right = rightOf(row);
        Row target = row;
        int at = col;
        if (col + 2 > right) {
            if (!autoWrap || right - (t.narrowed() ? t.margins.left : 0) < 2) {
                if (CharWidth.of(codePoint) > 0) {
                    return false;
                }
                setText(row, col, codePoint, cell);
                return true;
            }
            row.write(col, Cells.PAD, 0, t.epoch);
            wrap();
            target = t.cursorRow();
            at = cursor.col;
            right = rightOf(target);
        }
        if (t.modes().insert) {
            target.insert(target == row ? at + 1 : at, target == row ? 1 : 2, right, blank, t.epoch);
        }
        target.writeWide(at, cell & ~Cells.WIDE, blank, t.epoch);
        setText(target, at, codePoint, target.cell(at));
        lastCol = at;
        cursor.col = at;
        cursor.pendingWrap = false;
        advance(2, right);
        return true;
    }
}
