package dev.wsh;

import dev.wsh.engine.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a command came to.
 *
 * @param command the command as it was given
 * @param status how it ended; without code and signal if that is not known, see {@link #certainty}
 * @param output its output, without its echo and the prompt
 * @param screen the screen when it ended
 * @param took how long it ran
 * @param cwd the shell's working directory afterwards; empty if it is not known
 * @param certainty whether the status is a fact
 * @param shellEnded whether the shell, or the program that was run, ended with the command
 * @param timedOut whether it was ended because its limit of time had passed: that of the {@linkplain RunOption#timeLimit
 *     run} or of the {@linkplain SessionSpec#timeLimit session}
 */
public record CommandResult(
        String command,
        ExitStatus status,
        Output output,
        Screen screen,
        Duration took,
        Optional<Path> cwd,
        Certainty certainty,
        boolean shellEnded,
        boolean timedOut) {

    /** How many lines of output {@link #toString} shows. */
    private static final int LAST_LINES = 5;

    private static final int MOST_SHOWN = 1_000;

    /** Whether a status is a fact or an inference. */
    public enum Certainty {
        /** The shell told it, or the system did when the process ended. */
        OBSERVED,
        /**
         * The command seems to have ended, since its prompt is there again, and nobody told how. The output is what was
         * printed until then.
         */
        INFERRED
    }

    /** Checks that nothing is null. */
    public CommandResult {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(cwd, "cwd");
        Objects.requireNonNull(certainty, "certainty");
    }

    /**
     * Returns the exit code as shells count: 128 and the signal's number after a death by a signal.
     *
     * @return 0 to 255
     * @throws IllegalStateException if it is not known
     */
    public int exitCode() {
        OptionalInt code = status.shellCode();
        if (code.isEmpty()) {
            throw new IllegalStateException("nobody told how this command ended: " + this);
        }
        return code.getAsInt();
    }

    /** {@return true if the command ended with code 0; false if it is not known} */
    public boolean success() {
        return status.success();
    }

    /**
     * Returns this result if the command succeeded.
     *
     * @return this
     * @throws CommandFailedException if it did not, or that is not known
     */
    public CommandResult orThrow() {
        if (!success()) {
            throw new CommandFailedException(this);
        }
        return this;
    }

    /** {@return the output as {@link Output#text} gives it} */
    public String text() {
        return output.text();
    }

    /** {@return the lines of the output, without their ends; the last one need not have had one} */
    public List<String> lines() {
        return output.text().lines().toList();
    }

    /** {@return the command, how it ended, and the last lines of its output, on several lines} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        out.append(Printable.line(command.strip(), MOST_SHOWN)).append(": ").append(status);
        if (certainty == Certainty.INFERRED) {
            out.append(" (inferred)");
        }
        out.append(timedOut ? ", timed out after " : " after ").append(Evidence.readable(took));
        if (shellEnded) {
            out.append(", the session's process ended");
        }
        if (output.droppedBytes() > 0) {
            out.append(", the first ").append(output.droppedBytes()).append(" bytes of output dropped");
        }
        List<String> lines = lines();
        int first = Math.max(0, lines.size() - LAST_LINES);
        if (first > 0) {
            out.append("\n    (").append(first).append(" more lines)");
        }
        lines.subList(first, lines.size())
                .forEach(line -> out.append("\n    ").append(Printable.line(line, MOST_SHOWN)));
        return out.toString();
    }
}
