package dev.wsh.impl.vt.state;

import java.util.BitSet;

/** Tab stops, every eighth column from the first one on (HTS, TBC, DECST8C). Confined to the engine's thread. */
public final class TabStops {
    private static final int EVERY = 8;
    private final BitSet stops = new BitSet();
    private int cols;

    TabStops(int cols) {
        reset(cols);
    }

    /** Sets every eighth column. */
    public void reset(int newCols) {
        stops.clear();
        cols = 0;
        resize(newCols);
    }

    void resize(int newCols) {
        for (int col = (cols + EVERY - 1) / EVERY * EVERY; col < newCols; col += EVERY) {
            stops.set(col);
        }
        stops.clear(newCols, Math.max(newCols, stops.length()));
        cols = newCols;
    }

    public void set(int col) {
        stops.set(col);
    }

    public void clear(int col) {
        stops.clear(col);
    }

    public void clearAll() {
        stops.clear();
    }

    /** Returns the next stop after a column, or -1. */
    public int next(int col) {
        return stops.nextSetBit(col + 1);
    }

    /** Returns the last stop before a column, or -1. */
    public int previous(int col) {
        return col == 0 ? -1 : stops.previousSetBit(col - 1);
    }

    /** Tells whether there is a stop. */
    public boolean at(int col) {
        return stops.get(col);
    }
}
