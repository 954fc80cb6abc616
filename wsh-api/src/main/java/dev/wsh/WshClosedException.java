package dev.wsh;

import java.io.Serial;

/** The {@link Wsh} is closed. */
public final class WshClosedException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     */
    public WshClosedException(String message) {
        super(message, null);
    }
}
