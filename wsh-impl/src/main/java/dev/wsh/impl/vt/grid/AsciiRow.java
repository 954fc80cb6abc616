package dev.wsh.impl.vt.grid;

import java.util.Arrays;

/**
 * A row of ASCII with its styles that goes to the history without having been on the screen: bytes instead of cells.
 * Confined to the engine's thread.
 */
public final class AsciiRow {
    private static final StyleTable.View NO_STYLES = new StyleTable().view();
    private static final ClusterTable.View NO_CLUSTERS = new ClusterTable().view();

    private byte[] text = new byte[128];
    private int length;
    private int[] ends = new int[8]; // of runs of one style
    private int[] styles = new int[8];
    private int runs;
    private boolean styled;

    /** Returns a row of ASCII without styles, all of which was written in one epoch. */
    public static FrozenRow frozen(String text, boolean wrapped, long epoch) {
        long[] cells = new long[text.length()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = text.charAt(i) | Cells.WRITTEN;
        }
        return new FrozenRow(cells, wrapped, Row.SINGLE, NO_STYLES, NO_CLUSTERS, new Written.At(epoch));
    }

    /** Empties it. */
    public void clear() {
        length = 0;
        runs = 0;
        styled = false;
    }

    /** Appends bytes of 0x20 to 0x7E in the style with the given id; none, in no style. */
    public void add(byte[] source, int from, int n, int style) {
        if (n == 0) {
            return;
        }
        int end = length + n;
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(end, 2 * text.length));
        }
        System.arraycopy(source, from, text, length, n);
        length = end;
        if (runs == 0 || styles[runs - 1] != style) {
            if (runs == ends.length) {
                ends = Arrays.copyOf(ends, 2 * runs);
                styles = Arrays.copyOf(styles, 2 * runs);
            }
            styles[runs++] = style;
            styled |= style != 0;
        }
        ends[runs - 1] = end;
    }

    /** Returns the number of cells. */
    public int length() {
        return length;
    }

    /** Returns its bytes, of which the first {@link #length} count. */
    public byte[] bytes() {
        return text;
    }

    void copyTo(byte[] into, int at) {
        System.arraycopy(text, 0, into, at, length);
    }

    boolean styled() {
        return styled;
    }

    int runs() {
        return runs;
    }

    int style(int run) {
        return styles[run];
    }

    int runLength(int run) {
        return ends[run] - (run == 0 ? 0 : ends[run - 1]);
    }
}
