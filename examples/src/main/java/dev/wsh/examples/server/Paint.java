package dev.wsh.examples.server;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Screen;
import dev.wsh.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row of a screen looks like, with every colour resolved: pieces of {@code [column, columns, text, text's colour,
 * background, flags]}, and the underline's colour where there is one. Colours are {@code 0xRRGGBB}.
 *
 * @param screen has the palette
 * @param ink the default colour of text
 * @param paper the default background
 */
record Paint(Screen screen, int ink, int paper) {
    static final int BOLD = 1;
    static final int ITALIC = 2;
    static final int STRIKE = 4;
    static final int OVERLINE = 8;

    /** One cluster that needs a place of its own: wide, combined, or of a script whose letters join. */
    static final int ALONE = 16;

    /** The kind of underline, as in SGR 4, stands in the bits above. */
    static final int UNDERLINE_SHIFT = 8;

    private static final int USUAL_INK = 0xD4D4D4;

    static Paint of(Screen screen) {
        int ink = rgb(screen.terminal().foreground(), USUAL_INK);
        int paper = rgb(screen.terminal().background(), 0);
        return screen.mode(Screen.Mode.REVERSE_VIDEO) ? new Paint(screen, paper, ink) : new Paint(screen, ink, paper);
    }

    /** {@return the row's pieces, from left to right} */
    List<Object> row(int row) {
        List<Object> pieces = new ArrayList<>();
        for (Screen.Run run : screen.runs(row)) {
            if (isPlain(run)) {
                pieces.add(piece(run.col(), run.width(), run.text(), run.style(), 0));
            } else {
                addCells(pieces, row, run);
            }
        }
        return pieces;
    }

    private static boolean isPlain(Screen.Run run) {
        return run.text().length() == run.width() && run.text().chars().allMatch(Paint::isPlain);
    }

    private static boolean isPlain(int unit) {
        return unit < 0x0300 || unit >= 0x0370 && unit < 0x0530 || unit >= 0x2500 && unit < 0x25A0;
    }

    private void addCells(List<Object> pieces, int row, Screen.Run run) {
        StringBuilder plain = new StringBuilder();
        for (int col = run.col(); col < run.col() + run.width(); col++) {
            Cell cell = screen.cell(row, col);
            boolean joins = cell.width() == 1
                    && cell.text().length() == 1
                    && isPlain(cell.text().charAt(0));
            if (joins) {
                plain.append(cell.text());
                continue;
            }
            flush(pieces, plain, col, run.style());
            if (cell.width() > 0) {
                pieces.add(piece(col, cell.width(), cell.text(), run.style(), ALONE));
            }
        }
        flush(pieces, plain, run.col() + run.width(), run.style());
    }

    private void flush(List<Object> pieces, StringBuilder plain, int end, Style style) {
        if (plain.length() > 0) {
            pieces.add(piece(end - plain.length(), plain.length(), plain.toString(), style, 0));
            plain.setLength(0);
        }
    }

    private List<Object> piece(int col, int width, String text, Style style, int flags) {
        int fg = resolve(style.fg(), ink);
        int bg = resolve(style.bg(), paper);
        int front = style.inverse() ? bg : fg;
        int back = style.inverse() ? fg : bg;
        if (style.faint()) {
            front = mix(front, back);
        }
        int all = flags
                | (style.bold() ? BOLD : 0)
                | (style.italic() ? ITALIC : 0)
                | (style.strikethrough() ? STRIKE : 0)
                | (style.overline() ? OVERLINE : 0)
                | style.underline().ordinal() << UNDERLINE_SHIFT;
        String shown = style.hidden() ? " ".repeat(width) : text;
        return style.underline() == Style.Underline.NONE
                ? List.of(col, width, shown, front, back, all)
                : List.of(col, width, shown, front, back, all, resolve(style.underlineColor(), front));
    }

    private int resolve(Color color, int otherwise) {
        return color instanceof Color.Indexed indexed
                ? rgb(screen.terminal().palette(indexed.index()), otherwise)
                : rgb(color, otherwise);
    }

    private static int rgb(Color color, int otherwise) {
        return color instanceof Color.Rgb rgb ? rgb.red() << 16 | rgb.green() << 8 | rgb.blue() : otherwise;
    }

    /** Two parts of the text's colour and one of what is behind it. */
    private static int mix(int front, int back) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= ((front >> shift & 0xFF) * 2 + (back >> shift & 0xFF)) / 3 << shift;
        }
        return mixed;
    }
}
