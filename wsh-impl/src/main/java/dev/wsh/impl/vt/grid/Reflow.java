package dev.wsh.impl.vt.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the primary screen another size: logical lines are wrapped anew, and rows move to and from the history.
 *
 * <p>xterm does not do this; the rules are kitty's and ghostty's. The cursor stays on its character; behind the
 * text it stays as many columns behind it, in the next row if need be, as in VTE and Windows Terminal. Blank rows below
 * the cursor and the text go first. If there are still too many rows, those at the top go to the history, but never the
 * cursor's: what is then still too much is cut at the bottom. Rows come back from the history only where the screen was
 * full before, so that a screen made smaller and larger again is the same. Confined to the engine's thread.
 */
public final class Reflow {
    private final Grid grid;
    private final History history;
    private final int newRows;
    private final int newCols;
    private final long epoch;
    private final TrackedPoint cursor;
    private final List<TrackedPoint> points;
    private final ArrayList<Row> out = new ArrayList<>();
    private final ArrayList<LogEntry> log = new ArrayList<>();
    private long[] line = new long[256];
    private int length;
    private int textEnd; // of the line, without the columns up to a cursor behind its text

    private record LogEntry(long epoch, int from, int to) {}

    private Reflow(
            Grid grid,
            History history,
            int rows,
            int cols,
            long epoch,
            TrackedPoint cursor,
            List<TrackedPoint> others) {
        this.grid = grid;
        this.history = history;
        this.newRows = rows;
        this.newCols = cols;
        this.epoch = epoch;
        this.cursor = cursor;
        this.points = new ArrayList<>(others);
        points.add(cursor);
    }

    /** Resizes the grid; the cursor and the other points are moved along and are on the screen afterwards. */
    public static void resize(
            Grid grid,
            History history,
            int rows,
            int cols,
            long epoch,
            TrackedPoint cursor,
            List<TrackedPoint> others) {
        new Reflow(grid, history, rows, cols, epoch, cursor, others).run();
    }

    private void run() {
        int oldRows = grid.rows();
        int contentEnd = Math.max(grid.contentEnd(), cursor.row + 1);
        boolean full = contentEnd == oldRows;
        if (newCols == grid.cols()) {
            for (int i = 0; i < contentEnd; i++) {
                out.add(grid.row(i));
            }
        } else {
            rewrap(contentEnd);
        }
        int excess = out.size() - newRows;
        if (excess > 0) {
            int up = Math.min(excess, cursor.row);
            for (int i = 0; i < up; i++) {
                history.push(out.get(i));
            }
            out.subList(0, up).clear();
            moveRows(-up);
            while (out.size() > newRows) {
                out.remove(out.size() - 1);
            }
        } else if (full && excess < 0) {
            pull(-excess);
        }
        while (out.size() < newRows) {
            Row blank = new Row(newCols);
            blank.clear(0, epoch);
            out.add(blank);
        }
        grid.replaceAll(out.toArray(new Row[0]), newCols);
        for (TrackedPoint point : points) {
            point.row = Math.max(0, Math.min(point.row, newRows - 1));
            point.col = Math.max(0, Math.min(point.col, newCols));
        }
    }

    private void moveRows(int by) {
        for (TrackedPoint point : points) {
            point.row += by;
        }
    }

    /** Wraps the rows before {@code contentEnd} anew, with the part of the first line that is in the history. */
    private void rewrap(int contentEnd) {
        length = 0;
        if (history.open() && history.canPop()) {
            popLast();
        }
        int lineStart = 0;
        for (int i = 0; i < contentEnd; i++) {
            Row row = grid.row(i);
            collect(row, i, row.wrapped() && i + 1 < contentEnd ? grid.row(i + 1) : null);
            boolean goesOn = row.wrapped() && i + 1 < contentEnd && length < History.MAX_LINE_CELLS;
            if (!goesOn) {
                wrapLine(lineStart, i, row.wrapped() && i + 1 < contentEnd);
                lineStart = i + 1;
            }
        }
        for (TrackedPoint point : points) {
            if (point.row < MOVED && point.row >= contentEnd) {
                point.row = point.row - contentEnd + out.size() + MOVED;
            }
        }
        for (TrackedPoint point : points) {
            point.row -= MOVED;
        }
    }

    /** Adds a row to the line, with its log and the points in it; {@code next} is the row in which the line goes on. */
    private void collect(Row row, int index, @Nullable Row next) {
        long[] cells = row.squeezed() ? row.unsqueezed() : row.cells();
        boolean padded = row.endsInPad() && next != null && next.beginsWide();
        int all = row.wrapped() && next != null ? row.cols() : row.used();
        int n = row.squeezed() ? 2 : all - (padded ? 1 : 0);
        int base = length;
        for (TrackedPoint point : points) {
            if (point.row == index) {
                boolean behind = row.squeezed() && point.col == 1;
                int col = behind ? n : point.col;
                point.setOffset(base + (row.wrapped() ? Math.min(col, n) : col));
            }
        }
        row.written().forEach((when, from, to) -> {
            int end = row.squeezed() ? n : Math.min(to, n);
            if (from < end) {
                log.add(new LogEntry(when, base + from, base + end));
            }
        });
        append(cells, n);
        if (n > 0 && !padded) {
            line[length - 1] &= ~Cells.PAD; // what it was left for is gone
        }
    }

