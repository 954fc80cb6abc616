package dev.wsh.impl.vt.snapshot;

import dev.wsh.impl.vt.grid.StyleWords;

/** Writes a style as one SGR sequence that sets it whatever was set before (ECMA-48, 8.3.117). Stateless. */
final class SgrWriter {
    private static final int[] BITS = {
        StyleWords.BOLD, 1,
        StyleWords.FAINT, 2,
        StyleWords.ITALIC, 3,
        StyleWords.BLINK, 5,
        StyleWords.RAPID, 6,
        StyleWords.INVERSE, 7,
        StyleWords.HIDDEN, 8,
        StyleWords.STRIKE, 9,
        StyleWords.OVERLINE, 53,
    };

    private SgrWriter() {}

    static void append(StringBuilder out, long colors, long rest) {
        out.append("\033[0");
        int attributes = StyleWords.attributes(rest);
        for (int i = 0; i < BITS.length; i += 2) {
            if ((attributes & BITS[i]) != 0) {
                out.append(';').append(BITS[i + 1]);
            }
        }
        int underline = (attributes & StyleWords.UNDERLINE) >> StyleWords.UNDERLINE_SHIFT;
        if (underline != 0) {
            out.append(";4");
            if (underline > 1) {
                out.append(':').append(underline);
            }
        }
        color(out, StyleWords.fg(colors), 30, 90, "38");
        color(out, StyleWords.bg(colors), 40, 100, "48");
        underlineColor(out, StyleWords.underlineColor(rest));
        out.append('m');
    }

    private static void color(StringBuilder out, int color, int base, int bright, String extended) {
        int value = color & 0xFF_FFFF;
        if ((color & StyleWords.RGB) != 0) {
            out.append(';').append(extended).append(";2;").append(value >> 16);
            out.append(';').append(value >> 8 & 0xFF).append(';').append(value & 0xFF);
        } else if ((color & StyleWords.INDEXED) != 0) {
            if (value < 8) {
                out.append(';').append(base + value);
            } else if (value < 16) {
                out.append(';').append(bright + value - 8);
            } else {
                out.append(';').append(extended).append(";5;").append(value);
            }
        }
    }

    private static void underlineColor(StringBuilder out, int color) {
        int value = color & 0xFF_FFFF;
        if ((color & StyleWords.RGB) != 0) {
            out.append(";58:2::").append(value >> 16);
            out.append(':').append(value >> 8 & 0xFF).append(':').append(value & 0xFF);
        } else if ((color & StyleWords.INDEXED) != 0) {
            out.append(";58:5:").append(value);
        }
    }
}
