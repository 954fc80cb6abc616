package dev.wsh.impl.time;

import dev.wsh.impl.lock.LockOrder;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The executor of the user's code, which knows whether a thread is inside of it. Who is there must not wait until the
 * executor has got round to something: it may have this one thread only.
 *
 * <p>What the user's executor rejects, because it is full or was shut down before the engine, runs elsewhere: a wait whose
 * outcome is lost would never end, nor would close.
 *
 * <p>This class is thread-safe.
 */
public final class Callbacks implements Executor {

    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private final Executor threads;
    private final Executor otherwise;

    /**
     * Creates an executor.
     *
     * @param threads where the tasks run
     * @param otherwise where those run that it rejects
     */
    Callbacks(Executor threads, Executor otherwise) {
        this.threads = threads;
        this.otherwise = otherwise;
    }

    /**
     * Tells whether the calling thread runs a callback, of whatever engine.
     *
     * @return true if so
     */
    public static boolean isInside() {
        return INSIDE.get() != null;
    }

    @Override
    public void execute(Runnable task) {
        LockOrder.requireNone("the callback executor called");
        try {
            threads.execute(() -> inside(task));
        } catch (RejectedExecutionException e) {
            otherwise.execute(() -> inside(task));
        }
    }

    private static void inside(Runnable task) {
        LockOrder.requireNone("a callback run");
        if (isInside()) {
            task.run(); // on an executor that runs its tasks where they come from
            return;
        }
        INSIDE.set(true);
        try {
            task.run();
        } finally {
            INSIDE.remove();
        }
    }
}
