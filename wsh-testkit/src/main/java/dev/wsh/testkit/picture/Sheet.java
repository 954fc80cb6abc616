package dev.wsh.testkit.picture;

import dev.wsh.Cell;
import dev.wsh.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A screen as it is drawn: rows of pieces, each of one look, and the cursor.
 *
 * @param rows how many
 * @param cols how many
 * @param paper the colour where nothing was written
 * @param pieces of each row, from left to right
 * @param cursor which is drawn as a line; a block is in the pieces
 */
public record Sheet(int rows, int cols, int paper, List<List<Piece>> pieces, Optional<Line> cursor) {

    /**
     * Text of one look that starts at a cell and whose characters all take the same number of cells.
     *
     * @param col the first column
     * @param width the columns that it takes
     * @param text its text; for a shape the one character
     * @param look how it is drawn
     * @param kind what it is
     */
    public record Piece(int col, int width, String text, Look look, Kind kind) {}

    /** What a piece is. */
    public enum Kind {
        /** Characters of one cell each, which a font of fixed width draws side by side. */
        TEXT,
        /** One character or cluster that needs a place of its own: wide, combined or rare. */
        CLUSTER,
        /** One character that is drawn as a shape, see {@link Glyphs}. */
        SHAPE
    }

    /**
     * A cursor that is a line.
     *
     * @param row its row
     * @param col its column
     * @param under true for a line at the bottom, false for one at the left
     * @param color its colour
     */
    public record Line(int row, int col, boolean under, int color) {}

    /**
     * Lays a screen out.
     *
     * @param screen what is drawn
     * @param colours its colours
     * @param withCursor whether the cursor is drawn, if the program shows it
     * @return the sheet
     */
    public static Sheet of(Screen screen, Colours colours, boolean withCursor) {
        Screen.Cursor cursor = screen.cursor();
        boolean shown = withCursor && cursor.visible() && cursor.row() < screen.rows() && cursor.col() < screen.cols();
        boolean block = shown && cursor.shape() == Screen.Cursor.Shape.BLOCK;
        List<List<Piece>> rows = new ArrayList<>();
        for (int row = 0; row < screen.rows(); row++) {
            rows.add(row(screen, colours, row, block && row == cursor.row() ? cursor.col() : -1));
        }
        Optional<Line> line = shown && !block
                ? Optional.of(new Line(
                        cursor.row(),
                        cursor.col(),
                        cursor.shape() == Screen.Cursor.Shape.UNDERLINE,
                        colours.foreground()))
                : Optional.empty();
        return new Sheet(screen.rows(), screen.cols(), colours.paper(), rows, line);
    }

    private static List<Piece> row(Screen screen, Colours colours, int row, int cursorCol) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int from = 0;
        Look look = null;
        for (int col = 0; col < screen.cols(); col++) {
            Cell cell = screen.cell(row, col);
            if (cell.width() == 0) {
                continue;
            }
            Look own = colours.look(cell.style());
            if (cursorCol >= col && cursorCol < col + cell.width()) {
                own = own.swapped();
            }
            Kind kind = kind(cell);
            if (look != null && (kind != Kind.TEXT || !own.equals(look))) {
                pieces.add(new Piece(from, text.length(), text.toString(), look, Kind.TEXT));
                text.setLength(0);
                look = null;
            }
            if (kind != Kind.TEXT) {
                pieces.add(new Piece(col, cell.width(), cell.text(), own, kind));
            } else {
                if (look == null) {
                    look = own;
                    from = col;
                }
                text.append(cell.text());
            }
        }
        if (look != null) {
            pieces.add(new Piece(from, text.length(), text.toString(), look, Kind.TEXT));
        }
        return pieces;
    }

    private static Kind kind(Cell cell) {
        String text = cell.text();
        int first = text.isEmpty() ? ' ' : text.codePointAt(0);
        if (Glyphs.has(first) && text.length() == Character.charCount(first)) {
            return Kind.SHAPE;
        }
        boolean plain = cell.width() == 1 && text.length() == 1 && first < 0x2000 && !isComplex(first);
        return plain ? Kind.TEXT : Kind.CLUSTER;
    }

    /** Scripts whose letters join or change places; their cells are placed one by one, so that nothing moves. */
    private static boolean isComplex(int codePoint) {
        return codePoint >= 0x0300 && codePoint < 0x0370 || codePoint >= 0x0590 && codePoint < 0x1E00;
    }
}
