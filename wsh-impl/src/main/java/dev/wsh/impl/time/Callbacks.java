package dev.wsh.impl.time;

import java.util.concurrent.Executor;

/**
 * The executor of the user's code, which knows whether a thread is inside of it. Who is there must not wait until the
 * executor has got round to something: it may have this one thread only.
 *
 * <p>This class is thread-safe.
 */
public final class Callbacks implements Executor {

    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private final Executor threads;

    /**
     * Creates an executor.
     *
     * @param threads where the tasks run
     */
    Callbacks(Executor threads) {
        this.threads = threads;
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
        threads.execute(() -> {
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
        });
    }
}
