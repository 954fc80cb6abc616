package dev.wsh.impl.vt.snapshot;

import dev.wsh.Screen;
import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.FrozenRow;
import java.util.ArrayList;
import java.util.List;

/** Reads a row as runs of one style. Stateless. */
final class RunReader {
    private RunReader() {}

    /** Returns the runs; blanks at the end that show nothing are left out. */
    static List<Screen.Run> runs(FrozenRow row) {
        return runs(row, visibleEnd(row));
    }

    /** Returns the runs of the columns before an end. */
    static List<Screen.Run> runs(FrozenRow row, int end) {
        List<Screen.Run> runs = new ArrayList<>();
        int from = 0;
        while (from < end) {
            int style = Cells.style(row.cell(from));
            int to = from + 1;
            while (to < end && Cells.style(row.cell(to)) == style) {
                to++;
            }
            StringBuilder text = new StringBuilder(to - from);
            row.appendTo(text, from, to);
            runs.add(new Screen.Run(from, to - from, text.toString(), PackedStyle.of(row.styles(), style)));
            from = to;
        }
        return List.copyOf(runs);
    }

    static int visibleEnd(FrozenRow row) {
        int end = row.used();
        while (end > 0 && Cells.blank(row.cell(end - 1)) && row.styles().invisible(Cells.style(row.cell(end - 1)))) {
            end--;
        }
        return end;
    }

    /** Returns a text without the blanks at its end. */
    static String trim(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end);
    }
}
