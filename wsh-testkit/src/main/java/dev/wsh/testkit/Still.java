package dev.wsh.testkit;

import dev.wsh.Cell;
import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Style;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a screen shows, as golden files keep it: each cell with its style in words, and the cursor. What a hidden style
 * conceals is blank. Immutable.
 *
 * @param rows how many
 * @param cols how many
 * @param spots the cells of each row, one for each column
 * @param cursor the cursor in words; empty if it does not count
 */
record Still(int rows, int cols, List<List<Spot>> spots, Optional<Pointer> cursor) {

    /** The right half of a wide character. */
    static final String RIGHT_HALF = "";

    /**
     * One cell.
     *
     * @param text its character or cluster; {@link #RIGHT_HALF} if it is one
     * @param width 1, or 2 for the left half of a wide character, or 0 for its right half
     * @param style in words, see {@link Styles}
     */
    record Spot(String text, int width, String style) {
        static final Spot BLANK = new Spot(" ", 1, "");
    }

    /**
     * A cursor. Where a hidden one stands does not matter, and is 0.
     *
     * @param row from 0
     * @param col from 0
     * @param look empty for a block that is shown; else {@link #HIDDEN}, {@code bar} or {@code underline}
     */
    record Pointer(int row, int col, String look) {

        static final String HIDDEN = "hidden";

        static Pointer of(Screen.Cursor cursor) {
            if (!cursor.visible()) {
                return new Pointer(0, 0, HIDDEN);
            }
            boolean block = cursor.shape() == Screen.Cursor.Shape.BLOCK;
            String shape = block ? "" : cursor.shape().name().toLowerCase(Locale.ROOT);
            return new Pointer(cursor.row(), cursor.col(), shape);
        }

        @Override
        public String toString() {
            return look.equals(HIDDEN)
                    ? HIDDEN
                    : "at row " + row + ", column " + col + (look.isEmpty() ? "" : ", " + look);
        }

        private String toAnsi() {
            String shape = switch (look) {
                case HIDDEN -> "\u001b[?25l";
                case "underline" -> "\u001b[4 q";
                case "bar" -> "\u001b[6 q";
                default -> "";
            };
            return place(row, col) + shape;
        }
    }

    static Still of(Screen screen) {
        Map<Style, String> words = new HashMap<>();
        List<List<Spot>> rows = new ArrayList<>();
        for (int row = 0; row < screen.rows(); row++) {
            List<Spot> spots = new ArrayList<>();
            for (int col = 0; col < screen.cols(); col++) {
                spots.add(spot(screen.cell(row, col), words));
            }
            rows.add(spots);
        }
        return new Still(screen.rows(), screen.cols(), rows, Optional.of(Pointer.of(screen.cursor())));
    }

    private static Spot spot(Cell cell, Map<Style, String> known) {
        String style = known.computeIfAbsent(cell.style(), Styles::words);
        if (cell.style().hidden()) {
            return new Spot(" ", 1, style);
        }
        return new Spot(cell.text(), cell.width(), style);
    }

    Spot spot(int row, int col) {
        return spots.get(row).get(col);
    }

    /** Returns the text of a row with all its blanks. */
    String text(int row) {
        StringBuilder text = new StringBuilder();
        spots.get(row).forEach(spot -> text.append(spot.text()));
        return text.toString();
    }

    boolean isBlank(int row) {
        return spots.get(row).stream().allMatch(spot -> spot.text().equals(" "));
    }

    Still withoutCursor() {
        return new Still(rows, cols, spots, Optional.empty());
    }

    Still withoutStyles() {
        List<List<Spot>> plain = spots.stream()
                .map(row -> row.stream()
                        .map(spot -> new Spot(spot.text(), spot.width(), ""))
                        .toList())
                .toList();
        return new Still(rows, cols, plain, cursor);
    }

    /** Returns a screen that shows this. Every cell gets its own place, so that neighbours never join. */
    Screen toScreen() {
        Emulator emulator = Wsh.emulator(rows, cols);
        StringBuilder out = new StringBuilder("\u001b[?7l");
        Map<Spot, String> widths = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                Spot spot = spot(row, col);
                if (spot.width() > 0 && !spot.equals(Spot.BLANK)) {
                    out.append(place(row, col)).append(Styles.toAnsi(spot.style()));
                    out.append(widths.computeIfAbsent(new Spot(spot.text(), spot.width(), ""), Still::widths));
                    out.append(spot.text());
                }
            }
        }
        out.append("\u001b[?2027h\u001b[?7h\u001b[0m\u001b]8;;\u001b\\");
        cursor.ifPresent(shown -> out.append(shown.toAnsi()));
        feed(emulator, out.toString());
        return emulator.screen();
    }

    /** Returns what makes a cell as wide as it is: the widths of clusters (mode 2027) or those of characters. */
    private static String widths(Spot spot) {
        String clusters = "\u001b[?2027h";
        Emulator trial = Wsh.emulator(1, 4);
        feed(trial, clusters + spot.text());
        Cell cell = trial.screen().cell(0, 0);
        return cell.width() == spot.width() && cell.text().equals(spot.text()) ? clusters : "\u001b[?2027l";
    }

    private static String place(int row, int col) {
        return "\u001b[" + (row + 1) + ";" + (col + 1) + "H";
    }

    private static void feed(Emulator emulator, String text) {
        emulator.feed(text.getBytes(StandardCharsets.UTF_8));
    }
}
