package dev.wsh;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The progress that a program reports (OSC 9;4, as ConEmu, Windows Terminal and systemd do).
 *
 * @param state what the progress is like
 * @param percent 0 to 100; empty where the program gave none, as always with {@link State#INDETERMINATE}
 */
public record Progress(State state, OptionalInt percent) {

    /** What progress is like. */
    public enum State {
        /** The work goes on (state 1). */
        NORMAL,
        /** The work has failed (state 2). */
        ERROR,
        /** The work goes on, and nobody knows how far it is (state 3). */
        INDETERMINATE,
        /** The work is paused, or needs attention (state 4). */
        PAUSED
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the percentage is out of range
     */
    public Progress {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(percent, "percent");
        if (percent.isPresent() && (percent.getAsInt() < 0 || percent.getAsInt() > 100)) {
            throw new IllegalArgumentException("progress of " + percent.getAsInt() + " % is not 0 to 100");
        }
    }
}
