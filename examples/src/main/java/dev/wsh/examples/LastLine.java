package dev.wsh.examples;

import dev.wsh.Cell;
import dev.wsh.Screen;

/** The lowest row of a screen that has text. */
final class LastLine {

    private LastLine() {}

    static String of(Screen screen) {
        return of(screen, screen.cols());
    }

    /** Cuts the row at a column. The cells know how wide characters are: a CJK character takes two columns. */
    static String of(Screen screen, int cols) {
        for (int row = screen.rows() - 1; row >= 0; row--) {
            if (!screen.line(row).isBlank()) {
                StringBuilder text = new StringBuilder();
                for (int col = 0; col < Math.min(cols, screen.cols()); col++) {
                    Cell cell = screen.cell(row, col);
                    if (col + cell.width() <= cols) {
                        text.append(cell.text());
                    }
                }
                return text.toString().stripTrailing();
            }
        }
        return "";
    }
}
