package dev.wsh.impl.vt.grid;

/** When the cells of a row were last written or erased, in write epochs; see {@link WriteLog}. */
public interface Written {

    /** The epoch of what was never written. */
    long NEVER = -1;

    /** Returns the latest epoch in which a cell of {@code [from, to)} was written or erased, or {@link #NEVER}. */
    long newest(int from, int to);

    /** Returns an epoch that is not later than that of any cell; a later one than all if no cell was written. */
    long oldest();

    /** Tells whether a cell of {@code [from, to)} was written or erased after an epoch. */
    default boolean since(long epoch, int from, int to) {
        return newest(from, to) > epoch;
    }

    /** Returns what is known of the cells from a column on, which count from 0 there. */
    default Written from(int col) {
        Written whole = this;
        return new Written() {
            @Override
            public long newest(int from, int to) {
                return whole.newest(from + col, to + col);
            }

            @Override
            public long oldest() {
                return whole.oldest();
            }
        };
    }

    /** Cells that were all written in one epoch. */
    record At(long epoch) implements Written {
        @Override
        public long newest(int from, int to) {
            return from < to ? epoch : NEVER;
        }

        @Override
        public long oldest() {
            return epoch;
        }
    }
}
