package dev.wsh.impl.time;

import java.util.concurrent.ThreadPoolExecutor;

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
