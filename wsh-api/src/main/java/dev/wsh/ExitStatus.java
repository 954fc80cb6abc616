package dev.wsh;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a process ended. At most one of code and signal is present; none when somebody else reaped the process, so that
 * nobody can tell.
 *
 * <p>Two are equal if the process ended the same way; what is known of the output does not count.
 *
 * @param code the exit code
 * @param signal the signal that ended it
 * @param output whether more output can come
 * @param timedOut whether the session's {@linkplain SessionSpec#timeLimit limit of time} had passed, so that we ended it
 */
public record ExitStatus(OptionalInt code, Optional<Signal> signal, OutputEnd output, boolean timedOut) {

    /** What is known about the end of the output at the time of the exit. */
    public enum OutputEnd {
        /** The terminal is closed; no more output can come. */
        TERMINAL_CLOSED,
        /** A descendant still holds the terminal; its output will be shown. */
        TERMINAL_STILL_OPEN,
        /** This system can't tell. */
        UNKNOWN
    }

    /**
     * Checks that at most one of code and signal is there.
     *
     * @throws IllegalArgumentException if both are present
     */
    public ExitStatus {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(output, "output");
        if (code.isPresent() && signal.isPresent()) {
            throw new IllegalArgumentException("an exit has a code or a signal, not both");
        }
    }

    /**
     * Creates the status of a process that no limit of time has ended.
     *
     * @param code the exit code
     * @param signal the signal that ended it
     * @param output whether more output can come
     * @throws IllegalArgumentException if both code and signal are present
     */
    public ExitStatus(OptionalInt code, Optional<Signal> signal, OutputEnd output) {
        this(code, signal, output, /* timedOut= */ false);
    }

    /**
     * Returns the status of a process that ended by itself.
     *
     * @param code the exit code
     * @return the status; its output end is {@link OutputEnd#UNKNOWN}
     */
    public static ExitStatus ofCode(int code) {
        return new ExitStatus(OptionalInt.of(code), Optional.empty(), OutputEnd.UNKNOWN);
    }

    /**
     * Returns the status of a process that a signal ended.
     *
     * @param signal the signal
     * @return the status; its output end is {@link OutputEnd#UNKNOWN}
     */
    public static ExitStatus ofSignal(Signal signal) {
        return new ExitStatus(
                OptionalInt.empty(), Optional.of(Objects.requireNonNull(signal, "signal")), OutputEnd.UNKNOWN);
    }

    /** {@return a status without code and signal, of a process that somebody else reaped} */
    public static ExitStatus unknown() {
        return new ExitStatus(OptionalInt.empty(), Optional.empty(), OutputEnd.UNKNOWN);
    }

    /**
     * Returns this status with another statement about the output.
     *
     * @param end what is known
     * @return a new status
     */
    public ExitStatus withOutput(OutputEnd end) {
        return new ExitStatus(code, signal, Objects.requireNonNull(end, "end"), timedOut);
    }

    /** {@return this status, of a session whose limit of time had passed} */
    public ExitStatus withTimedOut() {
        return new ExitStatus(code, signal, output, /* timedOut= */ true);
    }

    /**
     * {@return whether the process ended with code 0; false for any other code, a signal, an unknown end, or one by the
     * limit of time}
     */
    public boolean success() {
        return code.orElse(-1) == 0 && !timedOut;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExitStatus status
                && code.equals(status.code)
                && signal.equals(status.signal)
                && timedOut == status.timedOut;
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, signal, timedOut);
    }

    /**
     * {@return the status as a shell shows it in {@code $?}: the code, or 128 plus the signal's number; empty when
     * unknown}
     */
    public OptionalInt shellCode() {
        return signal.isPresent() ? OptionalInt.of(128 + signal.get().number()) : code;
    }

    /**
     * {@return a short text, such as {@code exit 0}, {@code signal TERM}, {@code unknown status} or {@code signal HUP,
     * timed out}}
     */
    @Override
    public String toString() {
        return how() + (timedOut ? ", timed out" : "");
    }

    private String how() {
        if (signal.isPresent()) {
            return "signal " + signal.get().name();
        }
        return code.isPresent() ? "exit " + code.getAsInt() : "unknown status";
    }
}
