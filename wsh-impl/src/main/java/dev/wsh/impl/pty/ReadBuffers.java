package dev.wsh.impl.pty;

import org.jspecify.annotations.Nullable;

/**
 * The memory that the terminals of one loop are read into.
 *
 * <p>All of them share one buffer of a turn's size. A terminal that floods borrows a larger one until it is empty again: its
 * turns stay short, which is fair to the others, but what several of them read is handed over at once, because many lines
 * at a time cost much less to parse. Confined to the loop, but for the constructor.
 */
final class ReadBuffers implements AutoCloseable {
    /**
     * Most bytes taken from one terminal in one turn: the others wait for the reading of so many from each that floods, some
     * 0.15 ms. With four times as much the slowest answers beside a flood took half as long again.
     */
    static final int TURN = 16 * 1024;

    /** Most bytes that the turns of a flood gather before they are handed over; a multiple of a turn. */
    static final int FLOOD = 64 * 1024;

    private final ReadBuffer shared = new ReadBuffer(TURN);
    private @Nullable ReadBuffer spare;
    private boolean closed;

    /** The buffer of a turn, for reading and writing; its contents are gone with the next call of anybody. */
    ReadBuffer shared() {
        return shared;
    }

    /** A buffer of {@link #FLOOD} bytes, until {@link #giveBack}. */
    ReadBuffer borrow() {
        ReadBuffer known = spare;
        spare = null;
        return known == null ? new ReadBuffer(FLOOD) : known;
    }

    void giveBack(ReadBuffer borrowed) {
        if (spare == null && !closed) {
            spare = borrowed;
        } else {
            borrowed.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        shared.close();
        ReadBuffer known = spare;
        if (known != null) {
            known.close();
        }
    }
}
