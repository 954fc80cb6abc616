package dev.wsh.testkit;

import dev.wsh.testkit.Still.Pointer;
import dev.wsh.testkit.Still.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stills as text that people read and compare:
 *
 * <pre>
 * wsh-screen 1
 * 4 rows x 12 columns, cursor at row 1, column 2
 * |Deploy 世界 |
 * |&gt;           |
 * 2 blank rows
 * row 0, cells: 7 "世" 9 "界"
 * row 0, columns 0 to 5: fg=red bold
 * </pre>
 *
 * <p>Cells that are wide or hold more than one code point are listed with their columns, so that reading needs no table of
 * widths.
 */
final class ScreenFile {

    private static final String HEAD = "wsh-screen 1";
    private static final Pattern SIZE = Pattern.compile(
            "(\\d{1,4}) rows x (\\d{1,4}) columns(?:, cursor (hidden|at row (\\d{1,4}), column (\\d{1,4})(?:, (underline|bar))?))?");
    private static final Pattern BLANK = Pattern.compile("(\\d{1,4}) blank rows?");
    private static final Pattern CELLS = Pattern.compile("row (\\d{1,4}), cells: (.*)");
    private static final Pattern CELL = Pattern.compile("(\\d{1,4})(w?) (\"(?:[^\"\\\\]|\\\\.)*\") ?");
    private static final Pattern STYLE = Pattern.compile("row (\\d{1,4}), columns (\\d{1,4}) to (\\d{1,4}): (.+)");

    private final List<String> lines;
    private int at;

    private ScreenFile(List<String> lines) {
        this.lines = lines;
    }

    static String write(Still still) {
        StringBuilder out = new StringBuilder(HEAD).append('\n');
        out.append(still.rows()).append(" rows x ").append(still.cols()).append(" columns");
        still.cursor().ifPresent(cursor -> out.append(", cursor ").append(cursor));
        out.append('\n');
        int last = still.rows();
        while (last > 0 && still.isBlank(last - 1)) {
            last--;
        }
        for (int row = 0; row < last; row++) {
            out.append('|').append(still.text(row)).append("|\n");
        }
        if (last < still.rows()) {
            int blank = still.rows() - last;
            out.append(blank).append(blank == 1 ? " blank row\n" : " blank rows\n");
        }
        for (int row = 0; row < still.rows(); row++) {
            cells(out, still, row);
        }
        for (int row = 0; row < still.rows(); row++) {
            styles(out, still, row);
        }
        return out.toString();
    }

    private static boolean isPlain(Spot spot) {
        return spot.width() == 1 && spot.text().codePointCount(0, spot.text().length()) == 1;
    }

    private static void cells(StringBuilder out, Still still, int row) {
        boolean any = false;
        for (int col = 0; col < still.cols(); col++) {
            Spot spot = still.spot(row, col);
            if (spot.width() > 0 && !isPlain(spot)) {
                out.append(any ? " " : "row " + row + ", cells: ").append(col);
                out.append(spot.width() == 2 ? "w " : " ").append(Json.quote(spot.text()));
                any = true;
            }
        }
        out.append(any ? "\n" : "");
    }

    private static void styles(StringBuilder out, Still still, int row) {
        for (int col = 0; col < still.cols(); ) {
            String style = still.spot(row, col).style();
            int from = col++;
            while (col < still.cols() && still.spot(row, col).style().equals(style)) {
                col++;
            }
            if (!style.isEmpty()) {
                out.append("row ").append(row).append(", columns ").append(from);
                out.append(" to ").append(col - 1).append(": ").append(style).append('\n');
            }
        }
    }

