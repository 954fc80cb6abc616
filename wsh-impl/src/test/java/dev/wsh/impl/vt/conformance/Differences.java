package dev.wsh.impl.vt.conformance;

import dev.wsh.Cell;
import dev.wsh.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects what a screen shows otherwise than a case expects. Confined to one thread. */
final class Differences {

    /** Enough to see what is wrong; a shifted screen would otherwise give thousands. */
    private static final int SHOWN = 6;

    private final List<String> found = new ArrayList<>();
    private int more;

    void check(String what, Object expected, Object was) {
        if (Objects.equals(expected, was)) {
            return;
        }
        if (found.size() < SHOWN) {
            found.add(what + ": expected " + readable(expected) + ", was " + readable(was));
        } else {
            more++;
        }
    }

    void row(Screen screen, int row, Object expected) {
        String shown = row < screen.rows() ? screen.line(row) : "";
        check("row " + row, withoutTrailingBlanks((String) expected), withoutTrailingBlanks(shown));
    }

    void rows(Screen screen, List<Object> expected) {
        for (int row = 0; row < expected.size(); row++) {
            row(screen, row, expected.get(row));
        }
        for (int row = expected.size(); row < screen.rows(); row++) {
            row(screen, row, "");
        }
    }

    /** A column beyond the last one is the last one with a wrap pending. */
    void cursor(Screen screen, List<Object> expected) {
        int row = Json.asInt(expected.get(0));
        int col = Math.min(Json.asInt(expected.get(1)), screen.cols() - 1);
        check(
                "cursor",
                row + "," + col,
                screen.cursor().row() + "," + screen.cursor().col());
    }

    /** The foreground of a blank can't be seen, unless the cell is inverse: engines keep it or not, as they like. */
    static boolean hidesForeground(Cell cell) {
        return cell.text().isBlank() && !cell.style().inverse();
    }

    List<String> all() {
        List<String> all = new ArrayList<>(found);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }

    static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\0')) {
            end--;
        }
        return line.substring(0, end);
    }

    static String readable(Object value) {
        StringBuilder out = new StringBuilder();
        for (char c : String.valueOf(value).toCharArray()) {
            out.append(c == 0x1B ? "\\e" : c < 0x20 || c >= 0x7F && c < 0xA0 ? String.format("\\x%02X", (int) c) : c);
        }
        return "[" + out + "]";
    }
}
