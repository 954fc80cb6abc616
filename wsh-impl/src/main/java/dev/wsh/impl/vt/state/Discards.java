package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.Grid;
import dev.wsh.impl.vt.grid.Row;

/**
 * The one way in which cells are lost other than by being written over or by scrolling off the top: whoever erases, shifts,
 * copies over or drops cells tells it before, and the line is told as it stands. Nothing is done while nobody listens, nor
 * for blanks.
 *
 * <p>Printing over text is not told: each character would be looked at twice. Confined to the engine's thread.
 */
final class Discards {
    private final Host t;
    private final RowsThatLeave leaving;
    private int toldTo; // rows before this one were told by the present operation

    /** What it sees of the terminal. */
    interface Host {

        /** Tells whether anybody listens. */
        boolean collectsLeaving();

        /** Returns the active screen. */
        Grid grid();

        /** Returns how many cells of the line in its first row have scrolled off. */
        int cellsAbove();

        /** What is written next is later than what was written so far. */
        void nextStep();
    }

    Discards(Host host, RowsThatLeave leaving) {
        this.t = host;
        this.leaving = leaving;
    }

    /** An operation begins, which goes through rows from the top to the bottom. */
    Discards begin() {
        toldTo = 0;
        return this;
    }

    /** Cells of one row are about to be lost, as an operation of its own. */
    void only(int row, int from, int to) {
        begin().cells(row, from, to);
    }

    /** Whole rows are about to be lost, as an operation of its own. */
    void only(int fromRow, int toRow) {
        begin().rows(fromRow, toRow);
    }

    /** Whole rows are about to be lost. What is written in them next is later than what stood there. */
    void rows(int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            cells(row, 0, t.grid().cols());
        }
        t.nextStep();
    }

    /** Cells {@code [from, to)} of a row are about to be lost. */
    void cells(int row, int from, int to) {
        if (t.collectsLeaving() && row >= toldTo && hasText(t.grid().row(row), from, to)) {
            tell(row);
        }
    }

    private static boolean hasText(Row row, int from, int to) {
        for (int col = Math.min(to, row.used()) - 1; col >= from; col--) {
            if (!Cells.blank(row.cell(col))) {
                return true;
            }
        }
        return false;
    }

    /** Tells the logical line of a row. */
    private void tell(int row) {
        Grid grid = t.grid();
        int first = row;
        while (first > 0 && grid.row(first - 1).wrapped()) {
            first--;
        }
        int end = row + 1;
        while (end < grid.rows() && grid.row(end - 1).wrapped()) {
            end++;
        }
        toldTo = end;
        leaving.discards(grid, first, end, first == 0 ? t.cellsAbove() : 0);
    }
}
