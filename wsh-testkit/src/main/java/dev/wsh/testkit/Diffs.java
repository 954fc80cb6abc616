package dev.wsh.testkit;

import dev.wsh.Screen;
import dev.wsh.testkit.Still.Spot;
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
        return under(expected, actual, marks);
    }

    private static String under(String expected, String actual, CharSequence marks) {
        return "expected |" + expected + "|\n but was |" + actual + "|\n          "
                + marks.toString().stripTrailing();
    }

    /** Returns the differences of two screens; empty if they show the same. The cursor counts. */
    static List<String> screens(Screen expected, Screen actual) {
        return stills(Still.of(expected), Still.of(actual));
    }

    /** Returns the differences of two stills; empty if they are the same. */
    static List<String> stills(Still expected, Still actual) {
        List<String> found = new ArrayList<>();
        if (expected.rows() != actual.rows() || expected.cols() != actual.cols()) {
            found.add("size: expected " + size(expected) + ", but was " + size(actual));
        }
        for (int row = 0; row < Math.max(expected.rows(), actual.rows()); row++) {
            if (found.size() >= MOST_ROWS) {
                found.add("… and more");
                break;
            }
            row(line(expected, row), line(actual, row), row, found);
        }
        if (!expected.cursor().equals(actual.cursor())) {
            found.add("cursor: expected " + cursor(expected) + ", but was " + cursor(actual));
        }
        return found;
    }

    private static List<Spot> line(Still still, int row) {
        return row < still.rows() ? still.spots().get(row) : List.of();
    }

    private static void row(List<Spot> expected, List<Spot> actual, int row, List<String> found) {
        StringBuilder marks = new StringBuilder();
        boolean same = true;
        for (int col = 0; col < Math.max(expected.size(), actual.size()); col++) {
            boolean equal = cell(expected, col).equals(cell(actual, col));
            same &= equal;
            marks.append(equal ? ' ' : '^');
        }
        if (!same) {
            found.add("row " + row + ":\n" + Blocks.indent(under(text(expected), text(actual), marks)));
        }
        int cols = Math.min(expected.size(), actual.size());
        for (int col = 0; col < cols; ) {
            String want = expected.get(col).style();
            String have = actual.get(col).style();
            int from = col++;
            while (col < cols
                    && want.equals(expected.get(col).style())
                    && have.equals(actual.get(col).style())) {
                col++;
            }
            if (!want.equals(have)) {
                found.add("row " + row + ", columns " + from + " to " + (col - 1) + ": expected style " + named(want)
                        + ", but was " + named(have));
            }
        }
    }

    /** The text of a cell with the width that tells apart what looks alike; a blank where there is no cell. */
    private static String cell(List<Spot> row, int col) {
        return col < row.size() ? row.get(col).width() + row.get(col).text() : "1 ";
    }

    private static String text(List<Spot> row) {
        StringBuilder text = new StringBuilder();
        row.forEach(spot -> text.append(spot.text()));
        return text.toString().stripTrailing();
    }

    private static String named(String words) {
        return words.isEmpty() ? "default" : words;
    }

    private static String size(Still still) {
        return still.rows() + " rows x " + still.cols() + " columns";
    }

    private static String cursor(Still still) {
        return still.cursor().map(Object::toString).orElse("none");
    }
}
