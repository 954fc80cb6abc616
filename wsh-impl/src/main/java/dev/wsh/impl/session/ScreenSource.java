package dev.wsh.impl.session;

import dev.wsh.Screen;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest screen, at most once in an interval; the last one always comes. Guarded by the session's lock. */
final class ScreenSource implements Delivery.Source<Screen> {

    private final SessionCore core;
    private final long interval;
    private final Runnable signal;
    private long deliveredAt;
    private long deliveredVersion = -1;
    private TimeSource.@Nullable Cancellable timer;

    ScreenSource(SessionCore core, Duration interval, Runnable signal) {
        this.core = core;
        this.interval = interval.toNanos();
        this.signal = signal;
        core.watch(signal);
    }

    @Override
    public Optional<Screen> next() {
        return core.locked(() -> {
            Screen screen = core.screen();
            if (screen.version() == deliveredVersion) {
                return Optional.empty();
            }
            long wait = deliveredVersion < 0 || core.line().isOutputOver() ? 0 : deliveredAt + interval - core.now();
            if (wait > 0) {
                wakeIn(wait);
                return Optional.empty();
            }
            deliveredAt = core.now();
            deliveredVersion = screen.version();
            return Optional.of(screen);
        });
    }

    private void wakeIn(long nanos) {
        if (timer == null) {
            timer = core.time()
                    .schedule(
                            Duration.ofNanos(nanos),
                            core.line().loop(),
                            () -> core.enter(() -> {
                                timer = null;
                                signal.run();
                            }));
        }
    }

    @Override
    public boolean isExhausted() {
        return core.locked(() -> core.line().isOutputOver() && core.screen().version() == deliveredVersion);
    }

    @Override
    public boolean isOver() {
        return core.locked(core.line()::isOutputOver);
    }

    @Override
    public void close() {
        core.unwatch(signal);
        core.enter(() -> {
            TimeSource.Cancellable set = timer;
            if (set != null) {
                set.cancel();
                timer = null;
            }
        });
    }
}
