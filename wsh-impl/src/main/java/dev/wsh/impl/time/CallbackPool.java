package dev.wsh.impl.time;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The default pool for the user's code: a few threads while callbacks are quick, more when they block.
 *
 * <p>A plain cached pool would start a thread for each of a thousand sessions that end together; a fixed one would let a
 * few callbacks that block delay all others. So while tasks wait and none is completed for {@link #STALL}, there
 * are new threads, each time twice as many, up to {@link #MAX_THREADS}: deadlines pass here too, and hundreds of callbacks
 * that block together must not hold them up for seconds. Threads leave when there is nothing to do.
 *
 * <p>After {@link #close} what comes still runs, each task on a thread of its own: somebody may wait for a session of an
 * engine that is closed, and would else wait for ever.
 *
 * <p>This class is thread-safe.
 */
final class CallbackPool implements Executor {

    /** How many threads there are while callbacks are quick. */
    static final int BASE_THREADS = 2;

    /** Bounds what blocking callbacks can cost. */
    static final int MAX_THREADS = 512;

    /** How long tasks wait in vain before more threads are started for them. */
    static final Duration STALL = Duration.ofMillis(20);

    private static final long KEEP_ALIVE_SECONDS = 5;

    private final ThreadPoolExecutor pool;
    private final Function<Runnable, Future<?>> afterStall;
    private long completedAtLastLook;
    private int step = 1;
    private @Nullable Future<?> watch;

    /**
     * Creates a pool.
     *
     * @param threads makes its threads
     * @param afterStall runs a task after {@link #STALL}
     */
    @SuppressWarnings("ErroneousThreadPoolConstructorChecker") // it grows: the watch raises the core size
    CallbackPool(ThreadFactory threads, Function<Runnable, Future<?>> afterStall) {
        this.afterStall = afterStall;
        this.pool = new ThreadPoolExecutor(
                BASE_THREADS,
                MAX_THREADS,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                (task, closed) -> threads.newThread(task).start());
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        Standby.execute(pool, task);
        if (!pool.getQueue().isEmpty()) {
            watch();
        }
    }

    private synchronized void watch() {
        if (watch == null) {
            completedAtLastLook = pool.getCompletedTaskCount();
            watch = afterStall.apply(this::look);
        }
    }

    /** Starts threads if tasks wait and none was completed since the last look. */
    private synchronized void look() {
        watch = null;
        if (pool.getQueue().isEmpty()) {
            pool.setCorePoolSize(BASE_THREADS);
            step = 1;
            return;
        }
        if (pool.getCompletedTaskCount() == completedAtLastLook) {
            try {
                pool.setCorePoolSize(Math.min(MAX_THREADS, pool.getCorePoolSize() + step));
                step *= 2;
            } catch (OutOfMemoryError e) {
                step = 1; // there is no thread more; perhaps at the next look
            }
        } else {
            step = 1;
        }
        watch();
    }

    /** Starts a thread that stays until the close. */
    void keepReady() {
        Standby.keep(pool);
    }

    /** Runs what is queued and ends the threads. */
    void close() {
        pool.shutdown();
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        boolean ended = pool.awaitTermination(millis, TimeUnit.MILLISECONDS);
        if (ended) {
            stopWatching();
        }
        return ended;
    }

    private synchronized void stopWatching() {
        Future<?> set = watch;
        if (set != null) {
            set.cancel(/* mayInterruptIfRunning= */ false);
        }
    }
}
