package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.CellStore;
import dev.wsh.impl.vt.grid.Grid;
import dev.wsh.impl.vt.grid.History;
import dev.wsh.impl.vt.grid.Row;
import dev.wsh.impl.vt.grid.StyleRemap;
import dev.wsh.impl.vt.grid.WriteLog;
import dev.wsh.impl.vt.input.InputModes;
import java.nio.charset.StandardCharsets;

/**
 * The state of one terminal, and the parts that work on it.
 *
 * <p>Parts hold what belongs to them ({@link Printer}, {@link Motion}, {@link Scroller}, {@link Eraser},
 * {@link Screens}); this class holds what they share. Dispatchers call the parts, never the grid. Confined to the
 * engine's thread.
 */
public final class Terminal implements Discards.Host {
    final CellStore store = new CellStore();
    final Cursor cursor = new Cursor();
    final Margins margins = new Margins();
    Grid grid;
    long epoch = WriteLog.FIRST;

    private final TerminalOptions options;
    private final TerminalListener listener;
    private final RowsThatLeave leaving;
    private final History history;
    private final Pen pen;
    private final Modes modes;
    private final Charsets charsets = new Charsets();
    private final TabStops tabs;
    private final Printer printer;
    private final Motion motion;
    private final Scroller scroller;
    private final Eraser eraser;
    private final Screens screens;
    private final Replies replies;
    private final Titles titles;
    private final Palette palette;
    private final Marks marks = new Marks();
    private final Images images = new Images(this);
    private final Swallowed swallowed = new Swallowed();
    private final KeyboardState keyboard = new KeyboardState();
    private CursorShape shape = CursorShape.BLOCK;
    private final Discards discards;
    private boolean collectLeaving;
    private int aboveAlternate; // cells of the line in its first row that have scrolled off

    /** Creates a terminal in its first state. */
    public Terminal(TerminalOptions options, TerminalListener listener, RowsThatLeave leaving) {
        this.options = options;
        this.listener = listener;
        this.leaving = leaving;
        discards = new Discards(this, leaving);
        history = new History(options.scrollbackLines(), store);
        pen = new Pen(store);
        palette = new Palette(options.colors());
        modes = new Modes(options.graphemeClusters());
        tabs = new TabStops(options.cols());
        margins.reset(options.rows(), options.cols());
        replies = new Replies(listener, modes);
        titles = new Titles(listener);
        screens = new Screens(this, options.rows(), options.cols());
        grid = screens.primary();
        printer = new Printer(this);
        motion = new Motion(this);
        scroller = new Scroller(this);
        eraser = new Eraser(this);
    }

    public TerminalOptions options() {
        return options;
    }

    public TerminalListener listener() {
        return listener;
    }

    public CellStore store() {
        return store;
    }

    @Override
    public Grid grid() {
        return grid;
    }

    public History history() {
        return history;
    }

    public Cursor cursor() {
        return cursor;
    }

    public Margins margins() {
        return margins;
    }

    public Pen pen() {
        return pen;
    }

    public Modes modes() {
        return modes;
    }

    public Charsets charsets() {
        return charsets;
    }

    public TabStops tabs() {
        return tabs;
    }

    public Printer printer() {
        return printer;
    }

    public Motion motion() {
        return motion;
    }

    public Scroller scroller() {
        return scroller;
    }

    public Eraser eraser() {
        return eraser;
    }

    public Screens screens() {
        return screens;
    }

    public Replies replies() {
        return replies;
    }

    public Titles titles() {
        return titles;
    }

    public Palette palette() {
        return palette;
    }

    public Marks marks() {
        return marks;
    }

    public Images images() {
        return images;
    }

    /** Returns the column of the cursor in its logical line; after the last column while a wrap is pending. */
    public int columnInLine() {
        int col = cursor.col + (cursor.pendingWrap ? 1 : 0);
        for (int above = cursor.row - 1; above >= 0 && grid.row(above).wrapped(); above--) {
            col += grid.row(above).used();
        }
        return col;
    }

    /** Like {@link #columnInLine}, counted from the beginning of the line also where that is in the history. */
    public int columnInWholeLine() {
        boolean straddles = !screens().alternate();
        for (int above = cursor.row - 1; above >= 0; above--) {
            straddles &= grid.row(above).wrapped();
        }
        return columnInLine() + (straddles ? history().openCells() : 0);
    }

    public Swallowed swallowed() {
        return swallowed;
    }

    public KeyboardState keyboard() {
        return keyboard;
    }

    public CursorShape shape() {
        return shape;
    }

    public void setShape(CursorShape newShape) {
        shape = newShape;
    }

    public int rows() {
        return grid.rows();
    }

    public int cols() {
        return grid.cols();
    }

