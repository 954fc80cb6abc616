package dev.wsh.impl.session;

import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees of a session: the screen and the history of one moment. During a synchronized update (mode 2026) it is
 * that of the update's begin, until the update ends, takes too long, or can't end any more.
 *
 * <p>Confined to the session's lock.
 */
final class Frame {

    private final TerminalEngine engine;
    private final TimeSource time;
    private final Supplier<Executor> loop;
    private final LongConsumer overdue;
    private @Nullable Held held;
    private TimeSource.@Nullable Cancellable alarm;
    private long alarmFor;
    private long updates;

    private record Held(ScreenSnapshot screen, HistorySnapshot history, long update) {}

    /**
     * Creates a frame that shows what the engine has.
     *
     * @param overdue is given the number of an update that takes longer than {@link Limits#SYNCHRONIZED_NANOS}, on the loop
     */
    Frame(TerminalEngine engine, TimeSource time, Supplier<Executor> loop, LongConsumer overdue) {
        this.engine = engine;
        this.time = time;
        this.loop = loop;
        this.overdue = overdue;
    }

    ScreenSnapshot screen() {
        Held frame = held;
        return frame == null ? engine.snapshot() : frame.screen();
    }

    HistorySnapshot history() {
        Held frame = held;
        return frame == null ? engine.scrollback() : frame.history();
    }

    /** An update begins, in the middle of a piece of output. */
    void hold() {
        held = new Held(engine.snapshot(), engine.scrollback(), ++updates);
    }

    /** The update has ended, or is waited for no longer. */
    void release() {
        held = null;
        disarm();
    }

    /** A piece of output was taken. Most updates end in the piece in which they begin, and need no alarm. */
    void settle() {
        Held frame = held;
        if (frame == null || frame.update() != alarmFor) {
            disarm();
        }
        if (frame != null && alarm == null) {
            alarmFor = frame.update();
            alarm = time.schedule(
                    Duration.ofNanos(Limits.SYNCHRONIZED_NANOS), loop.get(), () -> overdue.accept(frame.update()));
        }
    }

    private void disarm() {
        TimeSource.Cancellable set = alarm;
        if (set != null) {
            set.cancel();
            alarm = null;
        }
    }

    /** Tells whether an update is still under way; its alarm may come just after its end. */
    boolean isHeld(long update) {
        Held frame = held;
        return frame != null && frame.update() == update;
    }
}
