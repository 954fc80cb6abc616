package dev.wsh.impl.time;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The default pool for the user's code: a few threads while callbacks are quick, more when they block.
 *
 * <p>A plain cached pool would start a thread for each of a thousand sessions that end together; a fixed one would let a
 * few callbacks that block delay all others. So while tasks wait and none is completed for {@link #STALL_MILLIS}, there
 * are new threads, each time twice as many, up to {@link #MAX_THREADS}: deadlines pass here too, and hundreds of callbacks
 * that block together must not hold them up for seconds. Threads leave when there is nothing to do.
 *
 * <p>This class is thread-safe.
 */
final class CallbackPool implements Executor {

    /** How many threads there are while callbacks are quick. */
    static final int BASE_THREADS = 2;

    /** Bounds what blocking callbacks can cost. */
    static final int MAX_THREADS = 512;

    /** How long tasks wait in vain before more threads are started for them. */
    static final long STALL_MILLIS = 20;

    private static final long KEEP_ALIVE_SECONDS = 5;

    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService timer;
    private long completedAtLastLook;
    private int step = 1;
    private boolean watching;

    @SuppressWarnings("ErroneousThreadPoolConstructorChecker") // it grows: the watch raises the core size
    CallbackPool(ThreadFactory threads, ScheduledExecutorService timer) {
        this.timer = timer;
        this.pool = new ThreadPoolExecutor(
                BASE_THREADS, MAX_THREADS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            return; // closed: there is nobody left to call
        }
        if (!pool.getQueue().isEmpty()) {
            watch();
        }
    }

    private synchronized void watch() {
        if (!watching && !timer.isShutdown()) {
            watching = true;
            completedAtLastLook = pool.getCompletedTaskCount();
            timer.schedule(this::look, STALL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Starts threads if tasks wait and none was completed since the last look. */
    private synchronized void look() {
        watching = false;
        if (pool.getQueue().isEmpty()) {
            pool.setCorePoolSize(BASE_THREADS);
            step = 1;
            return;
        }
        if (pool.getCompletedTaskCount() == completedAtLastLook) {
            pool.setCorePoolSize(Math.min(MAX_THREADS, pool.getCorePoolSize() + step));
            step *= 2;
        } else {
            step = 1;
        }
        watch();
    }

    /** Runs what is queued and ends the threads. */
    void close() {
        pool.shutdown();
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return pool.awaitTermination(millis, TimeUnit.MILLISECONDS);
    }
}
