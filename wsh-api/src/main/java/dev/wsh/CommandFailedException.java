package dev.wsh;

import java.io.Serial;
import java.util.Objects;

/** A command did not succeed; thrown by {@link CommandResult#orThrow}. */
public final class CommandFailedException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CommandResult result;

    /**
     * Creates the exception.
     *
     * @param result the result of the command
     */
    public CommandFailedException(CommandResult result) {
        super("command failed: " + Objects.requireNonNull(result, "result"), null);
        this.result = result;
    }

    /** {@return the result of the command} */
    public CommandResult result() {
        return result;
    }
}
