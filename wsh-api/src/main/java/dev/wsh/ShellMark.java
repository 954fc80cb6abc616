package dev.wsh;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A mark that a shell wrote to say where its prompts, command lines and outputs are (OSC 133).
 *
 * @param kind what begins or ends here
 * @param line the absolute number of the logical line, as in {@link Scrollback}
 * @param col the column in that logical line, from 0
 * @param status the command's exit code, with {@link Kind#COMMAND_END} only
 */
public record ShellMark(Kind kind, long line, int col, OptionalInt status) {

    /** What a mark stands for. */
    public enum Kind {
        /** The prompt begins ({@code A}). */
        PROMPT_START,
        /** The prompt is complete; what the user types begins ({@code B}). */
        COMMAND_START,
        /** The command line is complete; the command's output begins ({@code C}). */
        OUTPUT_START,
        /** The command has ended ({@code D}). */
        COMMAND_END
    }

    /** Checks the parts. */
    public ShellMark {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(status, "status");
    }
}
