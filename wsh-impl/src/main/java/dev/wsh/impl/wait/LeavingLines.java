package dev.wsh.impl.wait;

import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the rows that leave the screen to logical lines, also a line whose end is still on the screen.
 *
 * <p>Confined to the session's lock.
 */
final class LeavingLines {

    /** Bounds what a line without an end can cost; longer ones are searched in pieces. */
    static final int MAX_LINE_CHARS = 1 << 16;

    private final List<LeavingRow> open = new ArrayList<>();
    private int openChars;

    /** Returns the lines that are complete with these rows, and the open one together with its rest on the screen. */
    List<LeftLine> add(List<LeavingRow> rows, ScreenSnapshot screen) {
        List<LeftLine> lines = new ArrayList<>();
        for (LeavingRow row : rows) {
            if (row.discarded().isPresent()) {
                lines.add(new LeftLine(row.discarded().get()));
                continue;
            }
            if (row.cellsBefore() == 0 && !open.isEmpty()) {
                lines.add(close()); // its rest was erased
            }
            open.add(row);
            openChars += row.text().length();
            if (!row.wrapped() || openChars > MAX_LINE_CHARS) {
                lines.add(close());
            }
        }
        if (!open.isEmpty() && screen.cellsAbove() == 0) {
            lines.add(close());
        }
        if (!open.isEmpty()) {
            lines.add(new LeftLine(open, openChars, screen));
        }
        return lines;
    }

    void clear() {
        open.clear();
        openChars = 0;
    }

    /** Tells whether a line goes on on the screen. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Tells whether a blank was left in the open line, for a wide character that did not fit into its row. */
    boolean isPadded() {
        return open.stream().anyMatch(LeavingRow::padded);
    }

    /** Returns the last characters of the open line that have left. */
    String end(int most) {
        StringBuilder end = new StringBuilder();
        for (int i = open.size() - 1; i >= 0 && end.length() < most; i--) {
            end.insert(0, open.get(i).text());
        }
        return end.substring(Math.max(0, end.length() - most));
    }

    private LeftLine close() {
        LeftLine line = new LeftLine(open, openChars, null);
        clear();
        return line;
    }
}
