package dev.wsh;

import java.io.Serial;

/** Input was not accepted, none of it: the session's queue is full, or the program has not asked for the mouse. */
public final class InputRejectedException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     */
    public InputRejectedException(String message) {
        super(message, null);
    }
}
