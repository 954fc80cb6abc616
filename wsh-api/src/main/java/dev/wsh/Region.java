package dev.wsh;

/**
 * Cells in reading order from a start to an end, or a rectangle. Rows are relative to row 0 of a screen; those of the
 * history above it are negative.
 *
 * @param row the first row
 * @param col the first column, inclusive
 * @param endRow the last row, inclusive for a run of text; exclusive for a rectangle
 * @param endCol the column in the last row at which it ends, exclusive
 * @param block true for the rectangle between the two corners
 */
public record Region(int row, int col, int endRow, int endCol, boolean block) {

    /**
     * Checks that the end is not before the start.
     *
     * @throws IllegalArgumentException if it is, or a column is negative
     */
    public Region {
        boolean ordered = block ? endRow >= row && endCol >= col : endRow > row || (endRow == row && endCol >= col);
        if (!ordered || col < 0 || endCol < 0) {
            throw new IllegalArgumentException(
                    "region from (" + row + ", " + col + ") to (" + endRow + ", " + endCol + ") is not in order");
        }
    }

    /**
     * Returns whole rows.
     *
     * @param from the first row
     * @param to the row after the last
     * @return a rectangle as wide as any screen
     */
    public static Region rows(int from, int to) {
        return new Region(from, 0, to, Integer.MAX_VALUE, true);
    }

    /**
     * Returns a rectangle.
     *
     * @param row its first row
     * @param col its first column
     * @param rows its height
     * @param cols its width
     * @return the region
     */
    public static Region block(int row, int col, int rows, int cols) {
        return new Region(row, col, Math.addExact(row, rows), Math.addExact(col, cols), true);
    }

    /**
     * Tells whether a cell is inside.
     *
     * @param atRow its row
     * @param atCol its column
     * @return true if so
     */
    public boolean contains(int atRow, int atCol) {
        if (block) {
            return atRow >= row && atRow < endRow && atCol >= col && atCol < endCol;
        }
        boolean afterStart = atRow > row || (atRow == row && atCol >= col);
        boolean beforeEnd = atRow < endRow || (atRow == endRow && atCol < endCol);
        return afterStart && beforeEnd;
    }
}
