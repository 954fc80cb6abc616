package dev.wsh;

import java.io.Serial;

/** The thread that blocked in {@link Pending#block} was interrupted; the wait is cancelled and the thread's flag is set. */
public final class WaitInterruptedException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was interrupted
     * @param cause the interruption
     */
    public WaitInterruptedException(String message, InterruptedException cause) {
        super(message, cause);
    }
}
