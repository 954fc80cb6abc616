package dev.wsh;

/**
 * Cells of a screen: a {@link Block}, which is a rectangle, or a {@link Span}, which is text in reading order. Rows and
 * columns count from 0. Rows are those of a screen; the rows of the history above it are negative.
 */
public sealed interface Region {

    /** {@return the first row} */
    int row();

    /** {@return the first column; of a span, the column at which its first row begins} */
    int col();

    /**
     * Tells whether a cell is inside.
     *
     * @param row its row
     * @param col its column
     * @return true if so
     */
    boolean contains(int row, int col);

    /**
     * Returns whole rows.
     *
     * @param from the first row
     * @param to the row after the last
     * @return a block as wide as any screen
     * @throws IllegalArgumentException if {@code to} is less than {@code from}
     */
    static Block rows(int from, int to) {
        return new Block(from, 0, to, Integer.MAX_VALUE);
    }

    /**
     * Returns a rectangle.
     *
     * @param row its first row
     * @param col its first column
     * @param rows its height; {@link Integer#MAX_VALUE} for all that follow
     * @param cols its width; {@link Integer#MAX_VALUE} for all that follow
     * @return the block
     * @throws IllegalArgumentException if the column, the height or the width is negative
     */
    static Block block(int row, int col, int rows, int cols) {
        return new Block(row, col, end("height", row, rows), end("width", col, cols));
    }

    private static int end(String what, int from, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("the " + what + " of a block can't be " + length);
        }
        return (int) Math.min(Integer.MAX_VALUE, (long) from + length);
    }

    /**
     * A rectangle.
     *
     * @param row the first row
     * @param col the first column
     * @param endRow the row after the last
     * @param endCol the column after the last
     */
    record Block(int row, int col, int endRow, int endCol) implements Region {

        /**
         * Checks that the end is not before the start.
         *
         * @throws IllegalArgumentException if it is, or the column is negative
         */
        public Block {
            if (col < 0) {
                throw new IllegalArgumentException("a block can't begin in column " + col + "; columns count from 0");
            }
            if (endRow < row || endCol < col) {
                throw new IllegalArgumentException("the block from row " + row + ", column " + col + " to row " + endRow
                        + ", column " + endCol + " ends before it begins");
            }
        }

        @Override
        public boolean contains(int atRow, int atCol) {
            return atRow >= row && atRow < endRow && atCol >= col && atCol < endCol;
        }

        /** {@return the first and last row and column, such as {@code rows 1 to 3, columns 0 to 9}} */
        @Override
        public String toString() {
            String rows = words("row", row, endRow);
            return endCol == Integer.MAX_VALUE && col == 0 ? rows : rows + ", " + words("column", col, endCol);
        }

        private static String words(String what, int from, int end) {
            return end == from
                    ? "no " + what
                    : end == from + 1
                            ? what + " " + from
                            : what + "s " + from + (end == Integer.MAX_VALUE ? " and on" : " to " + (end - 1));
        }
    }

    /**
     * Text in reading order: from a cell, over whole rows between, to the cell before an end.
     *
     * @param row the row in which it begins
     * @param col the column in which it begins
     * @param endRow the row in which it ends; the same as {@code row} for text within one row
     * @param endCol the column in {@code endRow} after its last cell
     */
    record Span(int row, int col, int endRow, int endCol) implements Region {

        /**
         * Checks that the end is not before the start.
         *
         * @throws IllegalArgumentException if it is, or a column is negative
         */
        public Span {
            if (col < 0 || endCol < 0) {
                throw new IllegalArgumentException(
                        "a span can't begin or end in column " + Math.min(col, endCol) + "; columns count from 0");
            }
            if (endRow < row || (endRow == row && endCol < col)) {
                throw new IllegalArgumentException("the span from row " + row + ", column " + col + " to row " + endRow
                        + ", column " + endCol + " ends before it begins");
            }
        }

        @Override
        public boolean contains(int atRow, int atCol) {
            boolean afterStart = atRow > row || (atRow == row && atCol >= col);
            boolean beforeEnd = atRow < endRow || (atRow == endRow && atCol < endCol);
            return afterStart && beforeEnd;
        }

        /** {@return where it begins and ends, such as {@code row 1, column 4 to column 9}} */
        @Override
        public String toString() {
            String start = "row " + row + ", column " + col;
            return row == endRow && col == endCol
                    ? "nothing at " + start
                    : start + " to " + (row == endRow ? "" : "row " + endRow + ", ")
                            + (endCol == 0 ? "before column 0" : "column " + (endCol - 1));
        }
    }
}
