package dev.wsh.impl.vt.conformance;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Style;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Cases of vt100-rust: one feed, then text, cursor, the attributes of every cell, and modes. A cell or mode that a case
 * does not name has its default. Modes are asked for with DECRQM, since a screen does not tell the mouse encoding.
 */
final class Vt100RustJudge implements Judge {

    private static final Map<String, Integer> MOUSE_MODES =
            Map.of("press", 9, "press_release", 1000, "button_motion", 1002, "any_motion", 1003);
    private static final Map<String, Integer> MOUSE_ENCODINGS = Map.of("utf8", 1005, "sgr", 1006);

    @Override
    public Verdict judge(Map<String, Object> one) {
        Emulator emulator = Emulators.create(Json.asInt(one.get("rows")), Json.asInt(one.get("cols")));
        emulator.feed(Corpus.bytes(one.get("input_b64")));
        Screen screen = emulator.screen();
        Differences differences = new Differences();
        differences.rows(screen, Json.asList(one.get("expect_lines")));
        differences.cursor(screen, Json.asList(one.get("cursor")));
        Map<String, Object> cells = one.containsKey("cells") ? Json.asObject(one.get("cells")) : Map.of();
        for (int row = 0; row < screen.rows(); row++) {
            for (int col = 0; col < screen.cols(); col++) {
                Object expected = cells.getOrDefault(row + "," + col, Map.of());
                Cell cell = screen.cell(row, col);
                boolean anyForeground = Differences.hidesForeground(cell);
                differences.check(
                        "cell " + row + "," + col,
                        attributes(Json.asObject(expected), anyForeground),
                        attributes(cell, anyForeground));
            }
        }
        modes(emulator, Json.asObject(one.get("modes")), differences);
        return Verdict.judged((String) one.get("id"), differences.all());
    }

    private static void modes(Emulator emulator, Map<String, Object> expected, Differences differences) {
        mode(emulator, "application_keypad", 66, expected.containsKey("application_keypad"), differences);
        mode(emulator, "application_cursor", 1, expected.containsKey("application_cursor"), differences);
        mode(emulator, "shown cursor", 25, !expected.containsKey("hide_cursor"), differences);
        mode(emulator, "bracketed_paste", 2004, expected.containsKey("bracketed_paste"), differences);
        MOUSE_MODES.forEach((name, number) ->
                mode(emulator, name, number, name.equals(expected.get("mouse_protocol_mode")), differences));
        MOUSE_ENCODINGS.forEach((name, number) ->
                mode(emulator, name, number, name.equals(expected.get("mouse_protocol_encoding")), differences));
    }

    private static void mode(Emulator emulator, String name, int number, boolean expected, Differences differences) {
        emulator.takeReplies();
        emulator.feed(("\u001b[?" + number + "$p").getBytes(StandardCharsets.US_ASCII));
        String reply = new String(emulator.takeReplies(), StandardCharsets.ISO_8859_1);
        differences.check("mode " + name, "\u001b[?" + number + ";" + (expected ? 1 : 2) + "$y", reply);
    }

    private static String attributes(Map<String, Object> cell, boolean anyForeground) {
        return attributes(
                anyForeground ? "any" : String.valueOf(cell.getOrDefault("fgcolor", "-")),
                String.valueOf(cell.getOrDefault("bgcolor", "-")),
                cell.containsKey("bold"),
                cell.containsKey("dim"),
                cell.containsKey("italic"),
                cell.containsKey("underline"),
                cell.containsKey("inverse"),
                cell.containsKey("is_wide") ? 2 : cell.containsKey("is_wide_continuation") ? 0 : 1);
    }

    private static String attributes(Cell cell, boolean anyForeground) {
        Style style = cell.style();
        return attributes(
                anyForeground ? "any" : color(style.fg()),
                color(style.bg()),
                style.bold(),
                style.faint(),
                style.italic(),
                style.underline() != Style.Underline.NONE,
                style.inverse(),
                cell.width());
    }

    private static String attributes(
            String fg,
            String bg,
            boolean bold,
            boolean dim,
            boolean italic,
            boolean underline,
            boolean inverse,
            int width) {
        return fg + " on " + bg + (bold ? " bold" : "") + (dim ? " dim" : "") + (italic ? " italic" : "")
                + (underline ? " underline" : "") + (inverse ? " inverse" : "") + (width == 1 ? "" : " width " + width);
    }

    private static String color(Color color) {
        if (color instanceof Color.Indexed indexed) {
            return Integer.toString(indexed.index());
        }
        if (color instanceof Color.Rgb rgb) {
            return String.format(Locale.ROOT, "#%02x%02x%02x", rgb.red(), rgb.green(), rgb.blue());
        }
        return "-";
    }
}