    /** Returns the current write epoch. */
    public long epoch() {
        return epoch;
    }

    /** Begins a new write epoch and returns the one that ended. */
    public long nextEpoch() {
        long ended = epoch;
        epoch = WriteLog.afterMark(ended);
        return ended;
    }

    /** Takes a step of the epoch: what is written from now on is known to be later, but counts as of the same mark. */
    @Override
    public void nextStep() {
        epoch++;
    }

    /** Says whether rows that leave are told. */
    public void collectLeaving(boolean on) {
        collectLeaving = on;
    }

    /** Tells whether rows that leave are told. */
    @Override
    public boolean collectsLeaving() {
        return collectLeaving;
    }

    /** Returns the cursor's row. */
    Row cursorRow() {
        return grid.row(cursor.row);
    }

    /** Tells whether there are margins at the left or the right. */
    boolean narrowed() {
        return margins.left > 0 || margins.right < grid.cols();
    }

    /** Returns the number of the logical line of which a row of the primary screen is a part. */
    public long lineOf(int row) {
        Grid primary = screens.primary();
        long line = history.screenLine();
        for (int i = 0; i < row && i < primary.rows(); i++) {
            if (!primary.row(i).wrapped()) {
                line++;
            }
        }
        return line;
    }

    /** Says that a row of the active screen does not continue the line of the row above, or of the history. */
    void endsAbove(int row) {
        if (row > 0) {
            grid.row(row - 1).setWrapped(false);
        } else if (screens.alternate()) {
            aboveAlternate = 0;
        } else {
            history.close();
        }
    }

    /** Returns who must be told of cells before they are lost. */
    Discards discards() {
        return discards;
    }

    /** Tells of a row of ASCII that goes to the history without having been on the screen; before it is pushed. */
    public void rowSkips(byte[] text, int from, int length, boolean wrapped) {
        if (collectLeaving) {
            String skipped = new String(text, from, length, StandardCharsets.US_ASCII);
            leaving.skips(skipped, wrapped, history.screenLine(), history.openCells());
        }
    }

    /** Takes a row that scrolls off the top of a screen. */
    void rowScrollsOff(Row row, boolean ofAlternate) {
        if (collectLeaving) {
            leaving.leaves(row, ofAlternate ? -1 : history.screenLine(), cellsAbove());
        }
        if (ofAlternate) {
            aboveAlternate = row.wrapped() ? aboveAlternate + row.used() : 0;
        } else {
            history.push(row);
        }
    }

    /** Returns how many cells of the line in the first row of the active screen have scrolled off at its top. */
    @Override
    public int cellsAbove() {
        return screens.alternate() ? aboveAlternate : history.openCells();
    }

    /** The alternate screen was left or entered, or erased. */
    void alternateBegins() {
        aboveAlternate = 0;
    }

    /** Builds the tables of styles and clusters anew, with what is in use, when they have become full. */
    public void compactWhenFull() {
        if (!store.full() && !store.styles().linksFull()) {
            return;
        }
        StyleRemap remap = store.compact();
        screens.remap(remap);
        pen.remapLink(remap.link(pen.link()));
        pen.tablesChanged();
        store.compacted();
    }

    /** RIS: everything as in a new terminal; the history is dropped. */
    public void reset() {
        discards.only(0, rows());
        int content = screens.primary().contentEnd();
        boolean none = content == 0 && !history.open();
        history.clear(none ? 0 : (int) (lineOf(Math.max(0, content - 1)) - history.screenLine() + 1));
        screens.reset();
        modes.reset();
        softState();
        tabs.reset(cols());
        cursor.set(0, 0);
        titles.reset();
        palette.reset();
        marks.reset();
        images.reset();
        keyboard.reset();
        printer.modesChanged();
    }

    /** Gives the screens another size, and tells a program that asked for it (mode 2048). */
    public void resize(int rows, int cols) {
        screens.resize(rows, cols);
        if (modes.get(DecMode.IN_BAND_RESIZE)) {
            reportSize();
        }
    }

    /** The report of mode 2048, in cells and in pixels. */
    public void reportSize() {
        int height = rows() * InputModes.CELL_HEIGHT;
        int width = cols() * InputModes.CELL_WIDTH;
        replies.csi("48;" + rows() + ";" + cols() + ";" + height + ";" + width + "t");
    }

    /** Makes the scroll region the whole screen. */
    public void resetMargins() {
        margins.reset(rows(), cols());
        printer.modesChanged();
    }

    private void softState() {
        margins.reset(rows(), cols());
        pen.reset();
        charsets.reset();
        shape = CursorShape.BLOCK;
    }

    /** DECSTR. */
    public void softReset() {
        modes.softReset();
        softState();
        screens.forgetSaved();
        cursor.pendingWrap = false;
        printer.modesChanged();
    }
}
