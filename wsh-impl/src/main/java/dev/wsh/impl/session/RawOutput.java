package dev.wsh.impl.session;

import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.impl.echo.TypedLine;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import dev.wsh.impl.wait.SessionMark;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A copy of raw output, drawn on a terminal of its own when its text is asked for. Immutable. */
final class RawOutput implements Output {

    /** Bounds the history that a text is collected in. */
    private static final int MAX_LINES = 10_000_000;

    private final byte[] raw;
    private final byte[] before;
    private final Mark from;
    private final Mark to;
    private final long droppedBytes;
    private final Size size;
    private final Typing typing;
    private final int startCol;

    /** Of the terminal: line editors go up in what they have drawn. */
    record Size(int rows, int cols) {}

    /**
     * What was typed in the range.
     *
     * @param lines in order
     * @param isComplete whether no line is missing
     */
    record Typing(List<TypedLine> lines, boolean isComplete) {
        static final Typing NOTHING = new Typing(List.of(), /* isComplete= */ true);
    }

    /**
     * Takes output over.
     *
     * @param raw the bytes, this object's from now on
     * @param before some bytes before it, in case that it begins inside a character or sequence
     * @param from where it begins
     * @param to where it ends
     * @param droppedBytes what is missing before it
     * @param size of the terminal
     * @param typing the input of the same range
     */
    RawOutput(byte[] raw, byte[] before, Mark from, Mark to, long droppedBytes, Size size, Typing typing) {
        this(raw, before, from, to, droppedBytes, size, typing, 0);
    }

    private RawOutput(
            byte[] raw, byte[] before, Mark from, Mark to, long droppedBytes, Size size, Typing typing, int startCol) {
        this.raw = raw;
        this.before = before;
        this.from = from;
        this.to = to;
        this.droppedBytes = droppedBytes;
        this.size = size;
        this.typing = typing;
        this.startCol = startCol;
    }

    /** Returns the same output of a terminal whose cursor stood in a column when it began. */
    RawOutput startingAt(int col) {
        return new RawOutput(raw, before, from, to, droppedBytes, size, typing, Math.min(col, size.cols() - 1));
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
        TerminalEngine engine = begun();
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

    /** A terminal in the state in which the output begins, as far as it matters. */
    private TerminalEngine begun() {
        byte[] begun = CutSequence.at(before, this::engine);
        TerminalEngine engine = engine();
        byte[] move = ("\033[" + (startCol + 1) + "G").getBytes(StandardCharsets.US_ASCII);
        engine.feed(move, 0, move.length);
        engine.feed(begun, 0, begun.length);
        return engine;
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
                new TerminalOptions(
                        size.rows(), size.cols(), MAX_LINES, /* unsafeReports= */ false, /* graphemeClusters= */ true),
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
        if (typing.lines().isEmpty()) {
            return this;
        }
        EchoReplay replay = replay();
        return new WithoutEcho(
                notice(droppedBytes) + replay.text(), replay.bytes(), from, to, droppedBytes, sure(replay.certainty()));
    }

    @Override
    public Echo echo() {
        return sure(typing.lines().isEmpty() ? Echo.OBSERVED : replay().certainty());
    }

    private Echo sure(Echo known) {
        return typing.isComplete() && droppedBytes == 0 ? known : Echo.UNKNOWN;
    }

    private EchoReplay replay() {
        long first = ((SessionMark) from).outputOffset() + droppedBytes;
        List<TypedLine> lines = typing.lines().stream()
                .filter(line -> droppedBytes == 0 || line.offset() >= first)
                .toList();
        return new EchoReplay(raw, first, startCol, begun(), lines);
    }

    @Override
    public String toString() {
        return WithoutEcho.inWords(raw, droppedBytes);
    }
}
