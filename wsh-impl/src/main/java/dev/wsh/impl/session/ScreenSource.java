package dev.wsh.impl.session;

import dev.wsh.Screen;
import dev.wsh.engine.Durations;
import java.time.Duration;
import java.util.Optional;

/** The newest screen, at most once in an interval; the last one always comes. Guarded by the session's lock. */
final class ScreenSource implements Delivery.Source<Screen> {

    private final SessionCore core;
    private final long interval;
    private final Runnable signal;
    private long deliveredAt;
    private long deliveredVersion = -1;
    private final Alarm alarm;

    ScreenSource(SessionCore core, Duration interval, Runnable signal) {
        this.core = core;
        this.interval = Durations.nanos(interval);
        this.signal = signal;
        this.alarm = core.alarm();
        core.watchers().add(signal);
    }

    @Override
    public Optional<Screen> next() {
        return core.locked(() -> {
            Screen screen = core.content().screen();
            if (screen.version() == deliveredVersion) {
                return Optional.empty();
            }
            long wait = deliveredVersion < 0 || core.line().isOutputOver()
                    ? 0
                    : deliveredAt + interval - core.clock().now();
            if (wait > 0) {
                wakeIn(wait);
                return Optional.empty();
            }
            deliveredAt = core.clock().now();
            deliveredVersion = screen.version();
            return Optional.of(screen);
        });
    }

    private void wakeIn(long nanos) {
        if (!alarm.isSet()) {
            alarm.set(Duration.ofNanos(nanos), signal);
        }
    }

    @Override
    public boolean isExhausted() {
        return core.locked(
                () -> core.line().isOutputOver() && core.content().screen().version() == deliveredVersion);
    }

    @Override
    public boolean isOver() {
        return core.locked(core.line()::isOutputOver);
    }

    @Override
    public void close() {
        core.watchers().remove(signal);
        core.enter(alarm::cancel);
    }
}
