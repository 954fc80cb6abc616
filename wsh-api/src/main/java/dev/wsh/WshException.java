package dev.wsh;

import dev.wsh.engine.Printable;
import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The root of everything that this library throws because of data or of the world. Its leaves are specific and final. */
public abstract class WshException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was wrong, with which session, and what would be right; control characters in it are escaped, but
     *     for the ends of lines
     * @param cause what caused it, or null
     */
    protected WshException(String message, @Nullable Throwable cause) {
        super(Printable.lines(Objects.requireNonNull(message, "message")), cause);
    }
}
