package dev.wsh;

import dev.wsh.ScreenDiff.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares screens, and says how they differ. Stateless. */
final class Comparison {

    private Comparison() {}

    static ScreenDiff of(Screen before, Screen after) {
        List<Change> changes = new ArrayList<>();
        for (int row = 0; row < Math.max(before.rows(), after.rows()); row++) {
            row(before, after, row, changes);
        }
        return new ScreenDiff(before, after, changes);
    }

    private static void row(Screen before, Screen after, int row, List<Change> changes) {
        int cols = Math.max(before.cols(), after.cols());
        for (int col = 0; col < cols; ) {
            int from = col;
            boolean text = textDiffers(before, after, row, col);
            boolean style = styleDiffers(before, after, row, col);
            StringBuilder was = new StringBuilder();
            StringBuilder is = new StringBuilder();
            while (col < cols
                    && textDiffers(before, after, row, col) == text
                    && styleDiffers(before, after, row, col) == style) {
                was.append(text(cell(before, row, col)));
                is.append(text(cell(after, row, col)));
                col++;
            }
            if (text || style) {
                changes.add(new Change(row, from, col, was.toString(), is.toString(), text, style));
            }
        }
    }

    private static @Nullable Cell cell(Screen screen, int row, int col) {
        return row < screen.rows() && col < screen.cols() ? screen.cell(row, col) : null;
    }

    private static String text(@Nullable Cell cell) {
        return cell == null ? "" : cell.text();
    }

    private static boolean textDiffers(Screen before, Screen after, int row, int col) {
        Cell was = cell(before, row, col);
        Cell is = cell(after, row, col);
        if (was == null || is == null) {
            return was != null || is != null;
        }
        return was.width() != is.width() || !was.text().equals(is.text());
    }

    private static boolean styleDiffers(Screen before, Screen after, int row, int col) {
        Cell was = cell(before, row, col);
        Cell is = cell(after, row, col);
        return was != null && is != null && !was.style().equals(is.style());
    }

    static String inWords(ScreenDiff diff) {
        StringBuilder out = new StringBuilder();
        Screen before = diff.before();
        Screen after = diff.after();
        if (before.rows() != after.rows() || before.cols() != after.cols()) {
            out.append("size: ")
                    .append(size(before))
                    .append(" → ")
                    .append(size(after))
                    .append('\n');
        }
        for (int row : diff.rows()) {
            List<Change> changes = diff.changes().stream()
                    .filter(change -> change.row() == row)
                    .toList();
            out.append("row ").append(row).append(":\n");
            texts(before, after, row, changes, out);
            changes.stream().filter(Change::style).forEach(change -> styles(before, after, change, out));
        }
        if (diff.cursorChanged()) {
            out.append("cursor: ")
                    .append(cursor(before.cursor(), after.cursor()))
                    .append(" → ")
                    .append(cursor(after.cursor(), before.cursor()))
                    .append('\n');
        }
        return out.isEmpty() ? "no difference" : out.toString().stripTrailing();
    }

    private static void texts(Screen before, Screen after, int row, List<Change> changes, StringBuilder out) {
        boolean text = changes.stream().anyMatch(Change::text);
        if (text) {
            out.append("  - ").append(line(before, row)).append('\n');
        }
        out.append(text ? "  + " : "    ").append(line(after, row)).append('\n');
        StringBuilder marks = new StringBuilder("    ");
        for (Change change : changes) {
            marks.append(" ".repeat(change.col() + 4 - marks.length()));
            marks.append("^".repeat(change.endCol() - change.col()));
        }
        out.append(marks).append('\n');
    }

    private static String line(Screen screen, int row) {
        return row < screen.rows() ? screen.line(row) : "";
    }

    /** Says the style before and after of each piece of a change that has one of each. */
    private static void styles(Screen before, Screen after, Change change, StringBuilder out) {
        for (int col = change.col(); col < change.endCol(); ) {
            Style was = before.cell(change.row(), col).style();
            Style is = after.cell(change.row(), col).style();
            int from = col++;
            while (col < change.endCol()
                    && before.cell(change.row(), col).style().equals(was)
                    && after.cell(change.row(), col).style().equals(is)) {
                col++;
            }
            out.append("  columns ").append(from).append(" to ").append(col - 1);
            out.append(": ").append(was).append(" → ").append(is).append('\n');
        }
    }

    private static String size(Screen screen) {
        return screen.rows() + " rows x " + screen.cols() + " columns";
    }

    /** Says where a cursor is, and what of its looks differs from another. */
    private static String cursor(Screen.Cursor cursor, Screen.Cursor other) {
        StringBuilder out = new StringBuilder("row " + cursor.row() + ", column " + cursor.col());
        if (!cursor.visible()) {
            out.append(", hidden");
        }
        if (cursor.shape() != other.shape()) {
            out.append(", ").append(cursor.shape().name().toLowerCase(Locale.ROOT));
        }
        if (cursor.blinking() != other.blinking()) {
            out.append(cursor.blinking() ? ", blinking" : ", steady");
        }
        if (cursor.pendingWrap() && !other.pendingWrap()) {
            out.append(", about to wrap");
        }
        return out.toString();
    }
}
