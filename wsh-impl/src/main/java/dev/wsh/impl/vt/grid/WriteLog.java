package dev.wsh.impl.vt.grid;

import java.util.Arrays;

/**
 * When which cells of a row were last written or erased, in write epochs: a few ranges of columns.
 *
 * <p>An epoch is a number of two parts. The upper one counts marks; the lower one, of {@link #STEP_BITS} bits, the steps
 * between two marks: it grows when the cursor goes to another row and with each piece of output. So of what two rows show
 * it is known which was written first, while all that was written in a row between two marks is one range.
 *
 * <p>The newest range grows until the next mark; of {@link #OLDER} older ones the two oldest are merged when there is no
 * room, which can only make a cell look written later than it was. Confined to the engine's thread; {@link #copy} makes an
 * immutable one.
 */
public final class WriteLog implements Written {
    /** The lower part of an epoch. Where there are more steps they count as a mark, which does no harm. */
    private static final int STEP_BITS = 24;

    /** The first epoch. */
    public static final long FIRST = 1L << STEP_BITS;

    private static final int OLDER = 15;
    private static final int FIRST_OLDER = 3;
    /** To the end of the row, however long it is. */
    static final int END = Integer.MAX_VALUE;

    private long epoch = NEVER;
    private int from;
    private int to;
    private int older;
    private long[] olderEpochs = NONE;
    private int[] olderBounds = NO_BOUNDS;

    private static final long[] NONE = {};
    private static final int[] NO_BOUNDS = {};

    /** Returns the first epoch after a mark that is made in the epoch {@code now}. */
    public static long afterMark(long now) {
        return ((now >>> STEP_BITS) + 1) << STEP_BITS;
    }

    /** Notes a write of {@code [low, high)} in the epoch {@code now}. */
    void note(long now, int low, int high) {
        if (now != epoch) {
            begin(now, low, high);
            return;
        }
        if (low < from) {
            from = low;
        }
        if (high > to) {
            to = high;
        }
    }

    private void begin(long now, int low, int high) {
        if (now >>> STEP_BITS == epoch >>> STEP_BITS && from < to) {
            from = Math.min(from, low);
            to = Math.max(to, high);
        } else {
            archive();
            from = low;
            to = high;
        }
        epoch = now;
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
        if (older == olderEpochs.length && older < OLDER) {
            int room = older == 0 ? FIRST_OLDER : Math.min(OLDER, 2 * older + 1);
            olderEpochs = Arrays.copyOf(olderEpochs, room);
            olderBounds = Arrays.copyOf(olderBounds, 2 * room);
        }
        if (older == OLDER) {
            olderBounds[2] = Math.min(olderBounds[0], olderBounds[2]);
            olderBounds[3] = Math.max(olderBounds[1], olderBounds[3]);
            older--;
            System.arraycopy(olderEpochs, 1, olderEpochs, 0, older);
            System.arraycopy(olderBounds, 2, olderBounds, 0, 2 * older);
        }
        olderEpochs[older] = epoch;
        olderBounds[2 * older] = from;
        olderBounds[2 * older + 1] = to;
        older++;
    }

    /** Tells whether the first {@code n} cells were all written in one epoch, the newest. */
    boolean isOne(int n) {
        return from <= 0 && to >= n && epoch != NEVER;
    }

    @Override
    public long newest(int low, int high) {
        if (from < high && to > low) {
            return epoch;
        }
        for (int i = older - 1; i >= 0; i--) {
            if (olderBounds[2 * i] < high && olderBounds[2 * i + 1] > low) {
                return olderEpochs[i];
            }
        }
        return NEVER;
    }

    @Override
    public long oldest() {
        return older > 0 ? olderEpochs[0] : from < to ? epoch : Long.MAX_VALUE;
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
