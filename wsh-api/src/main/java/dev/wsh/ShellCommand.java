package dev.wsh;

import dev.wsh.engine.Printable;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command that a shell told of by its marks (OSC 133). What was erased or drawn over is no part of it.
 *
 * @param line the command line: as the shell told it, else as it stands behind the prompt; empty if neither is known
 * @param output what it printed, as it stands on the terminal: lines joined by {@code \n}, without a line end after the last
 * @param status its exit code; empty while it runs, and if the shell did not tell
 * @param running whether its end was not told so far
 * @param cut whether the beginning of its output is missing, because it has left what was looked at
 */
public record ShellCommand(Optional<String> line, String output, OptionalInt status, boolean running, boolean cut) {

    private static final int MOST_SHOWN = 1_000;

    /** Checks the parts. */
    public ShellCommand {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(status, "status");
    }

    /** {@return the command line and how it ended} */
    @Override
    public String toString() {
        String how = status.isPresent() ? "exit " + status.getAsInt() : running ? "running" : "ended";
        return Printable.line(line.orElse("(a command)"), MOST_SHOWN) + ": " + how;
    }
}
