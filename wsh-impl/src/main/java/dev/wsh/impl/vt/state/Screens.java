package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Grid;
import dev.wsh.impl.vt.grid.Reflow;
import dev.wsh.impl.vt.grid.StyleRemap;
import dev.wsh.impl.vt.grid.TrackedPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primary and the alternate screen, each with its saved cursor, and their size.
 *
 * <p>Source: xterm's ctlseqs for modes 47, 1047, 1048 and 1049. Confined to the engine's thread.
 */
public final class Screens {
    private final Terminal t;
    private final Grid primary;
    private @Nullable Grid alternate; // most programs never show it
    private final SavedCursor primarySaved;
    private final SavedCursor alternateSaved;
    private boolean alternateActive;
    private int primaryRow; // where the cursor stood when the alternate screen was entered
    private int primaryCol;

    Screens(Terminal t, int rows, int cols) {
        this.t = t;
        primary = new Grid(rows, cols, row -> t.rowScrollsOff(row, /* ofAlternate= */ false));
        primarySaved = new SavedCursor(t);
        alternateSaved = new SavedCursor(t);
    }

    public Grid primary() {
        return primary;
    }

    private Grid alternateGrid() {
        Grid known = alternate;
        if (known == null) {
            known = new Grid(primary.rows(), primary.cols(), row -> t.rowScrollsOff(row, /* ofAlternate= */ true));
            alternate = known;
        }
        return known;
    }

    /** Tells whether the alternate screen is shown. */
    public boolean alternate() {
        return alternateActive;
    }

    private SavedCursor saved() {
        return alternateActive ? alternateSaved : primarySaved;
    }

    /** DECSC. */
    public void saveCursor() {
        saved().save();
    }

    /** DECRC. */
    public void restoreCursor() {
        saved().restore();
    }

    void forgetSaved() {
        saved().forget();
    }

    /** Shows the alternate screen or the primary one. */
    public void show(boolean alternateWanted) {
        if (alternateWanted == alternateActive) {
            return;
        }
        if (alternateWanted) {
            primaryRow = t.cursor.row;
            primaryCol = t.cursor.pendingWrap ? t.cols() : t.cursor.col;
        }
        t.discards().only(0, t.rows());
        t.printer().departed();
        alternateActive = alternateWanted;
        t.alternateBegins();
        t.grid = alternateWanted ? alternateGrid() : primary;
        t.keyboard().show(alternateWanted);
        t.images().switched();
    }

    /** Erases the alternate screen. One that was not shown until now has nothing that anybody has not seen. */
    public void clearAlternate(boolean wasShown) {
        if (alternateActive && wasShown) {
            t.discards().only(0, t.rows());
        }
        t.alternateBegins();
        alternateGrid().clear(t.pen().blank(), t.epoch);
    }

    void reset() {
        alternateActive = false;
        t.grid = primary;
        primary.clear(0, t.epoch);
        alternate = null;
        primarySaved.forget();
        alternateSaved.forget();
    }

    void remap(StyleRemap remap) {
        primary.remap(remap);
        if (alternate != null) {
            alternate.remap(remap);
        }
        primarySaved.tablesChanged(remap);
        alternateSaved.tablesChanged(remap);
    }

    /** Gives both screens another size; the primary one is wrapped anew. */
    public void resize(int rows, int cols) {
        t.discards().only(0, t.rows());
        Cursor c = t.cursor;
        int oldCols = t.cols();
        int oldRows = t.rows();
        TrackedPoint cursor = alternateActive
                ? new TrackedPoint(primaryRow, primaryCol)
                : new TrackedPoint(c.row, c.pendingWrap ? oldCols : c.col);
        TrackedPoint saved = new TrackedPoint(primarySaved.row, primarySaved.pendingWrap ? oldCols : primarySaved.col);
        Reflow.resize(primary, t.history(), rows, cols, t.epoch, cursor, List.of(saved));
        primarySaved.pendingWrap = saved.col == cols;
        primarySaved.row = saved.row;
        primarySaved.col = Math.min(saved.col, cols - 1);
        int drop = alternateActive ? Math.max(0, c.row - rows + 1) : 0;
        if (alternate != null) {
            alternate.crop(rows, cols, drop, t.epoch);
            t.alternateBegins();
        }
        if (alternateActive) {
            primaryRow = cursor.row;
            primaryCol = cursor.col;
            boolean stillPending = c.pendingWrap && c.col < cols && cols == oldCols;
            c.set(c.row - drop, Math.min(c.col, cols - 1));
            c.pendingWrap = stillPending;
        } else {
            c.set(cursor.row, Math.min(cursor.col, cols - 1));
            c.pendingWrap = cursor.col == cols;
        }
        alternateSaved.row = Math.min(alternateSaved.row, rows - 1);
        alternateSaved.col = Math.min(alternateSaved.col, cols - 1);
        if (rows != oldRows) {
            t.margins.resetVertical(rows);
        }
        t.margins.resetHorizontal(cols);
        t.tabs().resize(cols);
        t.printer().interrupted();
        t.printer().departed();
        t.printer().modesChanged();
    }
}
