package dev.wsh.spi;

import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches what happens in sessions, for tools that record, trace or measure. Every method does nothing unless overridden.
 *
 * <p>Output and inputs come from the session's loop, as a rule; resizes and waits come from the thread that asked for them,
 * just after they were accepted, so that calls about one session may overlap. The marks and offsets put them in order: what has the
 * smaller {@link Mark#outputOffset} came first. No lock of the engine is held. A method must be quick and must not block;
 * what it throws is logged and changes nothing.
 *
 * <p>Implementations are thread-safe.
 */
public interface SessionObserver {

    /**
     * A session was made; its process is about to be started.
     *
     * @param session the session; its screen is still blank
     * @param rows the height of its screen
     * @param cols the width of its screen
     * @param time the engine's clock
     */
    default void started(Session session, int rows, int cols, TimeSource time) {}

    /**
     * The process could not be started; nothing follows.
     *
     * @param session the session
     */
    default void notStarted(Session session) {}

    /**
     * The program wrote something, which the terminal will see next.
     *
     * @param session the session
     * @param offset how many bytes of output there were before, as {@link Mark#outputOffset} counts them
     * @param bytes read-only, valid during the call only
     */
    default void printed(Session session, long offset, ByteBuffer bytes) {}

    /**
     * The terminal has taken input, and it is known what may be told of it: at once where the terminal echoes; where a
     * program shows itself what is typed, with what it prints next, or at its end. Inputs of one session may come in another
     * order than they were sent; {@code before} tells it.
     *
     * @param session the session
     * @param before the mark before it
     * @param words the input as a failed wait shows it ({@link dev.wsh.Evidence#lastInputs}); secrets are hidden
     */
    default void typed(Session session, Mark before, String words) {}

    /**
     * The screen has another size.
     *
     * @param session the session
     * @param before the mark before it
     * @param rows the new height
     * @param cols the new width
     */
    default void resized(Session session, Mark before, int rows, int cols) {}

    /**
     * A wait for a condition of one session has begun. It may be over already.
     *
     * @param session the session
     * @param wait the wait
     */
    default void waits(Session session, Wait wait) {}

    /**
     * The session's process has ended, and its last byte was read.
     *
     * @param session the session
     * @param exit how
     */
    default void ended(Session session, ExitStatus exit) {}

    /** A wait under way. Thread-safe. */
    interface Wait {

        /** {@return what is waited for, in words} */
        String what();

        /** {@return true once it has an outcome, failed or was cancelled} */
        boolean isDone();

        /**
         * {@return whether the outcome reached anyone: a caller that blocks or asks for it, or a dependent stage; false
         * for a wait that nobody looked at so far}
         */
        boolean isLookedAt();

        /**
         * Adds what is called once the wait is over. It does not count as a look.
         *
         * @param action called off the engine's threads, or at once if the wait is over; with the failure, or with
         *     nothing if the wait succeeded
         */
        void whenDone(Consumer<Optional<Throwable>> action);
    }
}