    /** Reads; throws IllegalArgumentException with the line for what is no such file. */
    static Still read(String text) {
        ScreenFile file = new ScreenFile(text.lines().toList());
        try {
            return file.read();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + (file.at + 1) + ": " + e.getMessage(), e);
        }
    }

    private Still read() {
        require(at < lines.size() && lines.get(at).equals(HEAD), "not a screen: the first line must be " + HEAD);
        at++;
        Matcher size = SIZE.matcher(at < lines.size() ? lines.get(at) : "");
        require(size.matches(), "the size must be given as \"24 rows x 80 columns, cursor at row 0, column 0\"");
        int rows = Integer.parseInt(size.group(1));
        int cols = Integer.parseInt(size.group(2));
        require(rows >= 1 && rows <= 1000 && cols >= 1 && cols <= 1000, "a size must be 1 to 1000 each way");
        Optional<Pointer> cursor = Optional.ofNullable(size.group(3)).map(words -> cursor(size));
        at++;
        List<String> texts = texts(rows);
        int afterTexts = at;
        List<Map<Integer, Spot>> special = special(rows);
        int afterCells = at;
        List<List<Spot>> spots = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            at = Math.min(2 + row, afterTexts - 1);
            spots.add(row(texts.get(row), special.get(row), cols));
        }
        at = afterCells;
        styles(spots, cols);
        return new Still(rows, cols, spots, cursor);
    }

    private static Pointer cursor(Matcher size) {
        if (size.group(4) == null) {
            return new Pointer(0, 0, Pointer.HIDDEN);
        }
        String shape = Optional.ofNullable(size.group(6)).orElse("");
        return new Pointer(Integer.parseInt(size.group(4)), Integer.parseInt(size.group(5)), shape);
    }

    private List<String> texts(int rows) {
        List<String> texts = new ArrayList<>();
        while (at < lines.size() && lines.get(at).startsWith("|")) {
            String line = lines.get(at);
            require(line.length() > 1 && line.endsWith("|"), "a row must end with |");
            texts.add(line.substring(1, line.length() - 1));
            at++;
        }
        Matcher blank = BLANK.matcher(at < lines.size() ? lines.get(at) : "");
        if (blank.matches()) {
            for (int i = Math.min(1000, Integer.parseInt(blank.group(1))); i > 0; i--) {
                texts.add("");
            }
            at++;
        }
        require(texts.size() == rows, "there are " + texts.size() + " rows; there must be " + rows);
        return texts;
    }

    private List<Map<Integer, Spot>> special(int rows) {
        List<Map<Integer, Spot>> special = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            special.add(new TreeMap<>());
        }
        for (; at < lines.size(); at++) {
            Matcher line = CELLS.matcher(lines.get(at));
            if (!line.matches()) {
                break;
            }
            int row = Integer.parseInt(line.group(1));
            require(row < rows, "there is no row " + row);
            Matcher cell = CELL.matcher(line.group(2));
            int end = 0;
            for (; cell.lookingAt(); cell.region(end, line.group(2).length())) {
                end = cell.end();
                Object text = Json.parse(cell.group(3));
                special.get(row)
                        .put(
                                Integer.parseInt(cell.group(1)),
                                new Spot(String.valueOf(text), cell.group(2).isEmpty() ? 1 : 2, ""));
            }
            require(end == line.group(2).length(), "cells must be given as column, w if wide, and text: 7w \"世\"");
        }
        return special;
    }

    private static List<Spot> row(String text, Map<Integer, Spot> special, int cols) {
        List<Spot> spots = new ArrayList<>();
        int from = 0;
        while (spots.size() < cols && from < text.length()) {
            Spot listed = special.remove(spots.size());
            if (listed == null) {
                int next = text.offsetByCodePoints(from, 1);
                spots.add(new Spot(text.substring(from, next), 1, ""));
                from = next;
            } else {
                require(text.startsWith(listed.text(), from), "cell " + spots.size() + " is not as it is listed below");
                spots.add(listed);
                if (listed.width() == 2) {
                    spots.add(new Spot(Still.RIGHT_HALF, 0, ""));
                }
                from += listed.text().length();
            }
        }
        require(
                from == text.length() && (text.isEmpty() || spots.size() == cols),
                "a row must have " + cols + " columns; cells that are wide are listed below");
        require(special.isEmpty(), "a cell is listed that the row has not");
        while (spots.size() < cols) {
            spots.add(Spot.BLANK);
        }
        return spots;
    }

    private void styles(List<List<Spot>> spots, int cols) {
        for (; at < lines.size(); at++) {
            Matcher line = STYLE.matcher(lines.get(at));
            require(line.matches(), "not understood: " + Quote.text(lines.get(at)));
            int row = Integer.parseInt(line.group(1));
            int from = Integer.parseInt(line.group(2));
            int to = Integer.parseInt(line.group(3));
            require(row < spots.size() && from <= to && to < cols, "there are no such cells");
            Styles.toAnsi(line.group(4)); // throws for what is no style
            for (int col = from; col <= to; col++) {
                Spot spot = spots.get(row).get(col);
                spots.get(row).set(col, new Spot(spot.text(), spot.width(), line.group(4)));
            }
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
