package dev.wsh.impl.wait;

import dev.wsh.ExitStatus;
import dev.wsh.Session;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.spi.Pty;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** What waits see of a session. Every method but {@link #engineExecutor} and {@link #enter} needs the session's lock. */
public interface Subject {

    /** {@return the session} */
    Session session();

    /** {@return the time in nanoseconds since the session's creation} */
    long now();

    /** {@return the activity, live} */
    Activity activity();

    /** {@return what a reader may see now; never inside a synchronized update} */
    ScreenSnapshot screen();

    /** {@return the history of this moment} */
    HistorySnapshot history();

    /** {@return the whole frames, live} */
    Frames frames();

    /** {@return the places of the echo of what was typed, at this moment} */
    EchoPlaces echo();

    /**
     * Makes a mark.
     *
     * @return the present position
     */
    SessionMark mark();

    /** {@return the mark before the last input; that of the start if there was none} */
    SessionMark lastInput();

    /** {@return since when an escape sequence or synchronized update is open; empty if none is} */
    OptionalLong unfinishedSince();

    /** {@return why input waits for the kernel, in words; empty if none does} */
    Optional<String> inputWaiting();

    /** {@return how the session ended; empty while it runs} */
    Optional<ExitStatus> ended();

    /** Asks the terminal whether there is more output; {@link Waiters#probed} is called with the answer. */
    void probe();

    /** {@return the terminal, to ask it what it does not report; empty before the start and after the end} */
    Optional<Pty> terminal();

    /**
     * Lets rows that leave the screen be kept for {@link Waiters}, or not.
     *
     * @param on true to keep them
     */
    void collectLeaving(boolean on);

    /**
     * Asks for a call of {@link Waiters#wake} at a time.
     *
     * @param at nanoseconds since creation
     */
    void wakeAt(long at);

    /**
     * {@return when the JVM last went on after it had stood still; nanoseconds since creation; negative if it never did
     * since then}
     */
    long lastPause();

    /** {@return where predicates and long searches run} */
    Executor engineExecutor();

    /**
     * Runs something with the session's lock held, then what it left to do without.
     *
     * @param body what to run
     */
    void enter(Runnable body);

    /** Lets all waits look once more, after the user's code has answered. */
    void lookAgain();

    /**
     * Leaves something to do once the lock is released.
     *
     * @param action runs on the same thread
     */
    void afterwards(Runnable action);
}
