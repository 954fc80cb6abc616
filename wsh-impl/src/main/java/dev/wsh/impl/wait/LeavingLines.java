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
            open.add(row);
            openChars += row.text().length();
            if (!row.wrapped() || openChars > MAX_LINE_CHARS) {
                lines.add(close());
            }
        }
        if (!open.isEmpty()) {
            lines.add(withRest(screen));
        }
        return lines;
    }

    void clear() {
        open.clear();
        openChars = 0;
    }

    private LeftLine close() {
        LeftLine line = joined();
        clear();
        return line;
    }

    private LeftLine joined() {
        LeftLine line = new LeftLine();
        int row = -open.size();
        for (LeavingRow part : open) {
            line.add(part.text(), row++, part.written());
        }
        return line;
    }

    private LeftLine withRest(ScreenSnapshot screen) {
        LeftLine line = joined();
        line.open();
        for (int row = 0; row < screen.rows(); row++) {
            line.add(screen.rawLine(row), row, screen.written(row));
            if (!screen.wrapped(row)) {
                break;
            }
        }
        return line;
    }
}
