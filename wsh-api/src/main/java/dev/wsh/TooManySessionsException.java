package dev.wsh;

import java.io.Serial;

/** The limit of live sessions is reached; nothing was started. */
public final class TooManySessionsException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int limit;

    /**
     * Creates the exception.
     *
     * @param limit the limit that is reached
     */
    public TooManySessionsException(int limit) {
        super(
                "the limit of " + limit
                        + " live sessions is reached; close one first, or raise Wsh.Builder.maxSessions",
                null);
        this.limit = limit;
    }

    /** {@return the limit} */
    public int limit() {
        return limit;
    }
}
