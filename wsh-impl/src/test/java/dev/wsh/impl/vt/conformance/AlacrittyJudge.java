package dev.wsh.impl.vt.conformance;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whole recorded programs of alacritty: grid, history, the attributes of every cell, and wrapped rows (its flag WRAPLINE
 * on the last cell). A cell that a case does not name has its default. Alacritty knows neither blinking nor overlines, so
 * these are not looked at.
 */
final class AlacrittyJudge implements Judge {

    private static final List<String> NAMES =
            List.of("Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White");

    @Override
    public Verdict judge(Map<String, Object> one) {
        Emulator emulator = Emulators.create(Json.asInt(one.get("rows")), Json.asInt(one.get("cols")));
        emulator.feed(Corpus.bytes(one.get("input_b64")));
        Screen screen = emulator.screen();
        Differences differences = new Differences();
        differences.rows(screen, Json.asList(one.get("expect_lines")));
        if (one.get("history") != Json.NULL) {
            history(emulator, Json.asList(one.get("history")), differences);
        }
        if (one.containsKey("cells")) {
            cells(screen, Json.asObject(one.get("cells")), differences);
        }
        return Verdict.judged((String) one.get("id"), differences.all());
    }

    /** The corpus holds the newest lines only; none of them is wrapped. */
    private static void history(Emulator emulator, List<Object> expected, Differences differences) {
        List<String> lines = emulator.scrollback().lines();
        int missing = expected.size() - lines.size();
        for (int i = 0; i < expected.size(); i++) {
            String was = i < missing ? "" : lines.get(i - missing);
            differences.check(
                    "history " + i,
                    Differences.withoutTrailingBlanks((String) expected.get(i)),
                    Differences.withoutTrailingBlanks(was));
        }
    }

    private static void cells(Screen screen, Map<String, Object> cells, Differences differences) {
        for (int row = 0; row < screen.rows(); row++) {
            for (int col = 0; col < screen.cols(); col++) {
                Object expected = cells.getOrDefault(row + "," + col, Map.of());
                Cell cell = screen.cell(row, col);
                boolean wrapped = col == screen.cols() - 1 && screen.wrapped(row);
                boolean anyForeground = Differences.hidesForeground(cell);
                differences.check(
                        "cell " + row + "," + col,
                        attributes(Json.asObject(expected), anyForeground),
                        attributes(cell, wrapped, anyForeground));
            }
        }
    }

    private static String attributes(Map<String, Object> cell, boolean anyForeground) {
        TreeSet<String> flags = new TreeSet<>();
        for (String flag : String.valueOf(cell.getOrDefault("flags", "")).split(" \\| ")) {
            // The spacer before a wide character that did not fit is a blank here.
            if (!flag.isEmpty() && !flag.equals("LEADING_WIDE_CHAR_SPACER")) {
                flags.add(flag);
            }
        }
        return (anyForeground ? "any" : color(cell.get("fg"))) + " on " + color(cell.get("bg")) + " line "
                + color(cell.get("ul")) + " " + flags;
    }

    private static String color(Object color) {
        if (color == null || color == Json.NULL) {
            return "-";
        }
        Map<String, Object> kind = Json.asObject(color);
        if (kind.containsKey("Indexed")) {
            return kind.get("Indexed").toString();
        }
        if (kind.containsKey("Spec")) {
            Map<String, Object> rgb = Json.asObject(kind.get("Spec"));
            return rgb.get("r") + "/" + rgb.get("g") + "/" + rgb.get("b");
        }
        String name = (String) kind.get("Named");
        if (name.equals("Foreground") || name.equals("Background")) {
            return "-";
        }
        return Integer.toString(name.startsWith("Bright") ? NAMES.indexOf(name.substring(6)) + 8 : NAMES.indexOf(name));
    }

    private static String attributes(Cell cell, boolean wrapped, boolean anyForeground) {
        Style style = cell.style();
        List<String> flags = new ArrayList<>();
        add(flags, style.bold(), "BOLD");
        add(flags, style.faint(), "DIM");
        add(flags, style.italic(), "ITALIC");
        add(flags, style.inverse(), "INVERSE");
        add(flags, style.hidden(), "HIDDEN");
        add(flags, style.strikethrough(), "STRIKEOUT");
        add(flags, style.underline() == Style.Underline.SINGLE, "UNDERLINE");
        add(flags, style.underline() == Style.Underline.DOUBLE, "DOUBLE_UNDERLINE");
        add(flags, style.underline() == Style.Underline.CURLY, "UNDERCURL");
        add(flags, style.underline() == Style.Underline.DOTTED, "DOTTED_UNDERLINE");
        add(flags, style.underline() == Style.Underline.DASHED, "DASHED_UNDERLINE");
        add(flags, cell.width() == 2, "WIDE_CHAR");
        add(flags, cell.width() == 0, "WIDE_CHAR_SPACER");
        add(flags, wrapped, "WRAPLINE");
        return (anyForeground ? "any" : color(style.fg())) + " on " + color(style.bg()) + " line "
                + color(style.underlineColor()) + " " + new TreeSet<>(flags);
    }

    private static void add(List<String> flags, boolean set, String name) {
        if (set) {
            flags.add(name);
        }
    }

    private static String color(Color color) {
        if (color instanceof Color.Indexed indexed) {
            return Integer.toString(indexed.index());
        }
        if (color instanceof Color.Rgb rgb) {
            return rgb.red() + "/" + rgb.green() + "/" + rgb.blue();
        }
        return "-";
    }
}
