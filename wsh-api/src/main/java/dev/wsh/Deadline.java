package dev.wsh;

import dev.wsh.engine.Durations;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of a pending that no engine drives: of one that depends on another, or of several in one. There is one at a
 * time; a new one takes the place of the one before. Thread-safe.
 */
final class Deadline {

    private final TimeSource clock;
    private final long started;
    private final Duration pausedBefore;
    private final AtomicReference<@Nullable Alarm> current = new AtomicReference<>();

    /** Creates one that is not set, and begins to count. */
    Deadline(TimeSource clock) {
        this.clock = clock;
        this.started = clock.nanoTime();
        this.pausedBefore = clock.pauses().total();
    }

    /**
     * Sets it.
     *
     * @param limit counted from the creation of this
     * @param expiry runs on the engine's executor, unless it is replaced or removed before
     * @return how long it is until then; zero or more
     */
    Duration set(Duration limit, Runnable expiry) {
        Alarm alarm = new Alarm(limit, expiry);
        Duration rest = alarm.rest();
        replace(alarm);
        alarm.arm(rest, alarm::lastOfItsInstant);
        return rest;
    }

    /** Removes it, if it is set. */
    void remove() {
        replace(null);
    }

    private void replace(@Nullable Alarm next) {
        Alarm before = current.getAndSet(next);
        if (before != null) {
            before.cancel();
        }
    }

    private final class Alarm {
        private final Duration limit;
        private final Runnable expiry;
        private volatile TimeSource.@Nullable Cancellable timer;

        Alarm(Duration limit, Runnable expiry) {
            this.limit = limit;
            this.expiry = expiry;
        }

        /** Time in which everything stood still does not count. */
        Duration rest() {
            Duration paused = clock.pauses().total().minus(pausedBefore);
            long rest = Durations.nanos(Durations.cut(limit).plus(paused)) - (clock.nanoTime() - started);
            return Duration.ofNanos(Math.max(0, rest));
        }

        void arm(Duration delay, Runnable then) {
            timer = clock.schedule(delay, clock.engine(), then);
            if (current.get() != this) {
                cancel();
            }
        }

        void cancel() {
            TimeSource.Cancellable set = timer;
            if (set != null) {
                set.cancel();
            }
        }

        /** What is due at the same instant goes first. */
        void lastOfItsInstant() {
            Duration rest = rest();
            arm(rest, rest.isZero() ? this::expire : this::lastOfItsInstant);
        }

        void expire() {
            if (current.compareAndSet(this, null)) {
                expiry.run();
            }
        }
    }
}
