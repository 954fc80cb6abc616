package dev.wsh.impl.wait;

import dev.wsh.Settled.Confirmation;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look of all waits at a session. Confined to the session's lock. */
final class Moment {

    /** Why waits are looked at. */
    enum Cause {
        /** Something happened: output, input, a resize, an answer of the user's code. */
        CHANGE,
        /** The time has come that somebody asked for. */
        TIME,
        /** The terminal was asked whether there is more. */
        PROBE
    }

    /** Output that is looked at this much after the time at which somebody wanted to look was read late. */
    private static final long LATE_NANOS = 50_000_000L;

    private final Subject subject;
    private final long now;
    private final Cause cause;
    private final List<LeftLine> left;
    private final Optional<Confirmation> confirmation;
    private final @Nullable WholeFrame frame;
    private boolean probeWanted;

    private Moment(
            Subject subject,
            long now,
            Cause cause,
            List<LeftLine> left,
            Optional<Confirmation> confirmation,
            @Nullable WholeFrame frame) {
        this.subject = subject;
        this.now = now;
        this.cause = cause;
        this.left = left;
        this.confirmation = confirmation;
        this.frame = frame;
    }

    static Moment of(Cause cause, Subject subject) {
        return of(cause, subject, List.of(), Optional.empty());
    }

    static Moment of(Cause cause, Subject subject, List<LeftLine> left, Optional<Confirmation> confirmation) {
        return new Moment(subject, subject.now(), cause, left, confirmation, null);
    }

    /** Returns the same moment for a single wait, so that it is known who wanted the probe. */
    Moment forOne() {
        return new Moment(subject, now, cause, left, confirmation, frame);
    }

    /** Returns the moment at which a frame ended, which may be in the middle of the last piece of output. */
    Moment on(WholeFrame whole) {
        return new Moment(subject, now, cause, List.of(), Optional.empty(), whole);
    }

    /** Returns the frame that has ended; empty in the moment after a piece of output. */
    Optional<WholeFrame> frame() {
        return Optional.ofNullable(frame);
    }

    Subject subject() {
        return subject;
    }

    long now() {
        return now;
    }

    ScreenSnapshot screen() {
        WholeFrame whole = frame;
        return whole == null ? subject.screen() : whole.screen();
    }

    /** The logical lines that left the screen since the last look, oldest first. */
    List<LeftLine> left() {
        return left;
    }

    /** What the terminal said about more output at this very moment; empty if it was not asked. */
    Optional<Confirmation> confirmation() {
        return confirmation;
    }

    /** Tells whether the terminal was just asked; what it had was looked at before. After the end nothing can come. */
    boolean isAfterProbe() {
        return cause == Cause.PROBE || subject.ended().isPresent();
    }

    /**
     * Tells whether what is seen now may have been there for long: it came with a change that was read late, after a time
     * at which somebody wanted to look, or the JVM stood still.
     */
    boolean isLate(long due) {
        return cause == Cause.CHANGE && now - due > LATE_NANOS;
    }

    /** Tells whether the JVM stood still after a time. */
    boolean isPausedSince(long time) {
        return subject.lastPause() > time;
    }

    /** Asks for another look with a confirmation. */
    void wantProbe() {
        probeWanted = true;
    }

    boolean probeWanted() {
        return probeWanted;
    }
}
