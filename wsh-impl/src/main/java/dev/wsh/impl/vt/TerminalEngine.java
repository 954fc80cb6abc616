package dev.wsh.impl.vt;

import dev.wsh.Input;
import dev.wsh.impl.vt.dispatch.Dispatcher;
import dev.wsh.impl.vt.grid.ColdBytes;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.grid.Grid;
import dev.wsh.impl.vt.grid.Row;
import dev.wsh.impl.vt.input.InputEncoder;
import dev.wsh.impl.vt.parser.VtParser;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.LogicalLine;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.vt.snapshot.Snapshots;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Modes;
import dev.wsh.impl.vt.state.RowsThatLeave;
import dev.wsh.impl.vt.state.Terminal;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A terminal: bytes in, screen and replies out.
 *
 * <p>What a person would see in xterm is what the snapshot shows. No bytes make {@link #feed} throw, loop or grow beyond
 * named bounds. Not threadsafe: callers synchronise; snapshots are immutable and may go anywhere.
 */
public final class TerminalEngine {
    private final Terminal terminal;
    private final VtParser parser;
    private final Snapshots snapshots;
    private List<LeavingRow> leaving = new ArrayList<>();
    private long takenBefore; // this slice
    private boolean isFed; // at this moment
    private @Nullable ScreenSnapshot shown; // as long as nothing comes
    private int discardedCells; // in the rows that left

    /** Cells that are kept of what is erased, between two calls of {@link #takeLeaving}: bounds the memory. */
    static final int MOST_DISCARDED_CELLS = 1 << 20;

    /** Bytes between two looks at the tables of styles and clusters: bounds by how much they may pass their limit. */
    private static final int SLICE = 1 << 15;

    private TerminalEngine(TerminalOptions options, TerminalListener listener) {
        terminal = new Terminal(options, Objects.requireNonNull(listener, "listener"), new Leaving());
        parser = new Dispatcher(terminal).parser();
        snapshots = new Snapshots(terminal);
    }

    /** Creates a terminal in its first state. */
    public static TerminalEngine create(TerminalOptions options, TerminalListener listener) {
        return new TerminalEngine(options, listener);
    }

    /** Takes bytes from the program; any are allowed. */
    public void feed(byte[] bytes, int offset, int length) {
        isFed = true;
        shown = null;
        terminal.nextStep();
        for (int at = offset, end = offset + length; at < end; at += SLICE) {
            int count = Math.min(SLICE, end - at);
            parser.feed(bytes, at, count);
            takenBefore += count;
            terminal.compactWhenFull();
        }
        isFed = false;
    }

    /**
     * Returns how many bytes were taken so far. While {@link #feed} calls the listener of a bell or a title, those up to
     * the end of the control or string that it is called for.
     */
    public long bytesTaken() {
        return takenBefore + parser.position();
    }

    /** Gives the screen another size; the primary screen is wrapped anew. */
    public void resize(int rows, int cols) {
        if (rows != terminal.rows() || cols != terminal.cols()) {
            terminal.resize(rows, cols);
            shown = null;
        }
    }

    /** Tells whether the bytes so far end inside a sequence, a string or a character. */
    public boolean unfinished() {
        return parser.unfinished();
    }

    /** Tells whether mode 2026 holds the frame. */
    public boolean inSynchronizedUpdate() {
        return terminal.modes().get(DecMode.SYNCHRONIZED);
    }

    /** Returns a number that grows with every visible change: text, style, cursor, title, modes. */
    public long version() {
        return snapshot().version();
    }

    /**
     * Returns an immutable view of the screen; copies changed rows only. The same one as long as nothing was written;
     * after a change that nobody can see it is a new one of the same version.
     */
    public ScreenSnapshot snapshot() {
        ScreenSnapshot known = shown;
        if (known == null) {
            known = snapshots.take();
            shown = isFed ? null : known;
        }
        return known;
    }

    /** Returns an immutable view of the history; shares its packed lines. */
    public HistorySnapshot scrollback() {
        return new HistorySnapshot(terminal.history().view(), snapshot());
    }

    /**
     * Gives back what only further output would need; what comes all the same is taken as before.
     *
     * @return what the history is kept in, to be folded by whoever has time
     */
    public List<ColdBytes> freeze() {
        leaving = new ArrayList<>();
        return terminal.history().freeze();
    }

    /** Returns about how many bytes of memory the screen and the history take. */
    public long held() {
        return terminal.history().held() + (long) terminal.rows() * terminal.cols() * Long.BYTES;
    }

    /** Begins a new write epoch and returns the one that ended. */
    public long epoch() {
        return terminal.nextEpoch();
    }

    /** Returns the number of the logical line that the cursor is in. */
    public long cursorLine() {
        return terminal.lineOf(terminal.cursor().row);
    }

    /** Returns the logical line that the cursor is in, as far as it is on the screen. */
    public LogicalLine lineOfCursor() {
        Grid grid = terminal.grid();
        int first = terminal.cursor().row;
        while (first > 0 && grid.row(first - 1).wrapped()) {
            first--;
        }
        List<FrozenRow> rows = new ArrayList<>();
        for (int row = first;
                row < grid.rows() && (row == first || grid.row(row - 1).wrapped());
                row++) {
            rows.add(grid.row(row).freeze(terminal.store()));
        }
        return LogicalLine.of(first, rows, first == 0 ? terminal.cellsAbove() : 0);
    }

    /** Returns how many cells of its logical line stand before the cursor. */
    public int cellsBeforeCursor() {
        return terminal.columnInWholeLine();
    }

    /** Returns the width of the screen. */
    public int cols() {
        return terminal.cols();
    }

    /** Tells whether a program draws a screen of its own. */
    public boolean alternateScreen() {
        return terminal.screens().alternate();
    }

    /** Tells whether a line editor reads, which asks for pastes in brackets. */
    public boolean bracketsPastes() {
        return terminal.modes().get(DecMode.BRACKETED_PASTE);
    }

    /** Returns the column of the cursor as the screen shows it. */
    public int cursorCol() {
        return terminal.motion().shownCol();
    }

    /** Returns how often the bell rang. */
    public long bells() {
        return terminal.marks().bells();
    }

    /** Says whether rows that leave the screen are kept for {@link #takeLeaving}; off at first. */
    public void collectLeaving(boolean on) {
        terminal.collectLeaving(on);
        if (!on) {
            leaving = new ArrayList<>();
        }
    }

    /** Returns how many rows and lines {@link #takeLeaving} would return. */
    public int leaving() {
        return leaving.size();
    }

    /**
     * Returns what left the screen since the last call, oldest first: rows that scrolled off its top, and lines of which
     * cells were erased, shifted, copied over or dropped, each as it was before; of those as much as {@link
     * #MOST_DISCARDED_CELLS} hold.
     */
    public List<LeavingRow> takeLeaving() {
        if (leaving.isEmpty()) {
            return List.of();
        }
        List<LeavingRow> taken = leaving;
        discardedCells = 0;
        leaving = new ArrayList<>();
        return taken;
    }

    /**
     * Encodes input by the modes in force.
     *
     * @throws dev.wsh.InputRejectedException if it is a mouse action that the program has not asked for
     */
    public byte[] encode(Input input) {
        Modes m = terminal.modes();
        return InputEncoder.encode(input, InputState.of(terminal, m));
    }

    private final class Leaving implements RowsThatLeave {
        @Override
        public void leaves(Row row, long line, int cellsBefore) {
            leaving.add(LeavingRow.of(row.freeze(terminal.store()), line, cellsBefore));
        }

        @Override
        public void skips(String text, boolean wrapped, long line, int cellsBefore) {
            leaving.add(LeavingRow.skipped(text, wrapped, line, cellsBefore, terminal.epoch()));
        }

        @Override
        public void discards(Grid grid, int firstRow, int endRow, int cellsBefore) {
            if (discardedCells > MOST_DISCARDED_CELLS) {
                return;
            }
            List<FrozenRow> rows = new ArrayList<>(endRow - firstRow);
            for (int row = firstRow; row < endRow; row++) {
                FrozenRow frozen = grid.row(row).freeze(terminal.store());
                discardedCells += frozen.used();
                rows.add(frozen);
            }
            leaving.add(LeavingRow.discarded(LogicalLine.of(firstRow, rows, cellsBefore)));
        }
    }
}
