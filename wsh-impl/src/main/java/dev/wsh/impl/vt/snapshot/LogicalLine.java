package dev.wsh.impl.vt.snapshot;

import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.grid.Written;
import java.util.ArrayList;
import java.util.List;

/**
 * A logical line: rows that were wrapped, joined, and which cell each character of its text stands in. Immutable.
 *
 * @param firstRow the row on the screen of the first piece; negative above the screen
 * @param rows its pieces
 * @param text their text, with the blanks that the program printed at the end
 * @param cellsAbove how many cells of the line stand before these rows, where they are not all of it
 */
public record LogicalLine(int firstRow, List<FrozenRow> rows, String text, int cellsAbove) {
    /** A cell: the row on the screen and the column. */
    record Position(int row, int col) {}

    /**
     * Joins rows.
     *
     * @param firstRow the row on the screen of the first one; negative above the screen
     * @param rows the rows, at least one
     * @return the line
     */
    public static LogicalLine of(int firstRow, List<FrozenRow> rows) {
        return of(firstRow, rows, 0);
    }

    /**
     * Joins rows.
     *
     * @param firstRow the row on the screen of the first one; negative above the screen
     * @param rows the rows, at least one
     * @param cellsAbove how many cells of the line stand before these rows
     * @return the line
     */
    public static LogicalLine of(int firstRow, List<FrozenRow> rows, int cellsAbove) {
        if (rows.size() == 1) {
            return new LogicalLine(firstRow, List.copyOf(rows), rows.get(0).text(), cellsAbove);
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            rows.get(r).appendTo(text, 0, textEnd(rows, r));
        }
        return new LogicalLine(firstRow, List.copyOf(rows), text.toString(), cellsAbove);
    }

    private static int textEnd(List<FrozenRow> rows, int r) {
        return r + 1 < rows.size()
                ? rows.get(r).textEnd(rows.get(r + 1))
                : rows.get(r).used();
    }

    /** Returns the texts to search, in this order: with the blanks at the end, as a prompt has them, and without. */
    public List<String> searched() {
        String trimmed = RunReader.trim(text);
        return trimmed.length() == text.length() ? List.of(text) : List.of(text, trimmed);
    }

    /** Returns the cells of a piece of the text; an empty piece has none. */
    public Region.Span region(int from, int to) {
        Position begin = start(from);
        Position last = to > from ? end(to) : begin;
        return new Region.Span(begin.row(), begin.col(), last.row(), last.col());
    }

    /** Returns the latest write epoch of the cells of a region of this line; of an empty one, that of the cell there. */
    public long newest(Region.Span region) {
        long newest = Written.NEVER;
        for (int row = region.row(); row <= region.endRow(); row++) {
            FrozenRow piece = rows.get(row - firstRow);
            int from = row == region.row() ? region.col() : 0;
            int to = row == region.endRow() ? region.endCol() : piece.used();
            newest = Math.max(newest, piece.written().newest(from, Math.max(to, from + 1)));
        }
        return newest;
    }

    /** Returns the latest write epoch of any cell of the text. */
    public long newest() {
        long newest = Written.NEVER;
        for (FrozenRow row : rows) {
            newest = Math.max(newest, row.written().newest(0, Math.max(1, row.used())));
        }
        return newest;
    }

    /** Returns an epoch that is not later than that of any cell. */
    public long oldest() {
        long oldest = Long.MAX_VALUE;
        for (FrozenRow row : rows) {
            oldest = Math.min(oldest, row.written().oldest());
        }
        return oldest;
    }

    /** Returns how many cells of the line there are before the end of a region of it. */
    public int cellsBefore(Region.Span region) {
        int cells = cellsAbove + region.endCol();
        for (int r = 0; r < region.endRow() - firstRow; r++) {
            cells += textEnd(rows, r);
        }
        return cells;
    }

    /** Returns the text of some columns of the line, as shell marks count them. */
    String text(int from, int to) {
        StringBuilder out = new StringBuilder();
        int before = 0;
        for (int r = 0; r < rows.size(); r++) {
            FrozenRow row = rows.get(r);
            int start = Math.max(0, from - before);
            int end = Math.min(textEnd(rows, r), to - before);
            if (start < end) {
                row.appendTo(out, start, end);
            }
            before += row.used();
        }
        return out.toString();
    }

    /** Returns the text in pieces of one style; columns count from the beginning of the line. */
    List<Screen.Run> runs() {
        List<Screen.Run> runs = new ArrayList<>();
        int before = 0;
        for (int r = 0; r < rows.size(); r++) {
            boolean last = r + 1 == rows.size();
            int end = last ? RunReader.visibleEnd(rows.get(r)) : textEnd(rows, r);
            for (Screen.Run run : RunReader.runs(rows.get(r), end)) {
                append(runs, new Screen.Run(before + run.col(), run.width(), run.text(), run.style()));
            }
            before += textEnd(rows, r);
        }
        return List.copyOf(runs);
    }

    /** Adds a run, to the one before if that has the same style. */
    private static void append(List<Screen.Run> runs, Screen.Run next) {
        int last = runs.size() - 1;
        if (last < 0 || !runs.get(last).style().equals(next.style())) {
            runs.add(next);
            return;
        }
        Screen.Run before = runs.get(last);
        String text = before.text() + next.text();
        runs.set(last, new Screen.Run(before.col(), before.width() + next.width(), text, next.style()));
    }

    /** Returns the cell in which the character at an index of the text begins. */
    Position start(int index) {
        return walk(index, /* after= */ false);
    }

    /** Returns the position after the cell of the character before an index of the text. */
    Position end(int index) {
        return walk(index - 1, /* after= */ true);
    }

    private Position walk(int index, boolean after) {
        int at = 0;
        for (int r = 0; r < rows.size(); r++) {
            FrozenRow row = rows.get(r);
            int end = textEnd(rows, r);
            boolean plain = row.plain();
            int whole = plain ? end : end == row.used() ? row.text().length() : Integer.MAX_VALUE;
            if (index - at >= whole) {
                at += whole;
                continue;
            }
            if (plain) {
                int col = index - at;
                return new Position(firstRow + r, after ? col + 1 : col);
            }
            for (int col = 0; col < end; col++) {
                long cell = row.cell(col);
                int length = (cell & Cells.TAIL) != 0 ? 0 : textLength(row, cell, col);
                if (index < at + length) {
                    return new Position(firstRow + r, after ? col + Math.max(1, Cells.width(cell)) : col);
                }
                at += length;
            }
        }
        int last = rows.size() - 1;
        return new Position(firstRow + last, rows.get(last).used());
    }

    private static int textLength(FrozenRow row, long cell, int col) {
        if ((cell & Cells.CLUSTER) != 0) {
            return row.cellText(col).length();
        }
        return Character.charCount(Cells.code(cell));
    }
}
