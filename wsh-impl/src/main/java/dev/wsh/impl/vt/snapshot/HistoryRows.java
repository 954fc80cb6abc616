package dev.wsh.impl.vt.snapshot;

import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.FrozenRow;
import java.util.ArrayList;
import java.util.List;

/** Shows a logical line of the history as rows of a screen's width. Stateless. */
final class HistoryRows {
    private HistoryRows() {}

    /** Returns the rows that a line takes, at least one. */
    static List<FrozenRow> wrap(FrozenRow line, int cols) {
        List<FrozenRow> rows = new ArrayList<>();
        int at = 0;
        do {
            int end = end(line, at, cols);
            rows.add(line.slice(at, end, end < line.used() || line.wrapped()));
            at = end;
        } while (at < line.used());
        return rows;
    }

    /** Returns the number of rows that a line takes. */
    static int count(FrozenRow line, int cols) {
        int rows = 0;
        int at = 0;
        do {
            at = end(line, at, cols);
            rows++;
        } while (at < line.used());
        return rows;
    }

    private static int end(FrozenRow line, int at, int cols) {
        int end = Math.min(line.used(), at + cols);
        boolean splits = end < line.used() && (line.cell(end) & Cells.TAIL) != 0;
        return !splits ? end : end - at > 1 ? end - 1 : end + 1;
    }
}
