package dev.wsh.impl.session;

import dev.wsh.spi.TimeSource;
import java.util.concurrent.Executor;

/** A session's own time: nanoseconds since it was made. Thread-safe. */
final class SessionClock {

    private final TimeSource time;
    private final long createdAt;

    SessionClock(TimeSource time) {
        this.time = time;
        this.createdAt = time.nanoTime();
    }

    TimeSource time() {
        return time;
    }

    /** Returns where the engine's own work runs. */
    Executor engine() {
        return time.engine();
    }

    /** Returns where the user's code runs. */
    Executor callbacks() {
        return time.callbacks();
    }

    long now() {
        return time.nanoTime() - createdAt;
    }

    /** Turns a time of this session into one of the engine's clock, comparable between sessions. */
    long absolute(long sinceCreation) {
        return createdAt + sinceCreation;
    }

    /** Returns when the JVM last went on after it had stood still; negative if it never did since this was made. */
    long lastPause() {
        TimeSource.Pauses pauses = time.pauses();
        return pauses.total().isZero() ? -1 : pauses.lastEnd() - createdAt;
    }
}
