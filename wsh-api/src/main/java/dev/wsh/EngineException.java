package dev.wsh;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The engine itself failed, or none (or more than one) is present. */
public final class EngineException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param cause what caused it, or null
     */
    public EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
