package dev.wsh.impl.vt.conformance;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Emulator;
import dev.wsh.Line;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds what a screen and its history show against what a case of a suite expects. Confined to one thread. */
final class SuiteExpectations {

    private final Screen screen;
    private final Scrollback history;
    private final Differences differences;

    SuiteExpectations(Screen screen, Scrollback history, Differences differences) {
        this.screen = screen;
        this.history = history;
        this.differences = differences;
    }

    static List<Integer> cursor(Screen screen) {
        return List.of(screen.cursor().row(), screen.cursor().col());
    }

    void check(String what, Object expected) {
        switch (what) {
            case "cursor" -> cursor(Json.asList(expected));
            case "pending" ->
                differences.check("pending wrap", expected, screen.cursor().pendingWrap());
            case "lines" -> differences.rows(screen, Json.asList(expected));
            case "row" -> {
                List<Object> row = Json.asList(expected);
                differences.row(screen, Json.asInt(row.get(0)), row.get(1));
            }
            case "wrapped" -> {
                List<Object> row = Json.asList(expected);
                differences.check("wrapped " + row.get(0), row.get(1), screen.wrapped(Json.asInt(row.get(0))));
            }
            case "cells" -> Json.asList(expected).forEach(cell -> cell(Json.asList(cell)));
            case "at_cursor" ->
                differences.check(
                        "character at the cursor",
                        Json.asInt(expected),
                        first(screen.cell(screen.cursor().row(), screen.cursor().col())));
            case "text" -> text(what, expected, screen.lines());
            case "all", "unwrapped" -> text(what, expected, logicalLines());
            case "allrows" -> {
                List<String> rows = historyRows();
                rows.addAll(screen.lines());
                text(what, expected, rows);
            }
            case "historyrows" -> differences.check("rows of the history", expected, historyRows());
            case "histrow" -> {
                List<Object> row = Json.asList(expected);
                List<String> rows = historyRows();
                int at = rows.size() + Json.asInt(row.get(0));
                differences.check("row " + row.get(0), row.get(1), at < 0 ? "no such row" : rows.get(at));
            }
            case "title" -> differences.check("title", expected, screen.title());
            case "icon" -> differences.check("icon name", expected, screen.iconName());
            case "alt" -> differences.check("alternate screen", expected, screen.alternateScreen());
            case "rows" -> differences.check("rows", Json.asInt(expected), screen.rows());
            case "cols" -> differences.check("columns", Json.asInt(expected), screen.cols());
            default -> throw new IllegalStateException("unknown expectation " + what);
        }
    }

    /** A coordinate that the suite does not look at is null. */
    private void cursor(List<Object> expected) {
        List<Integer> was = cursor(screen);
        for (int i = 0; i < 2; i++) {
            if (expected.get(i) != Json.NULL) {
                differences.check("cursor's " + (i == 0 ? "row" : "column"), Json.asInt(expected.get(i)), was.get(i));
            }
        }
    }

    private void text(String what, Object expected, List<String> lines) {
        differences.check(what, trimmed(List.of(((String) expected).split("\n", -1))), trimmed(lines));
    }

    /** Without blanks at the end of a line and blank lines at the end. */
    private static String trimmed(List<String> lines) {
        List<String> all = new ArrayList<>();
        lines.forEach(line -> all.add(Differences.withoutTrailingBlanks(line)));
        return String.join("\n", all).replaceFirst("\n+$", "");
    }

    private List<String> logicalLines() {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (Line old : history.lines(history.firstLine(), Integer.MAX_VALUE)) {
            line.append(old.text());
            if (!old.wrapped()) {
                lines.add(line.toString());
                line.setLength(0);
            }
        }
        for (int row = 0; row < screen.rows(); row++) {
            line.append(inner(row));
            if (!screen.wrapped(row)) {
                lines.add(line.toString());
                line.setLength(0);
            }
        }
        return lines;
    }

    /** The text of a row with the blanks at its end that are inside its line: all but the one a wide character left. */
    private String inner(int row) {
        String text = screen.line(row);
        if (!screen.wrapped(row) || row == screen.rows() - 1) {
            return text;
        }
        int last = 0;
        for (int col = 0; col < screen.cols(); col++) {
            last = screen.cell(row, col).text().equals(" ") ? last : col + 1;
        }
        boolean left = last < screen.cols() && screen.cell(row + 1, 0).width() == 2;
        return text + " ".repeat(screen.cols() - last - (left ? 1 : 0));
    }

    /** The history as the screen would show it: each line wrapped at the screen's width. */
    private List<String> historyRows() {
        List<String> rows = new ArrayList<>();
        for (Line line : history.lines(history.firstLine(), Integer.MAX_VALUE)) {
            Emulator page = Emulators.create(1000, screen.cols());
            page.feed(line.text().getBytes(StandardCharsets.UTF_8));
            rows.addAll(page.screen().lines().subList(0, page.screen().cursor().row() + 1));
        }
        return rows;
    }

    private void cell(List<Object> expected) {
        int row = Json.asInt(expected.get(0));
        int col = Json.asInt(expected.get(1));
        Cell cell = screen.cell(row, col);
        for (Map.Entry<String, Object> one : Json.asObject(expected.get(2)).entrySet()) {
            // A right half has the width of the whole where the suite asks for what covers it.
            boolean covered = one.getKey().equals("effwidth") && cell.width() == 0;
            Object was = property(covered ? screen.cell(row, col - 1) : cell, one.getKey());
            Object wanted = one.getValue() instanceof Number number ? (Object) number.intValue() : one.getValue();
            differences.check("cell " + row + "," + col + " " + one.getKey(), wanted, was);
        }
    }

    private static Object property(Cell cell, String name) {
        Style style = cell.style();
        String link = style.link().map(Style.Link::uri).orElse("");
        return switch (name) {
            case "text" -> cell.text();
            case "first" -> first(cell);
            case "width", "effwidth" -> cell.width();
            case "bold" -> style.bold();
            case "blink" -> style.blink() != Style.Blink.NONE;
            case "fg" -> color(style.fg());
            case "bg" -> color(style.bg());
            case "link" -> link;
            case "linked" -> !link.isEmpty();
            default -> throw new IllegalStateException("unknown property " + name);
        };
    }

    /** The first code point; 0 where there is none. */
    private static int first(Cell cell) {
        return cell.text().isBlank() ? 0 : cell.text().codePointAt(0);
    }

    private static String color(Color color) {
        if (color instanceof Color.Rgb rgb) {
            return String.format(Locale.ROOT, "#%02x%02x%02x", rgb.red(), rgb.green(), rgb.blue());
        }
        return color instanceof Color.Indexed indexed ? Integer.toString(indexed.index()) : "default";
    }
}