    /** Added to the row of a point that has its new place, so that it is not taken for an old one. */
    private static final int MOVED = 1 << 20;

    /** Takes the last line of the history over, with its log. */
    private void popLast() {
        Written written = history.writtenLast();
        long[] cells = history.popLast();
        for (int i = 0; i < cells.length; i++) {
            long epoch = written.newest(i, i + 1);
            LogEntry last = log.isEmpty() ? null : log.get(log.size() - 1);
            if (last != null && last.epoch == epoch && last.to == i) {
                log.set(log.size() - 1, new LogEntry(epoch, last.from, i + 1));
            } else if (epoch != Written.NEVER) {
                log.add(new LogEntry(epoch, i, i + 1));
            }
        }
        append(cells);
    }

    private void append(long[] cells) {
        append(cells, cells.length);
    }

    private void append(long[] cells, int n) {
        if (length + n > line.length) {
            line = Arrays.copyOf(line, Math.max(length + n, line.length * 2));
        }
        System.arraycopy(cells, 0, line, length, n);
        length += n;
    }

    /** Cuts the collected line into rows and places the points of old rows {@code [from, to]}. */
    private void wrapLine(int from, int to, boolean continues) {
        int firstOut = out.size();
        int at = 0;
        log.sort(Comparator.comparingLong(LogEntry::epoch)); // of several rows, or of the history
        reachCursor(from, to);
        do {
            int end = rowEnd(at);
            boolean more = end < length;
            Row row = new Row(newCols);
            row.load(line, at, Math.min(end - at, newCols), more || continues);
            if ((more || continues) && end - at < newCols) {
                row.replace(newCols - 1, Cells.PAD, 0);
            }
            copyLog(row, at, end, more);
            out.add(row);
            placePoints(from, to, at, end, more);
            at = end;
        } while (at < length);
        assert out.size() > firstOut;
        length = 0;
        log.clear();
    }

    /** Lets the line reach to a cursor that stands behind its text, where that would be beyond the edge: as VTE does. */
    private void reachCursor(int from, int to) {
        while (length > 0 && line[length - 1] == 0) {
            length--;
        }
        textEnd = length;
        boolean here = cursor.row >= from && cursor.row <= to && cursor.row < MOVED;
        int behind = cursor.offset() + 1;
        if (here && cursor.offset() > length && behind > newCols) {
            append(new long[behind - length]);
        }
    }

    private int rowEnd(int at) {
        int end = Math.min(length, at + newCols);
        if (end < length && (line[end] & Cells.TAIL) != 0) {
            if (end - at > 1) {
                return end - 1;
            }
            line[at] = Cells.squeeze(line[at]); // one column only
            return end + 1;
        }
        return end;
    }

    private void copyLog(Row row, int at, int end, boolean more) {
        for (LogEntry entry : log) {
            int low = Math.max(entry.from, at);
            int high = Math.min(entry.to, end);
            if (low < high) {
                row.written().note(entry.epoch, low - at, more || high < end ? high - at : newCols);
            }
        }
    }

    private void placePoints(int from, int to, int at, int end, boolean more) {
        for (TrackedPoint point : points) {
            boolean here = point.row >= from && point.row <= to && point.row < MOVED;
            int offset = point == cursor ? point.offset() : Math.min(point.offset(), lastBehindText());
            if (here && (offset < end || !more)) {
                int col = offset - at;
                boolean pending = offset == length && col == newCols;
                point.row = out.size() - 1 + MOVED;
                point.col = pending ? newCols : Math.min(col, newCols - 1);
            }
        }
    }

    /** The last column of the text's last row, where saved positions behind the text go. */
    private int lastBehindText() {
        return Math.max(textEnd, textEnd / newCols * newCols + newCols - 1);
    }

    /** Brings back up to n rows from the history. */
    private void pull(int n) {
        int wanted = n;
        while (wanted > 0 && history.canPop()) {
            boolean goesOn = history.open();
            ArrayList<Row> below = new ArrayList<>(out);
            out.clear();
            length = 0;
            popLast();
            wrapLine(/* from= */ 1, /* to= */ 0, goesOn);
            int got = out.size();
            int taken = Math.min(got, wanted);
            for (int i = 0; i < got - taken; i++) {
                history.push(out.get(i));
            }
            out.subList(0, got - taken).clear();
            out.addAll(below);
            wanted -= taken;
            moveRows(taken);
        }
    }
}
