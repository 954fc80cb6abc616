package dev.wsh;

import dev.wsh.engine.Printable;
import java.io.Serial;
import java.util.Objects;

/** There is no live session of that name. */
public final class NoSuchSessionException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     */
    public NoSuchSessionException(String message) {
        super(Printable.line(Objects.requireNonNull(message, "message")), null);
    }
}
