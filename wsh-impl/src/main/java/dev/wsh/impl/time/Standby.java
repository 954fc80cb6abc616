package dev.wsh.impl.time;

import dev.wsh.impl.lock.Insist;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pools able to work when the system has no more threads, as when a session has used up all processes that there may
 * be: just then it has to be ended. Stateless and thread-safe.
 */
final class Standby {

    private Standby() {}

    /** Starts one thread of a pool, and lets the core ones stay until the pool is shut down. */
    static void keep(ThreadPoolExecutor pool) {
        pool.allowCoreThreadTimeOut(false);
        pool.prestartCoreThread();
    }

    /**
     * What a thread of a pool runs, so that what waits has a thread also after one has died for want of memory, when the pool
     * could not start another one.
     *
     * @param worker what the pool gave it
     * @param pool null while it is made
     */
    static Runnable reviving(Runnable worker, Supplier<@Nullable ThreadPoolExecutor> pool) {
        return () -> {
            try {
                worker.run();
            } finally {
                ThreadPoolExecutor left = pool.get();
                if (left != null && left.getPoolSize() == 0 && !left.getQueue().isEmpty()) {
                    Insist.on((threads, none) -> threads.prestartCoreThread(), left, left);
                }
            }
        };
    }

    /** Runs a task on a pool, or queues it for the threads that there are where another one can't be started. */
    static void execute(ThreadPoolExecutor pool, Runnable task) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError e) {
            if (pool.getPoolSize() == 0) {
                throw e;
            }
            pool.getQueue().add(task);
        }
    }
}
