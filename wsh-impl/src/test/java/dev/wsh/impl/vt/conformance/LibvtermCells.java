package dev.wsh.impl.vt.conformance;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Screen;
import dev.wsh.Style;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cells and pens in the words of libvterm's test harness: {@code {0x42} width=1 attrs={BU1} fg=rgb(240,240,240)
 * bg=rgb(0,0,0)}, with its palette. Colours of the palette are resolved as it does.
 */
final class LibvtermCells {

    private static final int[][] PALETTE = {
        {0, 0, 0},
        {224, 0, 0},
        {0, 224, 0},
        {224, 224, 0},
        {0, 0, 224},
        {224, 0, 224},
        {0, 224, 224},
        {224, 224, 224},
        {128, 128, 128},
        {255, 64, 64},
        {64, 255, 64},
        {255, 255, 64},
        {64, 64, 255},
        {255, 64, 255},
        {64, 255, 255},
        {255, 255, 255}
    };

    private static final Set<String> KNOWN_PEN =
            Set.of("bold", "underline", "italic", "blink", "reverse", "foreground", "background");

    private LibvtermCells() {}

    static boolean isKnownPen(String attribute) {
        return KNOWN_PEN.contains(attribute);
    }

    /** The expectation, or "" if it checks something that a screen does not tell. */
    static String known(String expected) {
        boolean unknown = expected.contains(" dwl ")
                || expected.matches(".*attrs=\\{[A-Z0-9]*[FS][0-9_^].*")
                || expected.contains(" dhl");
        return unknown ? "" : expected;
    }

    /** A blank's foreground can't be seen. */
    static String withoutForeground(String cell) {
        return cell.replaceAll(" fg=rgb\\([^)]*\\)", "");
    }

    static String describe(Screen screen, int row, int col) {
        if (row >= screen.rows() || col >= screen.cols()) {
            return "outside the screen";
        }
        Cell cell = screen.cell(row, col);
        String chars = cell.text().isBlank()
                ? ""
                : cell.text()
                        .codePoints()
                        .mapToObj(c -> "0x" + Integer.toHexString(c))
                        .collect(Collectors.joining(","));
        Style style = cell.style();
        boolean reverse = style.inverse() != screen.mode(Screen.Mode.REVERSE_VIDEO);
        String attributes = (style.bold() ? "B" : "")
                + (style.underline() == Style.Underline.NONE ? "" : "U" + underline(style.underline()))
                + (style.italic() ? "I" : "")
                + (style.blink() == Style.Blink.NONE ? "" : "K")
                + (reverse ? "R" : "");
        return "{" + chars + "} width=" + cell.width() + " attrs={" + attributes + "} fg="
                + rgb(style.fg(), "rgb(240,240,240)") + " bg=" + rgb(style.bg(), "rgb(0,0,0)");
    }

    static String pen(String attribute, Style style) {
        return switch (attribute) {
            case "bold" -> onOff(style.bold());
            case "underline" -> Integer.toString(underline(style.underline()));
            case "italic" -> onOff(style.italic());
            case "blink" -> onOff(style.blink() != Style.Blink.NONE);
            case "reverse" -> onOff(style.inverse());
            case "foreground" -> color(style.fg(), "rgb(240,240,240,is_default_fg)");
            case "background" -> color(style.bg(), "rgb(0,0,0,is_default_bg)");
            default -> throw new IllegalStateException(attribute);
        };
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static int underline(Style.Underline underline) {
        return List.of(Style.Underline.NONE, Style.Underline.SINGLE, Style.Underline.DOUBLE, Style.Underline.CURLY)
                .indexOf(underline);
    }

    private static String color(Color color, String byDefault) {
        return color instanceof Color.Indexed indexed ? "idx(" + indexed.index() + ")" : rgb(color, byDefault);
    }

    private static String rgb(Color color, String byDefault) {
        if (color instanceof Color.Indexed indexed && indexed.index() < PALETTE.length) {
            int[] rgb = PALETTE[indexed.index()];
            return String.format(Locale.ROOT, "rgb(%d,%d,%d)", rgb[0], rgb[1], rgb[2]);
        }
        if (color instanceof Color.Rgb rgb) {
            return String.format(Locale.ROOT, "rgb(%d,%d,%d)", rgb.red(), rgb.green(), rgb.blue());
        }
        return byDefault;
    }
}
