package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.Row;

/**
 * Erases: ED, EL, ECH, DECSED, DECSEL and DECALN.
 *
 * <p>Sources: ECMA-48, 8.3.39 and 8.3.41; DEC VT220 manual for selective erase; xterm's back_color_erase. Protection by
 * SPA (ISO) counts for ED, EL and ECH too; protection by DECSCA counts for the selective forms only, as in xterm. A row
 * that is erased from its first column does not continue the line of the row above any more, as in xterm.js and tmux.
 * Confined to the engine's thread.
 */
public final class Eraser {
    private final Terminal t;

    Eraser(Terminal t) {
        this.t = t;
    }

    /** EL and DECSEL: 0 from the cursor, 1 to the cursor, 2 the row. */
    public void inLine(int which, boolean selective) {
        Cursor c = t.cursor;
        int cols = t.cols();
        switch (which) {
            case 0 -> {
                discard(c.row, c.col, cols);
                erase(c.row, c.col, cols, selective);
                if (c.col == 0) {
                    beginningErased(c.row);
                }
            }
            case 1 -> {
                discard(c.row, 0, c.col + 1);
                erase(c.row, 0, c.col + 1, selective);
                if (c.col == cols - 1) {
                    beginningErased(c.row);
                }
            }
            case 2 -> {
                discard(c.row, 0, cols);
                whole(c.row, selective);
            }
            default -> {
                return;
            }
        }
        c.pendingWrap = false;
    }

    /** ED and DECSED: 0 below, 1 above, 2 the screen, 3 the history. */
    public void inDisplay(int which, boolean selective) {
        Cursor c = t.cursor;
        switch (which) {
            case 0 -> {
                t.discards().begin().cells(c.row, c.col, t.cols());
                t.discards().rows(c.row + 1, t.rows());
                if (c.col == 0) {
                    whole(c.row, selective);
                } else {
                    erase(c.row, c.col, t.cols(), selective);
                }
                rows(c.row + 1, t.rows(), selective);
            }
            case 1 -> {
                t.discards().begin().rows(0, c.row);
                t.discards().cells(c.row, 0, c.col + 1);
                rows(0, c.row, selective);
                erase(c.row, 0, c.col + 1, selective);
                beginningErased(c.row);
            }
            case 2 -> {
                t.discards().only(0, t.rows());
                rows(0, t.rows(), selective);
                if (!selective) {
                    t.images().screenErased();
                }
            }
            case 3 -> t.history().clear();
            default -> {
                return;
            }
        }
        c.pendingWrap = false;
    }

    /** ECH: wherever it ends, the line does not go on in the next row, as in xterm. */
    public void cells(int n) {
        Cursor c = t.cursor;
        t.discards().only(c.row, c.col, Math.min(t.cols(), c.col + n));
        erase(c.row, c.col, Math.min(t.cols(), c.col + n), /* selective= */ false);
        t.cursorRow().setWrapped(false);
        c.pendingWrap = false;
    }

    private void discard(int row, int from, int to) {
        if (from == 0 && to == t.cols()) {
            t.discards().only(row, row + 1);
        } else {
            t.discards().only(row, from, to);
        }
    }

    private void rows(int from, int to, boolean selective) {
        for (int row = from; row < to; row++) {
            whole(row, selective);
        }
    }

    private void whole(int row, boolean selective) {
        if (!selective && !t.modes().isoProtection) {
            t.grid.row(row).setLineAttribute(Row.SINGLE, t.epoch);
        }
        erase(row, 0, t.cols(), selective);
        beginningErased(row);
    }

    /** Ends the line that goes on in a row whose beginning was erased, unless its first cell is protected. */
    private void beginningErased(int row) {
        if (t.grid.row(row).cell(0) == t.pen().blank()) {
            t.endsAbove(row);
        }
    }

    private void erase(int row, int from, int to, boolean selective) {
        Row erased = t.grid.row(row);
        if (selective || t.modes().isoProtection) {
            erased.eraseUnprotected(from, to, t.pen().blank(), t.epoch);
        } else {
            erased.erase(from, to, t.pen().blank(), t.epoch);
        }
        if (to >= erased.cols() && erased.cell(to - 1) == t.pen().blank()) {
            erased.setWrapped(false);
        }
    }

    /** DECALN: fills the screen with plain E; the margins are reset, the cursor goes home, and the pen stays as it is. */
    public void alignmentPattern() {
        t.margins.reset(t.rows(), t.cols());
        t.modes().set(DecMode.ORIGIN, false);
        byte[] es = new byte[t.cols()];
        java.util.Arrays.fill(es, (byte) 'E');
        t.discards().only(0, t.rows());
        for (int i = 0; i < t.rows(); i++) {
            t.nextStep();
            Row row = t.grid.row(i);
            row.setLineAttribute(Row.SINGLE, t.epoch);
            row.writeAscii(0, es, 0, es.length, Cells.WRITTEN, 0, t.epoch);
            row.setWrapped(false);
        }
        t.endsAbove(0);
        t.cursor.set(0, 0);
        t.printer().modesChanged();
    }
}
