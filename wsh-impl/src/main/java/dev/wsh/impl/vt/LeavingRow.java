package dev.wsh.impl.vt;

import dev.wsh.impl.vt.grid.AsciiRow;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.snapshot.LogicalLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row that scrolled off the top of the screen, or a logical line that lost cells. Immutable. */
public final class LeavingRow {
    private final String text;
    private final boolean wrapped;
    private final long line;
    private final int cellsBefore;
    private final long epoch;
    private final @Nullable FrozenRow row; // none if it never was on the screen
    private final @Nullable LogicalLine discarded;

    private LeavingRow(
            String text,
            boolean wrapped,
            long line,
            int cellsBefore,
            long epoch,
            @Nullable FrozenRow row,
            @Nullable LogicalLine discarded) {
        this.text = text;
        this.wrapped = wrapped;
        this.line = line;
        this.cellsBefore = cellsBefore;
        this.epoch = epoch;
        this.row = row;
        this.discarded = discarded;
    }

    /** A row as it was when it left. */
    static LeavingRow of(FrozenRow row, long line, int cellsBefore) {
        return new LeavingRow(row.text(), row.wrapped(), line, cellsBefore, 0, row, null);
    }

    /** A row of ASCII that never was on the screen. */
    static LeavingRow skipped(String text, boolean wrapped, long line, int cellsBefore, long epoch) {
        return new LeavingRow(text, wrapped, line, cellsBefore, epoch, null, null);
    }

    /** A line as it was before it lost cells. */
    static LeavingRow discarded(LogicalLine line) {
        return new LeavingRow(line.text(), /* wrapped= */ false, -1, 0, 0, null, line);
    }

    /** Returns the whole line that lost cells; empty for a row that scrolled off. */
    public Optional<LogicalLine> discarded() {
        return Optional.ofNullable(discarded);
    }

    /** Returns how many cells of its line left before it. */
    public int cellsBefore() {
        return cellsBefore;
    }

    /** Returns its text, not trimmed, up to the last used cell. */
    public String text() {
        return text;
    }

    /** Tells whether it goes on in the row that leaves next. */
    public boolean wrapped() {
        return wrapped;
    }

    /** Tells whether its last cell was left blank for a wide character. */
    public boolean padded() {
        FrozenRow known = row;
        return known != null && known.padded();
    }

    /** Returns its logical line in the history, or -1 where it went nowhere. */
    public long line() {
        return line;
    }

    /** Returns its cells. */
    public FrozenRow row() {
        FrozenRow known = row;
        return known == null ? AsciiRow.frozen(text, wrapped, epoch) : known;
    }
}
