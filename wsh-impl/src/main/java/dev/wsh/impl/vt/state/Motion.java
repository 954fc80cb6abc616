package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Row;

/**
 * Moves the cursor: ECMA-48's CUU to HVP, tabs, BS and CR, with DEC's margins and origin mode, as xterm does it.
 *
 * <p>All positions are 0-based. Confined to the engine's thread.
 */
public final class Motion {
    private final Terminal t;

    Motion(Terminal t) {
        this.t = t;
    }

    /** Returns the last column of the cursor's row that it can stand in. */
    private int lastCol(int row) {
        int cols = t.cols();
        return t.grid.row(row).lineAttribute() == Row.SINGLE ? cols - 1 : Math.max(0, cols / 2 - 1);
    }

    /** Returns the column in which the cursor is seen: on a line of double width not beyond its half. */
    public int shownCol() {
        return Math.min(t.cursor.col, lastCol(t.cursor.row));
    }

    private boolean origin() {
        return t.modes().get(DecMode.ORIGIN);
    }

    /** CUP: a position counted from the margins in origin mode. */
    public void to(int row, int col) {
        if (origin()) {
            Margins m = t.margins;
            place(Math.min(m.top + Math.max(0, row), m.bottom - 1), Math.min(m.left + Math.max(0, col), m.right - 1));
        } else {
            place(row, col);
        }
    }

    /** Goes to a position counted from the screen's corner; one outside of the screen is moved to its edge. */
    public void place(int row, int col) {
        int r = Math.max(0, Math.min(row, t.rows() - 1));
        if (r != t.cursor.row) {
            t.nextStep();
        }
        t.cursor.set(r, Math.max(0, Math.min(col, lastCol(r))));
    }

    /** VPA: a row, counted from the margin in origin mode. */
    public void toRow(int row) {
        if (origin()) {
            place(Math.min(t.margins.top + row, t.margins.bottom - 1), t.cursor.col);
        } else {
            place(row, t.cursor.col);
        }
    }

    /** CHA, HPA: a column, counted from the margin in origin mode. */
    public void toCol(int col) {
        if (origin()) {
            place(t.cursor.row, Math.min(t.margins.left + col, t.margins.right - 1));
        } else {
            place(t.cursor.row, col);
        }
    }

    /** CUU: not past the top margin, unless the cursor is above it. */
    public void up(int n) {
        int top = t.cursor.row >= t.margins.top ? t.margins.top : 0;
        place(Math.max(top, t.cursor.row - n), t.cursor.col);
    }

    /** CUD: not past the bottom margin, unless the cursor is below it. */
    public void down(int n) {
        int last = t.cursor.row < t.margins.bottom ? t.margins.bottom - 1 : t.rows() - 1;
        place(Math.min(last, t.cursor.row + n), t.cursor.col);
    }

    /** CUF: not past the right margin, unless the cursor is right of it. */
    public void right(int n) {
        int last = t.cursor.col < t.margins.right ? t.margins.right - 1 : t.cols() - 1;
        place(t.cursor.row, Math.min(last, t.cursor.col + n));
    }

    /**
     * BS and CUB: not past the left margin, but with reverse wrap on (mode 45) to the row above as long as the line wrapped
     * there, and with extended reverse wrap (1045) to any row, from the top one to the bottom one. As xterm from 383 on;
     * above the region up to the first row, as in ghostty.
     */
    public void left(int n) {
        Modes modes = t.modes();
        boolean wraps = modes.get(DecMode.AUTO_WRAP);
        boolean extended = wraps && modes.get(DecMode.REVERSE_WRAP_EXTENDED);
        if (extended || wraps && modes.get(DecMode.REVERSE_WRAP)) {
            leftWrapping(Math.min(n, t.rows() * t.cols()), extended);
            return;
        }
        int first = t.cursor.col >= t.margins.left ? t.margins.left : 0;
        place(t.cursor.row, Math.max(first, t.cursor.col - n));
    }

    private void leftWrapping(int n, boolean extended) {
        Cursor c = t.cursor;
        int first = c.col >= t.margins.left ? t.margins.left : 0;
        int count = c.pendingWrap ? n - 1 : n; // the cursor is already left of where it was
        c.pendingWrap = false;
        if (!extended && count > 0 && c.col == first && c.row < t.margins.top) {
            c.row = t.margins.top; // xterm: from the edge above the region into it
            return;
        }
        while (count > 0) {
            int steps = Math.min(count, c.col - first);
            c.col -= steps;
            count -= steps;
            if (count > 0) {
                if (!toRowAbove(extended)) {
                    return;
                }
                count--;
            }
        }
    }

    /** Goes from the left margin to the right margin of the row above; false if the line does not go on there. */
    private boolean toRowAbove(boolean extended) {
        Cursor c = t.cursor;
        Margins m = t.margins;
        if (c.row == m.top && extended) {
            c.set(m.bottom - 1, m.right - 1);
            return true;
        }
        if (c.row == m.top || c.row == 0 || !extended && !t.grid.row(c.row - 1).wrapped()) {
            return false;
        }
        c.set(c.row - 1, m.right - 1);
        return true;
    }

    /** HPR: to the right, margins or not. */
    public void rightAnyway(int n) {
        toColRelative(t.cursor.col + n);
    }

    private void toColRelative(int col) {
        int last = origin() ? t.margins.right - 1 : t.cols() - 1;
        place(t.cursor.row, Math.min(col, last));
    }

    /** VPR: down, margins or not. */
    public void downAnyway(int n) {
        int last = origin() ? t.margins.bottom - 1 : t.rows() - 1;
        place(Math.min(last, t.cursor.row + n), t.cursor.col);
    }

    /** CR: to the left margin, or to column 0 when the cursor is left of it. */
    public void carriageReturn() {
        Cursor c = t.cursor;
        boolean fromLeft = c.col < t.margins.left && !origin();
        c.col = fromLeft ? 0 : t.margins.left;
        c.pendingWrap = false;
    }

    /** HT and CHT: to the n-th next tab stop, not past the right margin; with mode 41 a pending wrap comes first. */
    public void tab(int n) {
        Cursor c = t.cursor;
        if (c.pendingWrap && t.modes().get(DecMode.MORE_FIX) && t.modes().get(DecMode.AUTO_WRAP)) {
            t.scroller().index();
            c.set(c.row, 0);
        }
        int edge = c.col < t.margins.right ? t.margins.right - 1 : t.cols() - 1;
        int last = Math.min(edge, lastCol(c.row));
        int col = c.col;
        for (int i = 0; i < n && col < last; i++) {
            int next = t.tabs().next(col);
            col = next < 0 ? last : Math.min(next, last);
        }
        c.col = col; // xterm: a pending wrap stays pending
    }

    /** CBT: to the n-th tab stop before. */
    public void backTab(int n) {
        Cursor c = t.cursor;
        int first = origin() ? t.margins.left : 0;
        int col = c.col;
        for (int i = 0; i < n && col > first; i++) {
            col = Math.max(first, t.tabs().previous(col));
        }
        c.col = col; // xterm: a pending wrap stays pending
    }

    /** Goes to the home position: the corner of the margins in origin mode. */
    public void home() {
        to(0, 0);
    }
}
