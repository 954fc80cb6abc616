package dev.wsh.impl.vt.differential;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Emulator;
import dev.wsh.Line;
import dev.wsh.Screen;
import dev.wsh.Screen.Mode;
import dev.wsh.Style;
import dev.wsh.impl.vt.StandaloneEmulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is compared of a terminal, line by line; each begins with its aspect. The drivers of the peers write the same. */
final class Facts {

    private static final List<Mode> MODES = List.of(
            Mode.APPLICATION_CURSOR,
            Mode.APPLICATION_KEYPAD,
            Mode.BRACKETED_PASTE,
            Mode.INSERT,
            Mode.ORIGIN,
            Mode.AUTO_WRAP,
            Mode.FOCUS_EVENTS);

    private Facts() {}

    /** Describes our terminal after each token. */
    static List<List<String>> trace(TokenStream stream) {
        Emulator emulator = new StandaloneEmulator(stream.rows(), stream.cols());
        StringBuilder replies = new StringBuilder();
        List<List<String>> trace = new ArrayList<>();
        for (Token token : stream.tokens()) {
            token.feeds().forEach(emulator::feed);
            replies.append(visible(emulator.takeReplies()));
            trace.add(describe(emulator, replies.toString()));
        }
        return trace;
    }

    private static String visible(byte[] replies) {
        StringBuilder out = new StringBuilder();
        for (char c : new String(replies, StandardCharsets.UTF_8).toCharArray()) {
            out.append(c < ' ' ? "^" + (char) ('@' + c) : String.valueOf(c));
        }
        return out.toString();
    }

    private static List<String> describe(Emulator emulator, String replies) {
        Screen screen = emulator.screen();
        List<String> lines = new ArrayList<>();
        StringBuilder wraps = new StringBuilder();
        for (int row = 0; row < screen.rows(); row++) {
            describe(screen, row, lines);
            if (row > 0) {
                wraps.append(screen.wrapped(row - 1) ? '1' : '0');
            }
        }
        lines.add("wraps " + wraps);
        Screen.Cursor cursor = screen.cursor();
        lines.add("cursor " + cursor.row() + "," + cursor.col());
        lines.add("pending " + cursor.pendingWrap());
        lines.add("visible " + cursor.visible());
        lines.add("screen " + (screen.alternateScreen() ? "alternate" : "normal"));
        StringBuilder modes = new StringBuilder();
        MODES.forEach(mode -> modes.append(screen.mode(mode) ? '1' : '0'));
        lines.add("modes " + modes + mouse(screen));
        lines.add("title " + screen.title());
        lines.add("replies " + replies);
        lines.add("history " + history(emulator));
        return lines;
    }

    private static String mouse(Screen screen) {
        if (screen.mode(Mode.MOUSE_ALL)) {
            return "any";
        }
        return screen.mode(Mode.MOUSE_DRAG) ? "drag" : screen.mode(Mode.MOUSE_CLICK) ? "click" : "none";
    }

    private static void describe(Screen screen, int row, List<String> lines) {
        StringBuilder text = new StringBuilder();
        StringBuilder styles = new StringBuilder();
        String last = "";
        int run = 0;
        for (int col = 0; col < screen.cols(); col++) {
            Cell cell = screen.cell(row, col);
            text.append(cell.text()).append(cell.width() == 2 ? "»" : "");
            String style = cell.width() == 0 ? last : name(cell.style());
            if (!style.equals(last)) {
                styles.append(run).append('{').append(style).append('}');
                last = style;
                run = 0;
            }
            run++;
        }
        lines.add("text " + row + " " + text.toString().replaceFirst(" +$", ""));
        lines.add("style " + row + " " + styles + (last.isEmpty() ? "" : run));
    }

    private static String name(Style style) {
        String name = color(style.fg()) + "/" + color(style.bg())
                + (style.bold() ? "b" : "")
                + (style.faint() ? "d" : "")
                + (style.italic() ? "i" : "")
                + (style.blink() != Style.Blink.NONE ? "k" : "")
                + (style.inverse() ? "v" : "")
                + (style.hidden() ? "h" : "")
                + (style.strikethrough() ? "s" : "")
                + (style.overline() ? "o" : "")
                + underline(style);
        return name.equals("-/-") ? "" : name;
    }

    private static String underline(Style style) {
        if (style.underline() == Style.Underline.NONE) {
            return "";
        }
        Color ink = style.underlineColor();
        return "u" + style.underline().ordinal() + (ink instanceof Color.Default ? "" : color(ink));
    }

    private static String color(Color color) {
        if (color instanceof Color.Rgb rgb) {
            return String.format(Locale.ROOT, "#%02x%02x%02x", rgb.red(), rgb.green(), rgb.blue());
        }
        return color instanceof Color.Indexed indexed ? Integer.toString(indexed.index()) : "-";
    }

    private static String history(Emulator emulator) {
        StringBuilder out = new StringBuilder();
        for (Line line : emulator.scrollback().lines(0, Integer.MAX_VALUE)) {
            out.append(line.text()).append(line.wrapped() ? "" : "⏎");
        }
        return out.toString().replaceAll(" +(⏎|$)", "$1");
    }
}
