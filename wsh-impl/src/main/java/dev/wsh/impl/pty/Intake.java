package dev.wsh.impl.pty;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One terminal's way from the kernel to its handler: what a turn reads is handed over at its end, but for a flood, of which
 * several turns are gathered (see {@link ReadBuffers}).
 *
 * <p>A turn that ends full is followed by another one, so that what is gathered never waits for the program. Confined to the
 * terminal's loop.
 */
final class Intake {
    /**
     * A read of fewer bytes has emptied the terminal, and the kernel tells of whatever comes after it; asking for EAGAIN
     * would double the calls of a session that prints a line now and then. The kernel gives 4095 bytes at most; of a flood
     * it gives most of that, and there the next read mostly finds more.
     */
    private static final int FULL_READ = 2048;

    /** The terminal is empty as far as it is known. */
    static final int EMPTIED = 0;

    private final Master master;
    private final ReadBuffers buffers;
    private final Consumer<ByteBuffer> handler;
    private boolean flooding;
    private @Nullable ReadBuffer gathering;
    private int gathered;
    private int taken;

    Intake(Master master, ReadBuffers buffers, Consumer<ByteBuffer> handler) {
        this.master = master;
        this.buffers = buffers;
        this.handler = handler;
    }

    /**
     * Reads what there is, a turn's bytes at most.
     *
     * @param exact whether to read until the kernel says that there is nothing, and to hand over at once
     * @return positive if there may be more, {@link #EMPTIED}, or minus the errno that ended it
     */
    int read(boolean exact) {
        ReadBuffer buffer = target();
        int at = gathered;
        int end = at + ReadBuffers.TURN;
        int outcome = EMPTIED;
        while (at < end && (outcome = master.read(buffer, at, end - at)) > 0) {
            at += outcome;
            if (outcome < FULL_READ && at < end && !exact) {
                outcome = EMPTIED;
                break;
            }
        }
        taken = at - gathered;
        gathered = at;
        flooding = outcome > 0;
        if (!flooding || exact || gathering == null || gathered + ReadBuffers.TURN > ReadBuffers.FLOOD) {
            handOver(buffer);
        }
        if (!flooding) {
            release();
        }
        return outcome;
    }

    private ReadBuffer target() {
        ReadBuffer known = gathering;
        if (known == null && flooding) {
            known = buffers.borrow();
            gathering = known;
        }
        return known == null ? buffers.shared() : known;
    }

    private void handOver(ReadBuffer buffer) {
        int length = gathered;
        gathered = 0;
        if (length > 0) {
            handler.accept(buffer.view(length));
        }
    }

    /** Reads some of what the next turn will need; returns something that depends on it. */
    int prefetch() {
        return gathered + master.fd();
    }

    /** Returns how many bytes the last turn read. */
    int taken() {
        return taken;
    }

    /** Returns how many bytes were read and are not handed over yet. */
    int gathered() {
        return gathered;
    }

    /** Hands over what is gathered; without a read. */
    void flush() {
        ReadBuffer known = gathering;
        if (known != null) {
            handOver(known);
        }
    }

    /** Gives borrowed memory back; what is gathered is dropped. */
    void release() {
        ReadBuffer known = gathering;
        gathering = null;
        gathered = 0;
        flooding = false;
        if (known != null) {
            buffers.giveBack(known);
        }
    }
}
