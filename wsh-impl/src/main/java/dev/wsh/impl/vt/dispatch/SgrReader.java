package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.StyleWords;
import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.state.Pen;
import dev.wsh.impl.vt.state.Swallowed;

/**
 * SGR: reads rendition parameters into a pen.
 *
 * <p>Sources: ECMA-48, 8.3.117; ITU-T T.416 for {@code 38:2::r:g:b}; xterm for the forms with semicolons; kitty for
 * {@code 4:3} and colour 58. An unknown parameter is counted and skipped with its sub-parameters.
 */
final class SgrReader {
    private static final int MISSING = -1;

    private SgrReader() {}

    static void apply(Params p, Pen pen, Swallowed swallowed) {
        int n = p.size();
        if (n == 0) {
            pen.resetGraphics();
            return;
        }
        int i = 0;
        while (i < n) {
            int code = p.get(i, 0);
            if (code == 38 || code == 48 || code == 58) {
                i = color(p, i, code, pen, swallowed);
                continue;
            }
            if (code == 4 && p.isSub(i + 1)) {
                int kind = p.get(i + 1, 0);
                if (kind <= 5) {
                    underline(pen, kind);
                } else {
                    note(code, swallowed);
                }
            } else if (!single(code, pen)) {
                note(code, swallowed);
            }
            i++;
            while (p.isSub(i)) {
                i++;
            }
        }
    }

    /** Tells whether parameters set no background; false also where it is not plain to see. */
    static boolean leavesBackground(Params p) {
        if (p.hasSubs()) {
            return false;
        }
        int i = 0;
        while (i < p.size()) {
            int code = p.get(i, 0);
            if (code == 38 || code == 58) {
                int kind = p.get(i + 1, 0);
                i += kind == 5 ? 3 : kind == 2 ? 5 : 2;
            } else if (code >= 40 && code <= 48 || code >= 100 && code <= 107) {
                return false;
            } else {
                i++;
            }
        }
        return true;
    }

    private static void underline(Pen pen, int kind) {
        pen.setAttributes(StyleWords.UNDERLINE, kind << StyleWords.UNDERLINE_SHIFT);
    }

    private static void note(int code, Swallowed swallowed) {
        swallowed.note(Swallowed.Introducer.CSI, code, 'm');
    }

    /** Returns false if nobody knows the parameter. */
    private static boolean single(int code, Pen pen) {
        switch (code) {
            case 0 -> pen.resetGraphics();
            case 1 -> pen.setAttributes(0, StyleWords.BOLD);
            case 2 -> pen.setAttributes(0, StyleWords.FAINT);
            case 3 -> pen.setAttributes(0, StyleWords.ITALIC);
            case 4 -> underline(pen, 1);
            case 5 -> pen.setAttributes(StyleWords.RAPID, StyleWords.BLINK);
            case 6 -> pen.setAttributes(StyleWords.BLINK, StyleWords.RAPID);
            case 7 -> pen.setAttributes(0, StyleWords.INVERSE);
            case 8 -> pen.setAttributes(0, StyleWords.HIDDEN);
            case 9 -> pen.setAttributes(0, StyleWords.STRIKE);
            case 21 -> underline(pen, 2);
            case 22 -> pen.setAttributes(StyleWords.BOLD | StyleWords.FAINT, 0);
            case 23 -> pen.setAttributes(StyleWords.ITALIC, 0);
            case 24 -> underline(pen, 0);
            case 25 -> pen.setAttributes(StyleWords.BLINK | StyleWords.RAPID, 0);
            case 27 -> pen.setAttributes(StyleWords.INVERSE, 0);
            case 28 -> pen.setAttributes(StyleWords.HIDDEN, 0);
            case 29 -> pen.setAttributes(StyleWords.STRIKE, 0);
            case 39 -> pen.setFg(0);
            case 49 -> pen.setBg(0);
            case 53 -> pen.setAttributes(0, StyleWords.OVERLINE);
            case 55 -> pen.setAttributes(StyleWords.OVERLINE, 0);
            case 59 -> pen.setUnderlineColor(0);
            default -> {
                return ansiColor(code, pen);
            }
        }
        return true;
    }

    private static boolean ansiColor(int code, Pen pen) {
        if (code >= 30 && code <= 37) {
            pen.setFg(StyleWords.INDEXED | code - 30);
        } else if (code >= 40 && code <= 47) {
            pen.setBg(StyleWords.INDEXED | code - 40);
        } else if (code >= 90 && code <= 97) {
            pen.setFg(StyleWords.INDEXED | code - 90 + 8);
        } else if (code >= 100 && code <= 107) {
            pen.setBg(StyleWords.INDEXED | code - 100 + 8);
        } else {
            return false;
        }
        return true;
    }

    /** Reads the colour that begins at {@code at}; returns the index after it. */
    private static int color(Params p, int at, int code, Pen pen, Swallowed swallowed) {
        int end = at + 1;
        while (p.isSub(end)) {
            end++;
        }
        int color;
        if (end > at + 1) {
            color = subColor(p, at, end);
        } else {
            int kind = p.get(at + 1, 0);
            end = Math.min(p.size(), at + (kind == 5 ? 3 : kind == 2 ? 5 : 2));
            if (kind == 5 && p.size() > at + 2) {
                color = indexed(p.get(at + 2, 0));
            } else {
                color = kind == 2 && p.size() > at + 4 ? rgb(p, at + 2) : MISSING;
            }
        }
        if (color == MISSING) {
            note(code, swallowed);
        } else {
            switch (code) {
                case 38 -> pen.setFg(color);
                case 48 -> pen.setBg(color);
                default -> pen.setUnderlineColor(color);
            }
        }
        return end;
    }

    /** {@code 38:5:n}, {@code 38:2:r:g:b}, {@code 38:2:space:r:g:b} and what T.416 puts after it. */
    private static int subColor(Params p, int at, int end) {
        int kind = p.get(at + 1, 0);
        int values = end - at - 2;
        if (kind == 5 && values >= 1) {
            return indexed(p.get(at + 2, 0));
        }
        if (kind == 2 && values >= 3) {
            return rgb(p, values == 3 ? at + 2 : at + 3);
        }
        return MISSING;
    }

    private static int indexed(int n) {
        return n <= 0xFF ? StyleWords.INDEXED | n : MISSING;
    }

    private static int rgb(Params p, int at) {
        int r = p.get(at, 0);
        int g = p.get(at + 1, 0);
        int b = p.get(at + 2, 0);
        return (r | g | b) <= 0xFF ? StyleWords.RGB | r << 16 | g << 8 | b : MISSING;
    }
}
