package dev.wsh.impl.pty;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * One terminal's way from the kernel to its handler: what a turn reads is handed over at its end.
 *
 * <p>Confined to the terminal's loop.
 */
final class Intake {
    /**
     * A read of fewer bytes has emptied the terminal, and the kernel tells of whatever comes after it; asking for EAGAIN
     * would double the calls of a session that prints a line now and then. The kernel gives 4095 bytes at most; of a flood
     * it gives most of that, and there the next read mostly finds more.
     */
    private static final int SHORT_READ = 2048;

    /** The terminal is empty as far as it is known. */
    static final int EMPTIED = 0;

    private final Master master;
    private final ReadBuffer buffer;
    private final Consumer<ByteBuffer> handler;
    private int taken;

    Intake(Master master, ReadBuffer buffer, Consumer<ByteBuffer> handler) {
        this.master = master;
        this.buffer = buffer;
        this.handler = handler;
    }

    /**
     * Reads what there is, a turn's bytes at most, and hands it over.
     *
     * @param exact whether to read until the kernel says that there is nothing
     * @return positive if there may be more, {@link #EMPTIED}, or minus the errno that ended it
     */
    int read(boolean exact) {
        int at = 0;
        int outcome = EMPTIED;
        int most = ReadBuffer.turn(master.cells());
        while (at < most && (outcome = master.read(buffer, at, most - at)) > 0) {
            at += outcome;
            if (outcome < SHORT_READ && at < most && !exact) {
                outcome = EMPTIED;
                break;
            }
        }
        taken = at;
        if (at > 0) {
            handler.accept(buffer.view(at));
        }
        return outcome;
    }

    /** Returns how many bytes the last turn read. */
    int taken() {
        return taken;
    }
}
