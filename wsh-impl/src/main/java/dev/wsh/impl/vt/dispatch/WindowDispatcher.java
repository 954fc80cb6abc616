package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.input.InputModes;
import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.state.Terminal;
import dev.wsh.impl.vt.state.Titles;
import java.nio.charset.StandardCharsets;

/**
 * XTWINOPS and XTSMTITLE (xterm's ctlseqs, "Window manipulation"), for a window that is nowhere: it remembers what it
 * was told, so that the reports agree with the orders. Confined to the engine's thread.
 */
final class WindowDispatcher {
    /** The largest size that a program may ask for. */
    private static final int MAX_SIZE = 1000;

    private static final int DISPLAY_ROWS = 60;
    private static final int DISPLAY_COLS = 240;

    private final Terminal t;
    private boolean iconified;
    private int x;
    private int y;
    private int normalRows;
    private int normalCols;

    WindowDispatcher(Terminal t) {
        this.t = t;
    }

    /** Gives the screen another size because the program asked; a session's size belongs to its user. */
    static void resize(Terminal t, int rows, int cols) {
        if (t.options().unsafeReports()) {
            t.resize(clamp(rows), clamp(cols));
        }
    }

    private static int clamp(int n) {
        return Math.max(1, Math.min(n, MAX_SIZE));
    }

    void dispatch(Params p) {
        int op = p.get(0, 0);
        switch (op) {
            case 1 -> iconified = false;
            case 2 -> iconified = true;
            case 3 -> {
                x = p.get(1, 0);
                y = p.get(2, 0);
            }
            case 4 -> resizePixels(p);
            case 8 -> resizeCells(p);
            case 9 -> maximize(p.get(1, 0));
            case 10 -> fullScreen(p.get(1, 0));
            case 22 -> t.titles().push();
            case 23 -> t.titles().pop(p.get(1, 0) != 1, p.get(1, 0) != 2);
            default -> {
                if (op >= 24) {
                    resize(t, op, t.cols()); // DECSLPP
                } else {
                    report(op);
                }
            }
        }
    }

    private void resizePixels(Params p) {
        int rows = dimension(p, 1, t.rows(), DISPLAY_ROWS, InputModes.CELL_HEIGHT);
        int cols = dimension(p, 2, t.cols(), DISPLAY_COLS, InputModes.CELL_WIDTH);
        resize(t, rows, cols);
    }

    private void resizeCells(Params p) {
        resize(t, dimension(p, 1, t.rows(), DISPLAY_ROWS, 1), dimension(p, 2, t.cols(), DISPLAY_COLS, 1));
    }

    /** An omitted number keeps the size, 0 takes the display's. */
    private static int dimension(Params p, int index, int now, int display, int unit) {
        if (!p.given(index)) {
            return now;
        }
        int n = p.get(index, 0);
        return n == 0 ? display : n / unit;
    }

    private void maximize(int how) {
        switch (how) {
            case 0 -> restoreSize();
            case 1 -> enlarge(DISPLAY_ROWS, DISPLAY_COLS);
            case 2 -> enlarge(DISPLAY_ROWS, t.cols());
            case 3 -> enlarge(t.rows(), DISPLAY_COLS);
            default -> {}
        }
    }

    private void fullScreen(int how) {
        if (how == 1 || how == 2 && normalRows == 0) {
            enlarge(DISPLAY_ROWS, DISPLAY_COLS);
        } else {
            restoreSize();
        }
    }

    private void enlarge(int rows, int cols) {
        if (normalRows == 0) {
            normalRows = t.rows();
            normalCols = t.cols();
        }
        resize(t, rows, cols);
    }

    private void restoreSize() {
        if (normalRows > 0) {
            resize(t, normalRows, normalCols);
            normalRows = 0;
        }
    }

    private void report(int op) {
        int height = t.rows() * InputModes.CELL_HEIGHT;
        int width = t.cols() * InputModes.CELL_WIDTH;
        switch (op) {
            case 11 -> t.replies().csi((iconified ? 2 : 1) + "t");
            case 13 -> t.replies().csi("3;" + x + ";" + y + "t");
            case 14 -> t.replies().csi("4;" + height + ";" + width + "t");
            case 15 ->
                t.replies()
                        .csi("5;" + DISPLAY_ROWS * InputModes.CELL_HEIGHT + ";" + DISPLAY_COLS * InputModes.CELL_WIDTH
                                + "t");
            case 16 -> t.replies().csi("6;" + InputModes.CELL_HEIGHT + ";" + InputModes.CELL_WIDTH + "t");
            case 18 -> t.replies().csi("8;" + t.rows() + ";" + t.cols() + "t");
            case 19 -> t.replies().csi("9;" + DISPLAY_ROWS + ";" + DISPLAY_COLS + "t");
            case 20 -> title(op, "L", t.titles().icon());
            case 21 -> title(op, "l", t.titles().title());
            default -> t.replies().none("CSI " + op + " t");
        }
    }

    /** Reports of titles put text of somebody's choice into the program's input: off in sessions. */
    private void title(int op, String kind, String text) {
        if (t.options().unsafeReports()) {
            t.replies().osc(kind + (t.titles().queryHex ? hex(text) : text), /* bell= */ false);
        } else {
            t.replies().none("CSI " + op + " t");
        }
    }

    private static String hex(String text) {
        StringBuilder digits = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            Hex.append(digits, b);
        }
        return digits.toString();
    }

    /** XTSMTITLE: 0 set and 1 query in hexadecimal; 2 and 3 in UTF-8, which is always so here. */
    void titleModes(Params p, boolean on) {
        Titles titles = t.titles();
        if (p.size() == 0) {
            titles.setHex = false;
            titles.queryHex = false;
        }
        for (int i = 0; i < p.size(); i++) {
            switch (p.get(i, 0)) {
                case 0 -> titles.setHex = on;
                case 1 -> titles.queryHex = on;
                default -> {}
            }
        }
    }

    /** DECSNLS: lines per screen. */
    void lines(int n) {
        resize(t, n, t.cols());
    }

    /** DECSCPP: columns per page. */
    void columns(int n) {
        resize(t, t.rows(), n == 0 ? 80 : n);
    }
}
