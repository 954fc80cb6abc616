package dev.wsh.impl.session;

import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.wait.Frames;
import dev.wsh.impl.wait.SessionMark;
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
    private final Alarm alarm;
    private final Runnable overdue;
    private final Frames whole = new Frames();
    private @Nullable Held held;
    private @Nullable Held alarmFor;

    private record Held(ScreenSnapshot screen, HistorySnapshot history) {}

    /**
     * Creates a frame that shows what the engine has.
     *
     * @param alarm for an update that takes longer than {@link Limits#SYNCHRONIZED}
     * @param overdue runs once such an update is shown as it is
     */
    Frame(TerminalEngine engine, Alarm alarm, Runnable overdue) {
        this.engine = engine;
        this.alarm = alarm;
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

    /** Returns the frames that had an end in time. */
    Frames whole() {
        return whole;
    }

    /** Tells whether it shows an earlier moment than that of the engine. */
    boolean isHeld() {
        return held != null;
    }

    /** An update begins, in the middle of a piece of output. */
    void hold() {
        held = new Held(engine.snapshot(), engine.scrollback());
    }

    /**
     * The program has ended the update; it is a whole frame unless it was released before.
     *
     * @param mark makes the mark of this very position
     */
    void end(Supplier<SessionMark> mark) {
        if (held != null) {
            held = null;
            disarm();
            whole.whole(mark.get(), engine.snapshot());
        }
    }

    /** The update is waited for no longer, or was cut short; there is no whole frame. */
    void release() {
        if (held != null) {
            held = null;
            disarm();
            whole.cut();
        }
    }

    /** A piece of output was taken. Most updates end in the piece in which they begin, and need no alarm. */
    @SuppressWarnings("ReferenceEquality") // the same update, not one like it
    void settle() {
        Held frame = held;
        if (frame == alarmFor) {
            return;
        }
        disarm();
        if (frame != null) {
            alarmFor = frame;
            alarm.set(Limits.SYNCHRONIZED, this::passOver);
        }
    }

    private void passOver() {
        release();
        overdue.run();
    }

    private void disarm() {
        if (alarmFor != null) {
            alarmFor = null;
            alarm.cancel();
        }
    }
}
