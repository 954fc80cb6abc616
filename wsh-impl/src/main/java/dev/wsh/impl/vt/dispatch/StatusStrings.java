package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.StyleWords;
import dev.wsh.impl.vt.state.Margins;
import dev.wsh.impl.vt.state.Modes;
import dev.wsh.impl.vt.state.Pen;
import dev.wsh.impl.vt.state.Terminal;

/** Answers DECRQSS: the setting behind a control function (DEC VT420 manual; xterm's ctlseqs). */
final class StatusStrings {
    private final Terminal t;

    StatusStrings(Terminal t) {
        this.t = t;
    }

    void report(String function) {
        String setting = setting(function);
        t.replies().dcs(setting == null ? "0$r" : "1$r" + setting + function);
    }

    @org.jspecify.annotations.Nullable
    private String setting(String function) {
        Margins m = t.margins();
        Modes modes = t.modes();
        return switch (function) {
            case "m" -> rendition(t.pen());
            case "r" -> (m.top + 1) + ";" + m.bottom;
            case "s" -> modes.conformanceLevel >= 64 ? (m.left + 1) + ";" + m.right : null;
            case " q" -> Integer.toString(t.shape().number());
            case "\"q" -> t.pen().guarded() && !modes.isoProtection ? "1" : "0";
            case "\"p" -> modes.conformanceLevel + ";" + (modes.eightBitControls ? 0 : 1);
            case "t", "*|" -> Integer.toString(t.rows());
            case "$|" -> Integer.toString(t.cols());
            case "*x" -> Integer.toString(modes.attributeExtent);
            case "$}", "$~" -> "0";
            default -> null;
        };
    }

    /** Returns the pen as parameters of SGR, in the order of xterm. */
    private static String rendition(Pen pen) {
        return rendition(pen.attributes(), pen.fg(), pen.bg(), pen.underlineColor());
    }

    /** Returns a rendition as parameters of SGR; attributes and colours as in {@link StyleWords}. */
    static String rendition(int a, int fg, int bg, int underlineColor) {
        StringBuilder sgr = new StringBuilder("0");
        append(sgr, a, StyleWords.BOLD, "1");
        append(sgr, a, StyleWords.FAINT, "2");
        append(sgr, a, StyleWords.ITALIC, "3");
        int underline = (a & StyleWords.UNDERLINE) >> StyleWords.UNDERLINE_SHIFT;
        if (underline > 0) {
            sgr.append(underline == 1 ? ";4" : underline == 2 ? ";21" : ";4:" + underline);
        }
        append(sgr, a, StyleWords.BLINK, "5");
        append(sgr, a, StyleWords.RAPID, "6");
        append(sgr, a, StyleWords.INVERSE, "7");
        append(sgr, a, StyleWords.HIDDEN, "8");
        append(sgr, a, StyleWords.STRIKE, "9");
        append(sgr, a, StyleWords.OVERLINE, "53");
        color(sgr, fg, 30, 90, 38);
        color(sgr, bg, 40, 100, 48);
        if (underlineColor != 0) {
            color(sgr, underlineColor, -1, -1, 58);
        }
        return sgr.toString();
    }

    private static void append(StringBuilder sgr, int attributes, int bit, String code) {
        if ((attributes & bit) != 0) {
            sgr.append(';').append(code);
        }
    }

    private static void color(StringBuilder sgr, int color, int base, int bright, int extended) {
        if (color == 0) {
            return;
        }
        int value = color & 0xFFFFFF;
        if ((color & StyleWords.RGB) != 0) {
            sgr.append(';').append(extended).append(":2::");
            sgr.append(value >> 16)
                    .append(':')
                    .append(value >> 8 & 0xFF)
                    .append(':')
                    .append(value & 0xFF);
        } else if (base >= 0 && value < 8) {
            sgr.append(';').append(base + value);
        } else if (base >= 0 && value < 16) {
            sgr.append(';').append(bright + value - 8);
        } else {
            sgr.append(';').append(extended).append(":5:").append(value);
        }
    }
}
