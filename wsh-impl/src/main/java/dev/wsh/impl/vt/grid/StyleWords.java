package dev.wsh.impl.vt.grid;

/**
 * A style as two {@code long} words.
 *
 * <pre>{@code
 * colours: background (26) << 26 | foreground (26)
 * rest:    link (24) << 40 | attributes (14) << 26 | underline colour (26)
 * colour:  kind (2: default, indexed, RGB) << 24 | value (24)
 * }</pre>
 *
 * <p>Both words are 0 for the default style.
 */
public final class StyleWords {
    /** A colour's kind: the index of a palette entry. */
    public static final int INDEXED = 1 << 24;
    /** A colour's kind: red, green and blue. */
    public static final int RGB = 2 << 24;

    /** Attributes. */
    public static final int BOLD = 1;

    public static final int FAINT = 1 << 1;
    public static final int ITALIC = 1 << 2;
    public static final int INVERSE = 1 << 3;
    public static final int HIDDEN = 1 << 4;
    public static final int STRIKE = 1 << 5;
    public static final int OVERLINE = 1 << 6;
    public static final int BLINK = 1 << 7;
    public static final int RAPID = 1 << 8;
    /** Where the underline's kind (0 to 5) begins. */
    public static final int UNDERLINE_SHIFT = 9;
    /** The underline's kind in place. */
    public static final int UNDERLINE = 7 << UNDERLINE_SHIFT;

    private static final int COLOR_BITS = 26;
    private static final long COLOR = (1L << COLOR_BITS) - 1;
    private static final int ATTR_BITS = 14;
    private static final int LINK_SHIFT = COLOR_BITS + ATTR_BITS;

    private StyleWords() {}

    public static long colors(int fg, int bg) {
        return (long) bg << COLOR_BITS | fg;
    }

    public static long rest(int underlineColor, int attributes, int link) {
        return (long) link << LINK_SHIFT | (long) attributes << COLOR_BITS | underlineColor;
    }

    public static int fg(long colors) {
        return (int) (colors & COLOR);
    }

    public static int bg(long colors) {
        return (int) (colors >>> COLOR_BITS & COLOR);
    }

    public static int underlineColor(long rest) {
        return (int) (rest & COLOR);
    }

    public static int attributes(long rest) {
        return (int) (rest >>> COLOR_BITS) & (1 << ATTR_BITS) - 1;
    }

    public static int link(long rest) {
        return (int) (rest >>> LINK_SHIFT);
    }

    /** Tells whether a blank in this style looks like nothing at all, so that it may be trimmed. */
    public static boolean invisible(long colors, long rest) {
        int visible = INVERSE | STRIKE | OVERLINE | UNDERLINE;
        return bg(colors) == 0 && (attributes(rest) & visible) == 0 && link(rest) == 0;
    }
}
