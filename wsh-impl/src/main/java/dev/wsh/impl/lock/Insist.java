package dev.wsh.impl.lock;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Does what has to be done although the heap is full: to tell an end, to hand a task over, to close. An application that
 * has used up the heap mostly gives some of it back a moment later, for its own work has failed too.
 *
 * <p>What is done must be good to be begun anew. Stateless and thread-safe.
 */
public final class Insist {

    /** How long, from the first failure on, as long as nothing succeeds in between. */
    private static final long MOST_NANOS = 3_000_000_000L;

    private static final long PAUSE_NANOS = 5_000_000;

    /** After so long without a failure the next one is the first of its kind. */
    private static final long APART_NANOS = 10_000_000_000L;

    private static volatile long began;
    private static volatile long latest;

    private Insist() {}

    /** Whether to try again, after a pause. All threads and all nested steps share the time: it does not add up. */
    private static boolean again() {
        long now = System.nanoTime();
        if (latest == 0 || now - latest > APART_NANOS) {
            began = now;
        }
        latest = now;
        if (now - began > MOST_NANOS) {
            return false;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        return true;
    }

    /**
     * Takes a step as {@link #on(Runnable)} does, without memory to begin with.
     *
     * @param step captures nothing
     * @param first what it needs
     * @param second what else it needs
     * @param <A> the type of the first
     * @param <B> the type of the second
     * @throws OutOfMemoryError if there is no memory for a while
     */
    public static <A, B> void on(BiConsumer<? super A, ? super B> step, A first, B second) {
        for (boolean failed = false; ; failed = true) {
            try {
                step.accept(first, second);
                if (failed) {
                    latest = 0; // there is memory again
                }
                return;
            } catch (OutOfMemoryError e) {
                if (!again()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Takes a step, again as long as there is no memory for it, some times.
     *
     * @param step may be begun several times
     * @throws OutOfMemoryError if there is none for a while
     */
    public static void on(Runnable step) {
        on((task, nothing) -> task.run(), step, step);
    }

    /**
     * Takes steps in order, each {@linkplain #on as above} and whatever became of those before.
     *
     * @param steps each may be begun several times
     * @throws RuntimeException what the last failed with that did
     * @throws Error likewise
     */
    public static void onAll(Runnable... steps) {
        onAll(0, steps);
    }

    private static void onAll(int from, Runnable... steps) {
        int next = from;
        try {
            while (next < steps.length) {
                on(steps[next++]);
            }
        } finally {
            if (next < steps.length) {
                onAll(next, steps);
            }
        }
    }
}
