package dev.wsh.impl.session;

import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.wait.Activity;
import dev.wsh.impl.wait.SessionMark;
import org.jspecify.annotations.Nullable;

/**
 * The one maker of a session's marks, so that what is written after a mark is newer than it, and nothing else.
 *
 * <p>Confined to the session's lock.
 */
final class Marks {

    private final String sessionId;
    private final TerminalEngine engine;
    private final Activity activity;
    private final SessionMark start;
    private SessionMark lastInput;
    private @Nullable SessionMark latest;

    Marks(String sessionId, TerminalEngine engine, Activity activity) {
        this.sessionId = sessionId;
        this.engine = engine;
        this.activity = activity;
        this.start = now();
        this.lastInput = start;
        start.name().set("the start");
    }

    SessionMark start() {
        return start;
    }

    SessionMark lastInput() {
        return lastInput;
    }

    /** Notes the mark that was taken just before an input. */
    void input(SessionMark before) {
        lastInput = before;
    }

    /** Returns the mark of the present, between two pieces of output: the same one until something happens. */
    SessionMark now() {
        SessionMark known = latest;
        if (known != null && known.generation() == activity.generation()) {
            return known;
        }
        SessionMark mark = make(activity.outputOffset());
        latest = mark;
        return mark;
    }

    /** Returns the mark of the byte that the engine has just taken, in the middle of a piece of output. */
    SessionMark inside() {
        return make(engine.bytesTaken());
    }

    private SessionMark make(long outputOffset) {
        return new SessionMark(
                sessionId,
                activity.generation(),
                outputOffset,
                engine.epoch(),
                engine.cursorLine(),
                engine.cursorCol(),
                engine.bells());
    }
}
