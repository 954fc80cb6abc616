package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.Row;
import dev.wsh.impl.vt.grid.StyleTable;
import dev.wsh.impl.vt.grid.StyleWords;

/**
 * A rectangle of the active screen and what DEC's rectangle operations do with it: rows {@code [top, bottom)}, columns
 * {@code [left, right)}. Source: DEC VT420 and VT510 manuals. Confined to the engine's thread.
 */
public final class Area {
    private final Terminal t;
    private final int top;
    private final int left;
    private final int bottom;
    private final int right;

    /** Changes the attributes of a cell: bits of {@link StyleWords}. */
    public interface Change {
        int apply(int attributes);
    }

    /** Creates an area, cut to the screen. */
    public Area(Terminal t, int top, int left, int bottom, int right) {
        this.t = t;
        this.top = Math.max(0, top);
        this.left = Math.max(0, Math.min(left, t.cols()));
        this.bottom = Math.min(bottom, t.rows());
        this.right = Math.max(0, Math.min(right, t.cols()));
    }

    /** Tells whether there is nothing in it. */
    public boolean empty() {
        return top >= bottom || left >= right;
    }

    /** DECFRA: a character of one column in every cell, in the pen's style. */
    public void fill(int codePoint) {
        long cell = t.pen().template() | codePoint;
        discard(top, left, bottom, right);
        for (int i = top; i < bottom; i++) {
            t.nextStep();
            Row row = splitAtEdges(i);
            for (int col = left; col < right; col++) {
                row.write(col, cell, 0, t.epoch);
            }
        }
    }

    private void discard(int fromRow, int fromCol, int toRow, int toCol) {
        t.discards().begin();
        for (int row = fromRow; row < toRow; row++) {
            t.discards().cells(row, fromCol, toCol);
        }
        t.nextStep();
    }

    /** DECERA and DECSERA. */
    public void erase(boolean selective) {
        if (empty()) {
            return;
        }
        boolean whole = left == 0 && right == t.cols();
        discard(top, left, bottom, right);
        for (int i = top; i < bottom; i++) {
            Row row = splitAtEdges(i);
            if (selective && !t.modes().isoProtection) {
                row.eraseUnprotected(left, right, 0, t.epoch);
            } else {
                row.erase(left, right, t.pen().blank(), t.epoch);
            }
            if (whole && (row.cell(0) & Cells.PROTECTED) == 0) {
                row.setWrapped(false);
                t.endsAbove(i);
            }
        }
    }

    /** Returns a row in which no wide character stands across the edges: what is left of one keeps its style. */
    private Row splitAtEdges(int index) {
        Row row = t.grid.row(index);
        row.split(left);
        row.split(right);
        return row;
    }

    /** DECCRA: copies to another corner; source and target may overlap. */
    public void copyTo(int toRow, int toCol, int rowLimit, int colLimit) {
        int width = Math.min(right - left, colLimit - toCol);
        int height = Math.min(bottom - top, rowLimit - toRow);
        if (width <= 0 || height <= 0) {
            return;
        }
        discard(toRow, toCol, toRow + height, toCol + width);
        for (int i = 0; i < height; i++) {
            t.nextStep();
            int step = toRow <= top ? i : height - 1 - i;
            t.grid.row(toRow + step).copyFrom(t.grid.row(top + step), left, toCol, width, t.epoch);
        }
    }

    /** DECCARA and DECRARA on a rectangle; erased cells count too. */
    public void change(Change change) {
        for (int row = top; row < bottom; row++) {
            change(row, left, right, change);
        }
    }

    /** DECCARA and DECRARA on a stream from the first corner to the last. */
    public void changeStream(Change change) {
        for (int row = top; row < bottom; row++) {
            change(row, row == top ? left : 0, row == bottom - 1 ? right : t.cols(), change);
        }
    }

    private void change(int index, int from, int to, Change change) {
        Row row = t.grid.row(index);
        StyleTable styles = t.store.styles();
        for (int col = from; col < to; col++) {
            long cell = row.cell(col);
            if ((cell & Cells.TAIL) != 0) {
                continue; // goes with its left half
            }
            int style = Cells.style(cell);
            long rest = styles.rest(style);
            int attributes = change.apply(StyleWords.attributes(rest));
            int changed = styles.intern(
                    styles.colors(style),
                    StyleWords.rest(StyleWords.underlineColor(rest), attributes, StyleWords.link(rest)));
            row.replace(col, Cells.withStyle(cell, changed), t.epoch);
            if ((cell & Cells.WIDE) != 0) {
                row.replace(col + 1, Cells.withStyle(row.cell(col + 1), changed), t.epoch);
            }
        }
    }

    /** What all cells have in common: bits and colours of {@link StyleWords}; 0 where they differ. */
    public record Common(int attributes, int fg, int bg) {}

    /** XTREPORTSGR. */
    public Common common() {
        StyleTable styles = t.store.styles();
        int first = Cells.style(t.grid.row(top).cell(left));
        int attributes = StyleWords.attributes(styles.rest(first));
        int fg = StyleWords.fg(styles.colors(first));
        int bg = StyleWords.bg(styles.colors(first));
        for (int row = top; row < bottom; row++) {
            for (int col = left; col < right; col++) {
                int style = Cells.style(t.grid.row(row).cell(col));
                int others = StyleWords.attributes(styles.rest(style));
                boolean sameLine = (attributes & StyleWords.UNDERLINE) == (others & StyleWords.UNDERLINE);
                attributes &= sameLine ? others : others & ~StyleWords.UNDERLINE;
                fg = fg == StyleWords.fg(styles.colors(style)) ? fg : 0;
                bg = bg == StyleWords.bg(styles.colors(style)) ? bg : 0;
            }
        }
        return new Common(attributes, fg, bg);
    }

    /** DECRQCRA: the sum of the characters; a blank counts as a space, and so does an erased cell if it counts. */
    public int checksum(boolean withoutErased) {
        int sum = 0;
        for (int row = top; row < bottom; row++) {
            for (int col = left; col < right; col++) {
                long cell = t.grid.row(row).cell(col);
                sum += withoutErased && Cells.code(cell) == 0 ? 0 : character(cell);
            }
        }
        return sum & 0xFFFF;
    }

    private int character(long cell) {
        int code = Cells.code(cell);
        if ((cell & Cells.CLUSTER) != 0) {
            return t.store.clusters().sum(code);
        }
        return code == 0 ? (cell & Cells.TAIL) != 0 ? 0 : ' ' : code;
    }
}
