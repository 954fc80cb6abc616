package dev.wsh;

import java.io.Serial;

/** A group has no member to wait for, or has none any more. */
public final class NoSessionsException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     */
    public NoSessionsException(String message) {
        super(message, null);
    }
}
