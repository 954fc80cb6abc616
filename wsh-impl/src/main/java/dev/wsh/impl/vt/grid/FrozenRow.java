package dev.wsh.impl.vt.grid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable copy of a row with all that is needed to read it. This class is threadsafe. */
public final class FrozenRow {
    private static final long NOT_ASCII = Cells.CODE & ~0x7FL | Cells.CLUSTER | Cells.TAIL;

    private final long[] cells;
    private final boolean wrapped;
    private final byte lineAttribute;
    private final StyleTable.View styles;
    private final ClusterTable.View clusters;
    private final Written written;
    private @Nullable String raw; // found when first asked for; racy, but always the same text

    FrozenRow(
            long[] cells,
            boolean wrapped,
            byte lineAttribute,
            StyleTable.View styles,
            ClusterTable.View clusters,
            Written written) {
        this.cells = cells;
        this.wrapped = wrapped;
        this.lineAttribute = lineAttribute;
        this.styles = styles;
        this.clusters = clusters;
        this.written = written;
    }

    /** Returns the column after the last cell that is not in its first state. */
    public int used() {
        return cells.length;
    }

    /** Returns a cell; 0 beyond the used ones. */
    public long cell(int col) {
        return col < cells.length ? cells[col] : 0;
    }

    public boolean wrapped() {
        return wrapped;
    }

    public byte lineAttribute() {
        return lineAttribute;
    }

    public StyleTable.View styles() {
        return styles;
    }

    public Written written() {
        return written;
    }

    /** Returns the text of a cell: empty for a right half, a space for a blank. */
    public String cellText(int col) {
        long cell = cell(col);
        if ((cell & Cells.TAIL) != 0) {
            return "";
        }
        int code = Cells.code(cell);
        if ((cell & Cells.CLUSTER) != 0) {
            return clusters.text(code);
        }
        return code == 0 ? " " : Character.toString(code);
    }

    /** Returns the text of the used cells. */
    public String text() {
        String known = raw;
        if (known == null) {
            known = cells.length == 0 ? "" : asciiOrNot();
            raw = known;
        }
        return known;
    }

    /** Tells whether each used cell is one character of the text. */
    public boolean plain() {
        long all = 0;
        for (long cell : cells) {
            all |= cell;
        }
        return (all & NOT_ASCII) == 0;
    }

    private String asciiOrNot() {
        byte[] latin = new byte[cells.length];
        long all = CellBytes.gatherText(cells, cells.length, latin, 0);
        if ((all & NOT_ASCII) == 0) {
            return new String(latin, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(cells.length + 16);
        appendTo(text, 0, cells.length);
        return text.toString();
    }

    /**
     * Copies the text of the used cells without blanks at the end, where all of it is ASCII.
     *
     * @return the index after it, or -1 where it is not
     */
    public int copyAscii(byte[] into, int at) {
        long all = CellBytes.gatherText(cells, cells.length, into, at);
        if ((all & NOT_ASCII) != 0) {
            return -1;
        }
        int end = at + cells.length;
        while (end > at && into[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    /** Appends the text of {@code [from, to)}, both at most the used length. */
    public void appendTo(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            long cell = cells[i];
            if ((cell & Cells.TAIL) == 0) {
                int code = Cells.code(cell);
                if ((cell & Cells.CLUSTER) != 0) {
                    text.append(clusters.text(code));
                } else {
                    text.appendCodePoint(code == 0 ? ' ' : code);
                }
            }
        }
    }

    /** Returns a part of this row as a row of its own. */
    public FrozenRow slice(int from, int to, boolean continues) {
        return new FrozenRow(
                Arrays.copyOfRange(cells, from, to), continues, lineAttribute, styles, clusters, written.from(from));
    }

    /**
     * Returns this row with a character in place of some cells, one in each column, without a style. Half of a wide
     * character takes the other half along.
     */
    public FrozenRow masked(boolean[] covered, int codePoint) {
        long[] changed = Arrays.copyOf(cells, Math.max(cells.length, lastOf(covered) + 1));
        for (int col = 0; col < changed.length; col++) {
            boolean right = Cells.width(cell(col)) == 0 && col > 0 && covered[col - 1];
            boolean left = Cells.width(cell(col)) == 2 && col + 1 < covered.length && covered[col + 1];
            if (covered[col] || right || left) {
                changed[col] = Cells.WRITTEN | codePoint;
            }
        }
        return new FrozenRow(changed, wrapped, lineAttribute, styles, clusters, written);
    }

    private static int lastOf(boolean[] covered) {
        int last = covered.length - 1;
        while (last >= 0 && !covered[last]) {
            last--;
        }
        return last;
    }

    /** Tells whether the last cell was left blank, since a wide character did not fit in. */
    public boolean padded() {
        return cells.length > 0 && (cells[cells.length - 1] & Cells.PAD) != 0;
    }

    /** Returns the cells of the row's text, given the row in which it goes on: without the pad before a wide character. */
    public int textEnd(FrozenRow next) {
        return padded() && Cells.width(next.cell(0)) == 2 ? cells.length - 1 : cells.length;
    }

    /** Tells whether the two look the same. */
    @SuppressWarnings("ReferenceEquality") // only a short cut
    public boolean looksLike(FrozenRow other) {
        if (this == other) {
            return true;
        }
        if (wrapped != other.wrapped || lineAttribute != other.lineAttribute) {
            return false;
        }
        boolean sameTables = styles == other.styles && clusters == other.clusters;
        if (sameTables && Arrays.equals(cells, other.cells)) {
            return true;
        }
        int end = Math.max(cells.length, other.cells.length);
        for (int i = 0; i < end; i++) {
            if (!sameCell(other, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameCell(FrozenRow other, int col) {
        long a = cell(col);
        long b = other.cell(col);
        int s = Cells.style(a);
        int t = Cells.style(b);
        return styles.colors(s) == other.styles.colors(t)
                && styles.rest(s) == other.styles.rest(t)
                && java.util.Objects.equals(styles.link(s), other.styles.link(t))
                && Cells.width(a) == Cells.width(b)
                && cellText(col).equals(other.cellText(col));
    }
}
