package dev.wsh.impl.session;

import dev.wsh.impl.lock.RankedLock;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One timer of a session. What it is set for runs on the loop of the session's terminal with the session's lock held, and
 * not at all once the alarm was cancelled or set anew, however late the loop comes to it.
 *
 * <p>Confined to the session's lock.
 */
final class Alarm {

    private final RankedLock lock;
    private final TimeSource time;
    private final Supplier<Executor> loop;
    private long settings;
    private TimeSource.@Nullable Cancellable timer;

    /**
     * Creates an alarm that is not set.
     *
     * @param lock the session's
     * @param time the clock
     * @param loop where it goes off
     */
    Alarm(RankedLock lock, TimeSource time, Supplier<Executor> loop) {
        this.lock = lock;
        this.time = time;
        this.loop = loop;
    }

    /** Sets it, in place of what it was set for before. */
    void set(Duration delay, Runnable action) {
        cancel();
        long setting = settings;
        timer = time.schedule(
                delay,
                loop.get(),
                () -> lock.run(() -> {
                    if (setting == settings) {
                        cancel();
                        action.run();
                    }
                }));
    }

    void cancel() {
        settings++;
        TimeSource.Cancellable set = timer;
        if (set != null) {
            set.cancel();
            timer = null;
        }
    }

    boolean isSet() {
        return timer != null;
    }
}
