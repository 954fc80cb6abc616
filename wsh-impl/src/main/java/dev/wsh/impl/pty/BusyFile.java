package dev.wsh.impl.pty;

import java.util.function.IntSupplier;

/**
 * A program that was written a moment ago: as long as any process has it open for writing, the kernel runs it for nobody. A
 * process that another thread of the JVM is just starting has it open until it has exec'ed, whoever wrote and closed it, so
 * this is over in milliseconds. Stateless and threadsafe.
 */
final class BusyFile {
    private static final int MOST_TRIES = 50;
    private static final int PAUSE_MILLIS = 2;

    private BusyFile() {}

    /**
     * Tries until a file is not busy, for a tenth of a second.
     *
     * @param start returns an errno, or 0
     * @return its last one
     */
    static int retried(IntSupplier start) {
        int errno = start.getAsInt();
        for (int tries = 1; errno == Errno.ETXTBSY && tries < MOST_TRIES; tries++) {
            LibC.pause(PAUSE_MILLIS);
            errno = start.getAsInt();
        }
        return errno;
    }
}
