package dev.wsh.testkit;

import dev.wsh.Cell;
import dev.wsh.Screen;
import java.util.List;

/** Screens as text for people: in a frame with row numbers, the cursor marked at its edges. */
final class Blocks {

    private Blocks() {}

    /** Draws a screen; blank rows at the end are counted rather than drawn. */
    static String frame(Screen screen) {
        Screen.Cursor cursor = screen.cursor();
        List<String> lines = screen.lines();
        int last = lines.size();
        while (last > 0 && lines.get(last - 1).isEmpty() && last - 1 != cursor.row()) {
            last--;
        }
        StringBuilder out = new StringBuilder();
        out.append("  ")
                .append(screen.rows())
                .append(" rows x ")
                .append(screen.cols())
                .append(" columns, cursor ");
        out.append(cursor.visible() ? "" : "(hidden) ").append("at row ").append(cursor.row());
        out.append(", column ").append(cursor.col()).append('\n');
        out.append("     ┌").append("─".repeat(screen.cols())).append("┐\n");
        for (int row = 0; row < last; row++) {
            out.append(row == cursor.row() ? "►" : " ").append(String.format("%3d │", row));
            out.append(padded(screen, row)).append("│\n");
        }
        int col = Math.min(cursor.col(), screen.cols() - 1);
        out.append("     └").append("─".repeat(col)).append('▲').append("─".repeat(screen.cols() - col - 1));
        out.append("┘\n");
        if (last < lines.size()) {
            out.append("      ").append(lines.size() - last).append(" more rows are blank\n");
        }
        return out.toString();
    }

    /** Returns the text of a row with all its blanks, so that its edge stands in line. */
    static String padded(Screen screen, int row) {
        StringBuilder out = new StringBuilder();
        for (int col = 0; col < screen.cols(); col++) {
            Cell cell = screen.cell(row, col);
            out.append(cell.style().hidden() ? " ".repeat(cell.width()) : cell.text());
        }
        return out.toString();
    }

    static String indent(String lines) {
        return lines.lines()
                .map(line -> "  " + line)
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }
}
