package dev.wsh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What a command in a shell came to.
 *
 * @param command the command as it was given
 * @param status how it ended
 * @param output its output, without its echo and the prompt
 * @param took how long it ran
 * @param cwd the shell's working directory afterwards
 * @param certainty whether the shell itself told the status
 * @param shellEnded whether the shell ended with the command
 */
public record CommandResult(
        String command,
        ExitStatus status,
        Output output,
        Duration took,
        Path cwd,
        Certainty certainty,
        boolean shellEnded) {

    /** Whether a status is a fact or an inference. */
    public enum Certainty {
        /** The shell told it. */
        OBSERVED,
        /** It was inferred, for instance from the terminal's foreground process group. */
        INFERRED
    }

    /** Checks that nothing is null. */
    public CommandResult {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(cwd, "cwd");
        Objects.requireNonNull(certainty, "certainty");
    }

    /**
     * Tells whether the command ended with code 0.
     *
     * @return true for code 0
     */
    public boolean success() {
        return status.success();
    }

    /**
     * Returns this result if the command succeeded.
     *
     * @return this
     * @throws CommandFailedException if it did not
     */
    public CommandResult orThrow() {
        if (!success()) {
            throw new CommandFailedException(this);
        }
        return this;
    }
}
