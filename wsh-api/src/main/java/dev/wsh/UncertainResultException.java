package dev.wsh;

import java.io.Serial;

/** A strict {@link Session#run(String, RunOption...)} could not learn the command's status from the shell itself. */
public final class UncertainResultException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     */
    public UncertainResultException(String message) {
        super(message, null);
    }
}
