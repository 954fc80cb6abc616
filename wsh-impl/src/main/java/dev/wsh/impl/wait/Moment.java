package dev.wsh.impl.wait;

import dev.wsh.Settled.Confirmation;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.List;
import java.util.Optional;

/** One look of all waits at a session. Confined to the session's lock. */
final class Moment {

    private final Subject subject;
    private final long now;
    private final List<LeftLine> left;
    private final Optional<Confirmation> confirmation;
    private boolean probeWanted;

    Moment(Subject subject, List<LeftLine> left, Optional<Confirmation> confirmation) {
        this(subject, subject.now(), left, confirmation);
    }

    private Moment(Subject subject, long now, List<LeftLine> left, Optional<Confirmation> confirmation) {
        this.subject = subject;
        this.now = now;
        this.left = left;
        this.confirmation = confirmation;
    }

    /** Returns the same moment for a single wait, so that it is known who wanted the probe. */
    Moment forOne() {
        return new Moment(subject, now, left, confirmation);
    }

    Subject subject() {
        return subject;
    }

    long now() {
        return now;
    }

    ScreenSnapshot screen() {
        return subject.screen();
    }

    /** The logical lines that left the screen since the last look, oldest first. */
    List<LeftLine> left() {
        return left;
    }

    /** What the terminal said about more output at this very moment; empty if it was not asked. */
    Optional<Confirmation> confirmation() {
        return confirmation;
    }

    /** Asks for another look with a confirmation. */
    void wantProbe() {
        probeWanted = true;
    }

    boolean probeWanted() {
        return probeWanted;
    }
}
