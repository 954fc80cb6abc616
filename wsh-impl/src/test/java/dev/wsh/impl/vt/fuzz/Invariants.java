package dev.wsh.impl.vt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Cell;
import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Scrollback;

/** What holds of every screen, whatever was fed. Stateless. */
public final class Invariants {

    private Invariants() {}

    /** Checks the screen and the history of an emulator. */
    public static void check(Emulator emulator) {
        Screen screen = emulator.screen();
        Screen.Cursor cursor = screen.cursor();
        assertTrue(cursor.row() >= 0 && cursor.row() < screen.rows(), "cursor row " + cursor);
        assertTrue(cursor.col() >= 0 && cursor.col() < screen.cols(), "cursor column " + cursor);
        assertEquals(screen.rows(), screen.lines().size());
        for (int row = 0; row < screen.rows(); row++) {
            row(screen, row);
        }
        Scrollback history = emulator.scrollback();
        assertTrue(history.firstLine() >= 0 && history.firstLine() <= history.endLine());
        assertEquals(history.endLine() - history.firstLine(), history.lines().size());
    }

    private static void row(Screen screen, int row) {
        StringBuilder text = new StringBuilder();
        int until = 0;
        for (int col = 0; col < screen.cols(); col++) {
            Cell cell = screen.cell(row, col);
            String where = "cell " + row + "," + col + " " + cell;
            if (col < until) {
                assertEquals(0, cell.width(), where + " is not the right half of a wide character");
                assertEquals("", cell.text(), where);
                continue;
            }
            assertTrue(cell.width() == 1 || cell.width() == 2, where + " is half of a wide character");
            assertTrue(!cell.text().isEmpty(), where + " is empty");
            until = col + cell.width();
            assertTrue(until <= screen.cols(), where + " reaches beyond the screen");
            text.append(cell.text());
        }
        String line = screen.line(row);
        assertTrue(
                text.toString().startsWith(line), "row " + row + ": " + line + " is not the text of its cells " + text);
        assertTrue(!line.endsWith(" "), "row " + row + " has trailing blanks");
        assertTrue(
                text.substring(line.length()).isBlank(), "row " + row + " leaves out " + text.substring(line.length()));
    }
}
