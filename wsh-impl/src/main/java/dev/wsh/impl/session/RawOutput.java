package dev.wsh.impl.session;

import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.engine.Printable;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.nio.charset.StandardCharsets;

/** A copy of raw output, drawn on a terminal of its own when its text is asked for. Immutable. */
final class RawOutput implements Output {

    /** A terminal that only renders lines needs few rows; what leaves them is in its history. */
    private static final int ROWS = 4;

    /** Bounds the history that a text is collected in. */
    private static final int MAX_LINES = 10_000_000;

    private final byte[] raw;
    private final byte[] before;
    private final Mark from;
    private final Mark to;
    private final long droppedBytes;
    private final int cols;
    private final byte[] echo;
    private final int startCol;

    /**
     * Takes output over.
     *
     * @param raw the bytes, this object's from now on
     * @param before some bytes before it, in case that it begins inside a character or sequence
     * @param from where it begins
     * @param to where it ends
     * @param droppedBytes what is missing before it
     * @param cols the width that lines are wrapped at
     * @param echo the input of the same range, as a terminal would echo it
     */
    RawOutput(byte[] raw, byte[] before, Mark from, Mark to, long droppedBytes, int cols, byte[] echo) {
        this(raw, before, from, to, droppedBytes, cols, echo, 0);
    }

    private RawOutput(
            byte[] raw, byte[] before, Mark from, Mark to, long droppedBytes, int cols, byte[] echo, int startCol) {
        this.raw = raw;
        this.before = before;
        this.from = from;
        this.to = to;
        this.droppedBytes = droppedBytes;
        this.cols = cols;
        this.echo = echo;
        this.startCol = startCol;
    }

    /** Returns the same output of a terminal whose cursor stood in a column when it began. */
    RawOutput startingAt(int col) {
        return new RawOutput(raw, before, from, to, droppedBytes, cols, echo, Math.min(col, cols - 1));
    }

    /** Says that something is missing, for whoever sees only the text. */
    static String notice(long droppedBytes) {
        return droppedBytes == 0 ? "" : "[" + droppedBytes + " bytes dropped]\n";
    }

    @Override
    public Mark from() {
        return from;
    }

    @Override
    public Mark to() {
        return to;
    }

    @Override
    public long droppedBytes() {
        return droppedBytes;
    }

    @Override
    public String text() {
        byte[] begun = CutSequence.at(before, this::engine);
        TerminalEngine engine = engine();
        byte[] move = ("\033[" + (startCol + 1) + "G").getBytes(StandardCharsets.US_ASCII);
        engine.feed(move, 0, move.length);
        engine.feed(begun, 0, begun.length);
        engine.feed(raw, 0, raw.length);
        StringBuilder text = new StringBuilder();
        for (String line : engine.scrollback().lines()) {
            text.append(line).append('\n');
        }
        boolean continues = engine.scrollback().endLine() > engine.snapshot().firstLine();
        if (continues) {
            text.setLength(text.length() - 1);
        }
        appendScreen(engine.snapshot(), text);
        return notice(droppedBytes) + withoutStart(text.toString());
    }

    /** Takes away the cells before the start, unless the output has come back to them. */
    private String withoutStart(String text) {
        String before = " ".repeat(startCol);
        if (text.startsWith(before)) {
            return text.substring(startCol);
        }
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        boolean isBlank = text.substring(0, end).isBlank() && end < startCol; // trimmed, as all lines are
        return isBlank ? text.substring(end) : text;
    }

    private TerminalEngine engine() {
        return TerminalEngine.create(
                new TerminalOptions(ROWS, cols, MAX_LINES, /* unsafeReports= */ false, /* graphemeClusters= */ true),
                TerminalListener.SILENT);
    }

    private static void appendScreen(ScreenSnapshot screen, StringBuilder text) {
        int last = screen.cursor().row();
        for (int row = last + 1; row < screen.rows(); row++) {
            if (!screen.line(row).isEmpty()) {
                last = row;
            }
        }
        for (int row = 0; row <= last; row++) {
            boolean continues = row < last && screen.wrapped(row);
            // a blank where it wraps is inside the line, and one where the output ends may be
            boolean whole = continues || row == screen.cursor().row();
            text.append(whole ? screen.rawLine(row) : screen.line(row));
            if (row < last && !continues) {
                text.append('\n');
            }
        }
    }

    @Override
    public byte[] bytes() {
        return raw.clone();
    }

    @Override
    public Output withoutEcho() {
        int cut = Echo.length(raw, echo);
        if (cut == 0) {
            return this;
        }
        byte[] rest = new byte[raw.length - cut];
        System.arraycopy(raw, cut, rest, 0, rest.length);
        return new RawOutput(rest, new byte[0], from, to, droppedBytes, cols, new byte[0]);
    }

    @Override
    public String toString() {
        String shown = new String(raw, StandardCharsets.UTF_8);
        return "Output[" + raw.length + " bytes"
                + (droppedBytes == 0 ? "" : " after " + droppedBytes + " that were dropped")
                + (shown.length() > 60 ? "" : ": " + Printable.line(shown.strip())) + "]";
    }
}
