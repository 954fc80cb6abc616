package dev.wsh.testkit;

import dev.wsh.Screen;
import java.util.ArrayList;
import java.util.List;

/** Differences between texts and between screens, row by row and style by style. */
final class Diffs {

    /** Bounds what a message shows. */
    private static final int MOST_ROWS = 30;

    private Diffs() {}

    /** Shows two lines under one another and where they differ. */
    static String text(String expected, String actual) {
        StringBuilder marks = new StringBuilder();
        int length = Math.max(expected.length(), actual.length());
        for (int i = 0; i < length; i++) {
            boolean same = i < expected.length() && i < actual.length() && expected.charAt(i) == actual.charAt(i);
            marks.append(same ? ' ' : '^');
        }
        return "expected |" + expected + "|\n but was |" + actual + "|\n          "
                + marks.toString().stripTrailing();
    }

    /** Returns the differences of two screens; empty if they show the same. The cursor counts. */
    static List<String> screens(Screen expected, Screen actual) {
        List<String> found = new ArrayList<>();
        if (expected.rows() != actual.rows() || expected.cols() != actual.cols()) {
            found.add("size: expected " + size(expected) + ", but was " + size(actual));
        }
        for (int row = 0; row < Math.max(expected.rows(), actual.rows()); row++) {
            if (found.size() >= MOST_ROWS) {
                found.add("… and more");
                break;
            }
            row(expected, actual, row, found);
        }
        Screen.Cursor one = expected.cursor();
        Screen.Cursor other = actual.cursor();
        if (one.visible() != other.visible() || one.row() != other.row() || one.col() != other.col()) {
            found.add("cursor: expected " + cursor(one) + ", but was " + cursor(other));
        }
        return found;
    }

    private static void row(Screen expected, Screen actual, int row, List<String> found) {
        String one = row < expected.rows() ? expected.line(row) : "";
        String other = row < actual.rows() ? actual.line(row) : "";
        if (!one.equals(other)) {
            found.add("row " + row + ":\n" + Blocks.indent(text(one, other)));
        }
        int col = 0;
        int cols = Math.min(expected.cols(), actual.cols());
        while (row < expected.rows() && row < actual.rows() && col < cols) {
            String want = Styles.words(expected.cell(row, col).style());
            String have = Styles.words(actual.cell(row, col).style());
            int from = col++;
            while (col < cols
                    && want.equals(Styles.words(expected.cell(row, col).style()))
                    && have.equals(Styles.words(actual.cell(row, col).style()))) {
                col++;
            }
            if (!want.equals(have)) {
                found.add("row " + row + ", columns " + from + " to " + (col - 1) + ": expected style " + named(want)
                        + ", but was " + named(have));
            }
        }
    }

    private static String named(String words) {
        return words.isEmpty() ? "default" : words;
    }

    private static String size(Screen screen) {
        return screen.rows() + " rows x " + screen.cols() + " columns";
    }

    private static String cursor(Screen.Cursor cursor) {
        return "(" + cursor.row() + ", " + cursor.col() + ")" + (cursor.visible() ? "" : " hidden");
    }
}
