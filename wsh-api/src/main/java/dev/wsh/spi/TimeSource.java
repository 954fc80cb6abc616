package dev.wsh.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Time and threads; the engine and its providers have no other source of either.
 *
 * <p>The real one reads the system's clocks. A virtual one, as in the test kit, runs every executor as one queue on the
 * thread that is inside {@link #await} and lets time jump from one scheduled task to the next. Tasks handed to an
 * executor of this interface must not block, except those of {@link #startThread}.
 *
 * <p>Implementations are thread-safe.
 */
public interface TimeSource extends AutoCloseable {

    /** {@return a monotonic time in nanoseconds from an arbitrary origin; only differences mean anything} */
    long nanoTime();

    /** {@return the wall-clock time, for time stamps only} */
    Instant now();

    /**
     * Tells how long everything stood still so far, as far as that was noticed: the JVM or its machine was stopped, or its
     * garbage collector took long. Deadlines don't count it, and what was to hold meanwhile has to hold anew.
     *
     * @return the sum; of a source that does not look after it, none
     */
    default Pauses pauses() {
        return Pauses.NONE;
    }

    /**
     * Runs a task on an executor after a delay. Tasks due at the same instant run in the order of scheduling.
     *
     * @param delay zero or more
     * @param on where the task runs
     * @param task what runs
     * @return a handle that can cancel it
     */
    Cancellable schedule(Duration delay, Executor on, Runnable task);

    /**
     * Returns an executor that runs tasks one at a time, in order, with all other tasks of the same key. This is the loop
     * of a session whose provider has none of its own.
     *
     * @param key compared by identity
     * @return an executor; tasks given to it after {@link #close} may be rejected or dropped
     */
    Executor serial(Object key);

    /**
     * Returns the executor for what the engine does off its loops: deadlines, the completion of waits with the functions
     * that depend on them, the predicates of conditions. Never a loop, and never an executor of the user's: a task of it
     * begins however many callbacks block.
     *
     * @return an executor whose tasks may take their time
     */
    Executor engine();

    /**
     * Returns the executor for the user's callbacks: replies, listeners, subscribers. Never a loop.
     *
     * @return an executor whose tasks may take their time
     */
    Executor callbacks();

    /**
     * Starts a daemon thread named {@code wsh-} and the given name. For a provider's loop, or for a system call that
     * blocks; the body must end by itself when its terminal is closed.
     *
     * @param name what the thread is for
     * @param body what it runs
     * @throws UnsupportedOperationException if this is virtual time, which real terminals cannot follow
     */
    void startThread(String name, Runnable body);

    /**
     * Blocks the caller until a stage is complete, normally or not. Virtual time runs its queue meanwhile.
     *
     * @param stage what to wait for
     * @throws InterruptedException if the caller was interrupted; the stage is untouched
     */
    void await(CompletionStage<?> stage) throws InterruptedException;

    /**
     * Ends all threads of this source. Idempotent. Virtual time drops tasks that have not begun. Real time still does what
     * it is asked for, before or after, on threads that leave with their tasks: somebody may wait for them.
     */
    @Override
    void close();

    /**
     * How long everything stood still.
     *
     * @param total the sum; grows only
     * @param lastEnd when it went on the last time, on the scale of {@link TimeSource#nanoTime}; 0 if it never stood still
     */
    record Pauses(Duration total, long lastEnd) {

        /** It never stood still. */
        public static final Pauses NONE = new Pauses(Duration.ZERO, 0);
    }

    /** A scheduled task that can be called off. */
    interface Cancellable {

        /**
         * Calls the task off.
         *
         * @return true if the task has not begun and will not run
         */
        boolean cancel();
    }
}
