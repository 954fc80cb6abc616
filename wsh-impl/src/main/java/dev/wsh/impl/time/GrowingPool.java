package dev.wsh.impl.time;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pool for tasks that may block: a few threads while they are quick, another one for each that blocks.
 *
 * <p>A plain cached pool would start a thread for each of a thousand sessions that end together; a fixed one would let a
 * few tasks that block delay all others. So while tasks wait, somebody looks every {@link #STALL}: where fewer than {@link
 * #BASE_THREADS} threads are running, since the others block, or no task was completed since the last look, there are new
 * threads, each time twice as many. There is no limit but the system's, since a limit is where blocking tasks that wait for
 * one another lock up. Threads leave when there is nothing to do.
 *
 * <p>After {@link #close} what comes still runs, each task on a thread of its own: somebody may wait for a session of an
 * engine that is closed, and would else wait for ever.
 *
 * <p>This class is thread-safe.
 */
final class GrowingPool implements Executor {

    /** How many threads there are while tasks are quick. */
    static final int BASE_THREADS = 2;

    /** How long tasks wait before somebody looks whether more threads are needed. */
    static final Duration STALL = Duration.ofMillis(10);

    /** Most new threads at one look. */
    private static final int MOST_AT_ONCE = 256;

    private static final long KEEP_ALIVE_SECONDS = 5;

    private final ThreadPoolExecutor pool;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Function<Runnable, Future<?>> afterStall;
    private long completedAtLastLook;
    private int step = 1;
    private @Nullable Future<?> watch;

    /**
     * Creates a pool.
     *
     * @param factory makes its threads
     * @param afterStall runs a task after {@link #STALL}
     */
    @SuppressWarnings("ErroneousThreadPoolConstructorChecker") // it grows: the watch raises the core size
    GrowingPool(ThreadFactory factory, Function<Runnable, Future<?>> afterStall) {
        this.afterStall = afterStall;
        this.pool = new ThreadPoolExecutor(
                BASE_THREADS,
                Integer.MAX_VALUE,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedTransferQueue<>(), // hands over to a thread that waits, without a lock and without being
                // looked after
                body -> remembered(factory.newThread(Standby.reviving(body, this::pool))),
                (task, closed) -> factory.newThread(task).start());
        pool.allowCoreThreadTimeOut(true);
    }

    private ThreadPoolExecutor pool() {
        return pool;
    }

    private Thread remembered(Thread thread) {
        threads.add(thread);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        Standby.execute(pool, task);
        if (!pool.getQueue().isEmpty()) {
            watch();
        }
    }

    /** Returns how many tasks wait for a thread. */
    int waiting() {
        return pool.getQueue().size();
    }

    /** Returns how many tasks run or block. */
    int active() {
        return pool.getActiveCount();
    }

    private synchronized void watch() {
        if (watch == null) {
            completedAtLastLook = pool.getCompletedTaskCount();
            watch = afterStall.apply(this::look);
        }
    }

    private synchronized void look() {
        watch = null;
        int waiting = pool.getQueue().size();
        if (waiting == 0) {
            pool.setCorePoolSize(BASE_THREADS);
            step = 1;
            return;
        }
        try {
            if (running() < BASE_THREADS || pool.getCompletedTaskCount() == completedAtLastLook) {
                grow(Math.min(step, waiting));
            } else {
                step = 1;
            }
        } finally {
            watch(); // whatever has gone wrong: without a look nothing that waits would ever run
        }
    }

    private void grow(int by) {
        try {
            pool.setCorePoolSize(Math.max(pool.getCorePoolSize(), pool.getPoolSize()) + by);
            step = Math.min(2 * step, MOST_AT_ONCE);
        } catch (OutOfMemoryError e) {
            step = 1; // there is no thread more; perhaps at the next look
        }
    }

    /** How many threads neither sleep nor wait for a lock or for somebody else, as far as the JVM can tell. */
    int running() {
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        return (int) threads.stream()
                .filter(thread -> thread.getState() == Thread.State.RUNNABLE)
                .count();
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
