package dev.wsh;

import org.jspecify.annotations.Nullable;

/** The root of everything that wsh throws because of data or of the world; arguments aside. */
public abstract class WshException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was wrong, with which session, and what would be right
     * @param cause the failure behind it, or null
     */
    protected WshException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
