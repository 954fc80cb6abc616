package dev.wsh.impl.vt.grid;

/**
 * When which cells of a row were last written or erased, in write epochs: a few ranges of columns.
 *
 * <p>The newest range grows while its epoch lasts; of {@link #OLDER} older ones the two oldest are merged when there is
 * no room, which can only make a cell look written later than it was. Confined to the engine's thread; {@link #copy}
 * makes an immutable one.
 */
public final class WriteLog {
    private static final int OLDER = 3;
    /** To the end of the row, however long it is. */
    static final int END = Integer.MAX_VALUE;

    private long epoch = -1; // none yet
    private int from;
    private int to;
    private int older;
    private long[] olderEpochs = NONE;
    private int[] olderBounds = NO_BOUNDS;

    private static final long[] NONE = {};
    private static final int[] NO_BOUNDS = {};

    /** Notes a write of {@code [low, high)} in the epoch {@code now}. */
    void note(long now, int low, int high) {
        if (now != epoch) {
            archive();
            epoch = now;
            from = low;
            to = high;
            return;
        }
        if (low < from) {
            from = low;
        }
        if (high > to) {
            to = high;
        }
    }

    /** Notes that the whole row was written in the epoch {@code now}; what was before does not matter any more. */
    void all(long now) {
        epoch = now;
        from = 0;
        to = END;
        older = 0;
    }

    private void archive() {
        if (from >= to) {
            return;
        }
        if (olderEpochs.length == 0) {
            olderEpochs = new long[OLDER];
            olderBounds = new int[2 * OLDER];
        }
        if (older == OLDER) {
            olderEpochs[0] = olderEpochs[1];
            olderBounds[0] = Math.min(olderBounds[0], olderBounds[2]);
            olderBounds[1] = Math.max(olderBounds[1], olderBounds[3]);
            olderEpochs[1] = olderEpochs[2];
            olderBounds[2] = olderBounds[4];
            olderBounds[3] = olderBounds[5];
            older--;
        }
        olderEpochs[older] = epoch;
        olderBounds[2 * older] = from;
        olderBounds[2 * older + 1] = to;
        older++;
    }

    /** Tells whether a cell of {@code [low, high)} was written in an epoch later than {@code after}. */
    public boolean since(long after, int low, int high) {
        if (epoch > after && from < high && to > low) {
            return true;
        }
        for (int i = 0; i < older; i++) {
            if (olderEpochs[i] > after && olderBounds[2 * i] < high && olderBounds[2 * i + 1] > low) {
                return true;
            }
        }
        return false;
    }

    /** Takes a range written in an epoch. */
    interface RangeVisitor {
        void range(long epoch, int from, int to);
    }

    /** Tells all ranges, the oldest first. */
    void forEach(RangeVisitor visitor) {
        for (int i = 0; i < older; i++) {
            visitor.range(olderEpochs[i], olderBounds[2 * i], olderBounds[2 * i + 1]);
        }
        if (from < to) {
            visitor.range(epoch, from, to);
        }
    }

    /** Returns a copy that stays as it is. */
    WriteLog copy() {
        WriteLog copy = new WriteLog();
        copy.epoch = epoch;
        copy.from = from;
        copy.to = to;
        copy.older = older;
        if (older > 0) {
            copy.olderEpochs = olderEpochs.clone();
            copy.olderBounds = olderBounds.clone();
        }
        return copy;
    }
}
