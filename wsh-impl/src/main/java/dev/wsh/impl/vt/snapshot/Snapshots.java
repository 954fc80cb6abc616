package dev.wsh.impl.vt.snapshot;

import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.grid.Grid;
import dev.wsh.impl.vt.grid.HistoryView;
import dev.wsh.impl.vt.state.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a terminal: copies the rows that changed since the last one, and finds out whether anything visible
 * did. Confined to the engine's thread.
 */
public final class Snapshots {
    private final Terminal t;
    private @Nullable ScreenSnapshot last;
    private @Nullable TerminalFacts facts;
    private int factsMarks;
    private int factsColors;
    private int factsSwallowed;

    public Snapshots(Terminal t) {
        this.t = t;
    }

    /** Returns a snapshot: the last one, when nothing was written since. */
    public ScreenSnapshot take() {
        Grid grid = t.grid();
        ScreenSnapshot before = last;
        FrozenRow[] rows = new FrozenRow[grid.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = grid.row(i).freeze(t.store());
        }
        ScreenState state = ScreenState.of(t);
        boolean sameState =
                before != null && before.cols() == grid.cols() && before.state().sameAs(state);
        TerminalFacts known = facts();
        int above = t.cellsAbove();
        boolean sameAbove = before != null && before.cellsAbove() == above;
        if (before != null
                && sameState
                && sameAbove
                && before.facts() == known
                && identical(before.frozenRows(), rows)) {
            return before;
        }
        boolean visible = !sameState || before == null || !alike(before.frozenRows(), rows);
        long version = before == null ? 0 : visible ? before.version() + 1 : before.version();
        ScreenSnapshot now = new ScreenSnapshot(rows, grid.cols(), version, state, known, openHistory(), above);
        last = now;
        return now;
    }

    /** The history whose last line goes on in the first row; one that keeps no lines has none of it. */
    private @Nullable HistoryView openHistory() {
        HistoryView view = t.history().open() ? t.history().view() : null;
        return view == null || view.end() == view.first() ? null : view;
    }

    private static boolean identical(FrozenRow[] a, FrozenRow[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean alike(FrozenRow[] a, FrozenRow[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!a[i].looksLike(b[i])) {
                return false;
            }
        }
        return true;
    }

    private TerminalFacts facts() {
        int marks = t.marks().changes();
        int colors = t.palette().changes();
        TerminalFacts known = facts;
        int swallowed = t.swallowed().changes();
        if (known == null || marks != factsMarks || colors != factsColors || swallowed != factsSwallowed) {
            known = new TerminalFacts(t.marks(), t.palette(), t.swallowed(), t.images());
            factsSwallowed = swallowed;
            facts = known;
            factsMarks = marks;
            factsColors = colors;
        }
        return known;
    }
}
