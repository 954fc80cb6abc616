package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.AsciiRow;
import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.parser.AsciiScan;
import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Margins;
import dev.wsh.impl.vt.state.Pen;
import dev.wsh.impl.vt.state.Terminal;

/**
 * Jump scroll: of many lines that come at once, those that would scroll off again before anybody can look go straight to
 * the history, as bytes, and only the last ones are printed.
 *
 * <p>What follows a line feed at the bottom is looked through for lines that do nothing but print ASCII and set
 * renditions, each ended by CR LF; longer ones wrap. If there are more of them than rows, the region scrolls once, the
 * first ones are packed, and the parser goes on with those that stay, at the top. The outcome is the same, byte by byte,
 * as that of printing each. A background colour would be seen in the blanks that scroll in, so lines that set one are left
 * to the parser. Confined to the engine's thread.
 */
final class JumpScroll {
    /** Fewer rows than this that nobody will see are not worth a second look at the bytes. */
    private static final int LEAST = 8;

    private static final int ESC = 0x1B;
    private static final int DEL = 0x7F;

    private final Terminal t;
    private final Params params = new Params();
    private final AsciiRow row = new AsciiRow();
    private int[] starts = new int[0]; // of the last rows looked through, a ring
    private int newest; // in the ring
    private int reached; // by the last look
    private int lookedFrom; // bytes that hold too few lines: they need not be looked through from each of their lines
    private int lookedTo;

    JumpScroll(Terminal t) {
        this.t = t;
    }

    /** Tells whether a line feed scrolls. */
    boolean isAtBottom() {
        return t.cursor().row == t.margins().bottom - 1;
    }

    /**
     * Takes over lines that come after a line feed that has just scrolled.
     *
     * @return the index of the first byte that is left to print
     */
    int take(byte[] bytes, int from, int end) {
        Margins m = t.margins();
        int height = m.bottom - m.top;
        boolean kept = m.top == 0 && !t.screens().alternate();
        if (t.collectsLeaving() && !kept) {
            return from;
        }
        boolean looked = from > lookedFrom && from < lookedTo;
        if (looked || end - from < 2 * (height + LEAST) || !isPlain() || height < 2) {
            return from;
        }
        if (starts.length != height) {
            starts = new int[height];
        }
        int rows = look(bytes, from, end);
        if (rows - (height - 1) < LEAST) {
            lookedFrom = from;
            lookedTo = reached;
            return from;
        }
        int resume = starts[newest + 1 == height ? 0 : newest + 1];
        t.scroller().scrollUp(height - 1);
        leave(bytes, from, resume, kept);
        t.motion().place(m.top, 0);
        t.printer().interrupted();
        t.printer().interrupted(); // CR and LF: there is no character to repeat
        return resume;
    }

    private boolean isPlain() {
        return t.printer().straight()
                && t.cursor().col == 0
                && t.pen().bg() == 0
                && t.modes().get(DecMode.ANSI);
    }

    /** Looks for rows and where they begin; returns how many are complete. */
    private int look(byte[] bytes, int from, int end) {
        int cols = t.cols();
        boolean wraps = t.modes().get(DecMode.AUTO_WRAP) && t.margins().top == 0 && t.margins().bottom == t.rows();
        int rows = 0;
        int col = 0;
        int i = from;
        newest = 0;
        starts[0] = from;
        while (i + 1 < end) {
            int b = bytes[i];
            if (b >= 0x20 && b != DEL) {
                int run = AsciiScan.runEnd(bytes, i + 1, end);
                if (col + run - i > cols) {
                    if (!wraps) {
                        break;
                    }
                    for (; col + run - i > cols; col = 0, rows++) {
                        i += cols - col;
                        begin(i);
                    }
                }
                col += run - i;
                i = run;
            } else if (b == '\r' && bytes[i + 1] == '\n') {
                i += 2;
                begin(i);
                rows++;
                col = 0;
            } else {
                i = b == ESC ? rendition(bytes, i, end) : -1;
                if (i < 0) {
                    break;
                }
            }
            reached = i;
        }
        return rows;
    }

    private void begin(int start) {
        newest = newest + 1 == starts.length ? 0 : newest + 1;
        starts[newest] = start;
    }

    /** Returns the index after an SGR sequence that leaves the background alone; -1 if there is another one. */
    private int rendition(byte[] bytes, int from, int end) {
        if (bytes[from + 1] != '[') {
            return -1;
        }
        int last = params.read(bytes, from + 2, end);
        return last >= 0 && bytes[last] == 'm' && SgrReader.leavesBackground(params) ? last + 1 : -1;
    }

    /** Packs the rows of {@code [from, to)}, which ends before a row; renditions take effect. */
    private void leave(byte[] bytes, int from, int to, boolean kept) {
        Pen pen = t.pen();
        int i = from;
        row.clear();
        while (i < to) {
            int b = bytes[i];
            if (b == '\r') {
                if (kept) {
                    push(/* continues= */ false);
                }
                i += 2;
            } else if (b == ESC) {
                i = params.read(bytes, i + 2, to) + 1;
                SgrReader.apply(params, pen, t.swallowed());
            } else {
                int run = AsciiScan.runEnd(bytes, i + 1, to);
                i = kept ? keep(bytes, i, run, to) : run;
            }
        }
        if (row.length() > 0) {
            push(/* continues= */ true);
        }
    }

    /**
     * Packs a run of text, but for what does not fill a row if its line goes on in another style; returns the index after
     * it, and after the CR LF that ends it. A run without styles from the beginning of a row needs no {@link #row}.
     */
    private int keep(byte[] bytes, int from, int run, int to) {
        int cols = t.cols();
        int style = Cells.style(t.pen().template());
        int i = from;
        if (style == 0 && row.length() == 0) {
            for (; run - i > cols; i += cols) {
                push(bytes, i, cols, /* continues= */ true);
            }
            boolean wraps = run == to;
            if (wraps || bytes[run] == '\r') {
                push(bytes, i, run - i, wraps);
                return wraps ? run : run + 2;
            }
        }
        while (row.length() + run - i > cols) {
            int n = cols - row.length();
            row.add(bytes, i, n, style);
            push(/* continues= */ true);
            i += n;
        }
        row.add(bytes, i, run - i, style);
        return run;
    }

    private void push(boolean continues) {
        t.rowSkips(row.bytes(), 0, row.length(), continues);
        t.history().push(row, continues, t.epoch());
        printed(continues);
        row.clear();
    }

    private void push(byte[] bytes, int from, int n, boolean continues) {
        t.rowSkips(bytes, from, n, continues);
        t.history().push(bytes, from, n, continues, t.epoch());
        printed(continues);
    }

    /** The line feed after a line takes a step of the epoch, as it does on the screen. */
    private void printed(boolean continues) {
        if (!continues) {
            t.nextStep();
        }
    }
}
