package dev.wsh.impl.vt;

import dev.wsh.Cell;
import dev.wsh.Screen;
import dev.wsh.Scrollback;

/** Everything that can be told of a screen, as text that a failed test can show. */
final class Dump {
    private Dump() {}

    static String of(Screen screen) {
        StringBuilder out = new StringBuilder(picture(screen));
        out.append("title ").append(screen.title()).append(", icon ").append(screen.iconName());
        out.append(", cwd ").append(screen.cwd()).append('\n');
        return out.toString();
    }

    /** Without titles. */
    static String picture(Screen screen) {
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < screen.rows(); row++) {
            out.append(row)
                    .append(screen.wrapped(row) ? " ~ " : "   ")
                    .append(screen.runs(row))
                    .append(' ');
            for (int col = 0; col < screen.cols(); col++) {
                Cell cell = screen.cell(row, col);
                if (cell.width() != 1 || cell.text().length() > 1) {
                    out.append(col)
                            .append(':')
                            .append(cell.text())
                            .append('/')
                            .append(cell.width())
                            .append(' ');
                }
            }
            out.append('\n');
        }
        out.append(screen.cursor())
                .append(screen.alternateScreen() ? " alternate" : "")
                .append('\n');
        for (Screen.Mode mode : Screen.Mode.values()) {
            out.append(screen.mode(mode) ? mode + " " : "");
        }
        return out.append('\n').toString();
    }

    static String of(Scrollback history) {
        return history.firstLine() + " to " + history.endLine() + "\n" + history.lines(0, Integer.MAX_VALUE) + "\n"
                + history.text();
    }
}
