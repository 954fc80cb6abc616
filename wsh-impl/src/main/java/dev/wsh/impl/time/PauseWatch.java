package dev.wsh.impl.time;

import dev.wsh.spi.TimeSource.Pauses;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the JVM stood still: it was stopped, its machine was, or its garbage collector took long. A beat that comes
 * late says so, and so does whoever asks before the late beat has come.
 *
 * <p>There is a beat only while somebody waits for a time. This class is thread-safe.
 */
final class PauseWatch {

    /** Between two beats. */
    static final Duration BEAT = Duration.ofMillis(200);

    /** A beat that is later than this is a pause; a busy machine delays one by less. */
    static final Duration TOLERANCE = Duration.ofMillis(250);

    private final LongSupplier clock;
    private final Function<Runnable, Future<?>> afterBeat;
    private final BooleanSupplier needed;
    private volatile boolean beating; // what follows is guarded by this
    private long lastSign;
    private long total;
    private long lastEnd;
    private boolean closed;
    private @Nullable Future<?> next;

    /**
     * Creates a watch that does not beat yet.
     *
     * @param clock nanoseconds
     * @param afterBeat runs a task after {@link #BEAT}
     * @param needed tells whether somebody waits for a time
     */
    PauseWatch(LongSupplier clock, Function<Runnable, Future<?>> afterBeat, BooleanSupplier needed) {
        this.clock = clock;
        this.afterBeat = afterBeat;
        this.needed = needed;
    }

    /** Somebody waits for a time. */
    void start() {
        if (!beating) {
            begin();
        }
    }

    private synchronized void begin() {
        if (!beating && !closed) {
            beating = true;
            lastSign = clock.getAsLong();
            next = afterBeat.apply(this::beat);
        }
    }

    private synchronized void beat() {
        look();
        if (needed.getAsBoolean() && !closed) {
            next = afterBeat.apply(this::beat);
        } else {
            beating = false;
            next = null;
        }
    }

    private void look() {
        long now = clock.getAsLong();
        long late = now - lastSign - BEAT.toNanos();
        if (beating && late > TOLERANCE.toNanos()) {
            total += late;
            lastEnd = now;
        }
        lastSign = now;
    }

    synchronized Pauses pauses() {
        look();
        return new Pauses(Duration.ofNanos(total), lastEnd);
    }

    /** Beats no more. */
    synchronized void close() {
        closed = true;
        Future<?> set = next;
        if (set != null) {
            set.cancel(/* mayInterruptIfRunning= */ false);
        }
    }
}
