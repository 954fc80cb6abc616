package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Grid;

/**
 * Moves rows and columns within the scroll region: IND, RI, NEL, SU, SD, IL, DL, SL, SR, DECBI, DECFI, DECIC, DECDC.
 *
 * <p>Sources: ECMA-48; DEC VT420 manual for left and right margins; xterm for which rows go to the history (index and SU
 * at the top of the screen, not DL). Confined to the engine's thread.
 */
public final class Scroller {
    private final Terminal t;

    Scroller(Terminal t) {
        this.t = t;
    }

    /** IND: down one row; at the bottom margin the region scrolls. */
    public void index() {
        t.nextStep();
        indexAt(t.cursor.col);
        t.cursor.pendingWrap = false;
    }

    /** As {@link #index} for a cursor in the given column. */
    void indexAt(int col) {
        Margins m = t.margins;
        int row = t.cursor.row;
        if (row == m.bottom - 1) {
            if (m.containsColumn(col)) {
                up(m.top, 1, /* keep= */ true);
            }
        } else if (row < t.rows() - 1) {
            t.cursor.row = row + 1;
        }
    }

    /** RI: up one row; at the top margin the region scrolls down. */
    public void reverseIndex() {
        t.nextStep();
        Margins m = t.margins;
        if (t.cursor.row == m.top) {
            if (m.containsColumn(t.cursor.col)) {
                down(m.top, 1);
            }
        } else if (t.cursor.row > 0) {
            t.cursor.row--;
        }
        t.cursor.pendingWrap = false;
    }

    /** SU. */
    public void scrollUp(int n) {
        t.nextStep();
        up(t.margins.top, n, /* keep= */ true);
    }

    /** SD. */
    public void scrollDown(int n) {
        t.nextStep();
        down(t.margins.top, n);
    }

    private void up(int top, int n, boolean keep) {
        Margins m = t.margins;
        Grid grid = t.grid;
        long blank = t.pen().blank();
        int lost = Math.min(n, m.bottom - top);
        if (m.left == 0 && m.right == grid.cols()) {
            if (!keep || top > 0) {
                t.discards().only(top, top + lost);
            }
            if (!keep) {
                t.endsAbove(top);
            }
            grid.scrollUp(top, m.bottom, n, keep, blank, t.epoch);
        } else {
            discardColumns(top, top + lost);
            grid.scrollUp(top, m.bottom, m.left, m.right, n, blank, t.epoch);
        }
    }

    private void down(int top, int n) {
        Margins m = t.margins;
        Grid grid = t.grid;
        long blank = t.pen().blank();
        int lost = Math.min(n, m.bottom - top);
        if (m.left == 0 && m.right == grid.cols()) {
            t.discards().only(m.bottom - lost, m.bottom);
            t.endsAbove(top);
            grid.scrollDown(top, m.bottom, n, blank, t.epoch);
        } else {
            discardColumns(m.bottom - lost, m.bottom);
            grid.scrollDown(top, m.bottom, m.left, m.right, n, blank, t.epoch);
        }
    }

    /** Between margins at the sides. */
    private void discardColumns(int from, int to) {
        t.discards().begin();
        for (int row = from; row < to; row++) {
            t.discards().cells(row, t.margins.left, t.margins.right);
        }
        t.nextStep();
    }

    /** IL: nothing happens outside of the margins. */
    public void insertLines(int n) {
        if (t.margins.contains(t.cursor.row, t.cursor.col)) {
            t.nextStep();
            down(t.cursor.row, n);
            t.cursor.set(t.cursor.row, t.margins.left);
        }
    }

    /** DL: nothing happens outside of the margins. */
    public void deleteLines(int n) {
        if (t.margins.contains(t.cursor.row, t.cursor.col)) {
            t.nextStep();
            up(t.cursor.row, n, /* keep= */ false);
            t.cursor.set(t.cursor.row, t.margins.left);
        }
    }

    /** ICH: nothing happens outside of the margins. */
    public void insertCells(int n) {
        Margins m = t.margins;
        if (m.containsColumn(t.cursor.col)) {
            t.discards().only(t.cursor.row, t.cursor.col, m.right);
            t.cursorRow().insert(t.cursor.col, n, m.right, t.pen().blank(), t.epoch);
            t.cursor.pendingWrap = false;
        }
    }

    /** DCH: nothing happens outside of the margins. */
    public void deleteCells(int n) {
        Margins m = t.margins;
        if (m.containsColumn(t.cursor.col)) {
            t.discards().only(t.cursor.row, t.cursor.col, m.right);
            t.cursorRow().delete(t.cursor.col, n, m.right, t.pen().blank(), t.epoch);
            t.cursor.pendingWrap = false;
        }
    }

    /** DECIC, and SR at the left margin: inserts columns in all rows of the region. */
    public void insertColumns(int col, int n) {
        Margins m = t.margins;
        t.discards().begin();
        for (int row = m.top; row < m.bottom; row++) {
            t.discards().cells(row, col, m.right);
            t.grid.row(row).insert(col, n, m.right, t.pen().blank(), t.epoch);
        }
    }

    /** DECDC, and SL at the left margin: removes columns in all rows of the region. */
    public void deleteColumns(int col, int n) {
        Margins m = t.margins;
        t.discards().begin();
        for (int row = m.top; row < m.bottom; row++) {
            t.discards().cells(row, col, m.right);
            t.grid.row(row).delete(col, n, m.right, t.pen().blank(), t.epoch);
        }
    }

    /** DECIC and DECDC count only inside of the margins. */
    public boolean insideMargins() {
        return t.margins.contains(t.cursor.row, t.cursor.col);
    }

    /** SL. */
    public void scrollLeft(int n) {
        if (insideMargins()) {
            deleteColumns(t.margins.left, n);
        }
    }

    /** SR. */
    public void scrollRight(int n) {
        if (insideMargins()) {
            insertColumns(t.margins.left, n);
        }
    }

    /** DECBI: left one column; at the left margin the region scrolls right. */
    public void backIndex() {
        Cursor c = t.cursor;
        if (c.col == t.margins.left && t.margins.contains(c.row, c.col)) {
            insertColumns(t.margins.left, 1);
        } else if (c.col > 0) {
            c.set(c.row, c.col - 1);
        }
    }

    /** DECFI: right one column; at the right margin the region scrolls left. */
    public void forwardIndex() {
        Cursor c = t.cursor;
        if (c.col == t.margins.right - 1 && t.margins.contains(c.row, c.col)) {
            deleteColumns(t.margins.left, 1);
        } else if (c.col < t.cols() - 1) {
            c.set(c.row, c.col + 1);
        }
    }
}
