package dev.wsh.impl.vt.grid;

/**
 * A cell as one {@code long}.
 *
 * <pre>
 *  63                       36 35       26 25      24        23      22   21   20                 0
 * +---------------------------+-----------+-------+---------+-------+----+----+--------------------+
 * | style id (28)             | reserved  |WRITTEN|PROTECTED|CLUSTER|TAIL|WIDE| code point (21)    |
 * +---------------------------+-----------+-------+---------+-------+----+----+--------------------+
 * </pre>
 *
 * <p>With {@link #CLUSTER} the low 21 bits are an index into the {@link ClusterTable}. {@link #WIDE} is the left half of
 * a character of two columns, {@link #TAIL} its right half, which repeats the style and holds no code point. The value 0
 * is an erased cell in the default style; an erased cell with a background colour is a bare style id.
 */
public final class Cells {
    /** The code point, or the cluster's index. */
    public static final long CODE = 0x1F_FFFFL;
    /** The left half of a character of two columns. */
    public static final long WIDE = 1L << 21;
    /** The right half of a character of two columns. */
    public static final long TAIL = 1L << 22;
    /** The code is an index into the cluster table. */
    public static final long CLUSTER = 1L << 23;
    /** Protected from selective erase (DECSCA, SPA). */
    public static final long PROTECTED = 1L << 24;
    /** A character was printed here, since it was last erased. */
    public static final long WRITTEN = 1L << 25;
    /** Left blank by a wide character that wrapped: no part of the line's text. */
    public static final long PAD = 1L << 26;

    /**
     * A wide character on a screen of one column: shown as a blank, and wide again where there is room. Has neither
     * {@link #WIDE} nor a right half.
     */
    public static final long SQUEEZED = 1L << 27;

    /** Where the style id begins. */
    public static final int STYLE_SHIFT = 36;
    /** The style id in place. */
    public static final long STYLE = -1L << STYLE_SHIFT;

    private Cells() {}

    /** Returns the left half of a wide character as the only cell of a row of one column. */
    static long squeeze(long cell) {
        return cell & ~WIDE | SQUEEZED;
    }

    /** Returns a squeezed cell as the left half that it was. */
    static long unsqueeze(long cell) {
        return cell & ~SQUEEZED | WIDE;
    }

    /** Returns the right half of a wide character. */
    static long tail(long cell) {
        return cell & ~(CODE | CLUSTER | WIDE | SQUEEZED) | TAIL;
    }

    /** Returns the code point or cluster index. */
    public static int code(long cell) {
        return (int) (cell & CODE);
    }

    /** Returns the style id. */
    public static int style(long cell) {
        return (int) (cell >>> STYLE_SHIFT);
    }

    /** Returns the cell with another style. */
    public static long withStyle(long cell, int style) {
        return cell & ~STYLE | (long) style << STYLE_SHIFT;
    }

    /** Returns the columns of the character in this cell; 0 for a right half. */
    public static int width(long cell) {
        return (cell & TAIL) != 0 ? 0 : (cell & WIDE) != 0 ? 2 : 1;
    }

    /** Tells whether the cell shows nothing but its background: erased, or a space. */
    public static boolean blank(long cell) {
        int code = code(cell);
        return (code == 0 || code == ' ') && (cell & (CLUSTER | TAIL)) == 0;
    }
}
