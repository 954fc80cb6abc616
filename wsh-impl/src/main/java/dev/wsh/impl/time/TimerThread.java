package dev.wsh.impl.time;

import dev.wsh.engine.Durations;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that waits until tasks are due. It leaves when there are none, and comes back, unless it was
 * asked to stay.
 *
 * <p>After {@link #close} it stays for what it was given before, and a task that comes later has a thread of its own, which
 * leaves once the task has run or was called off: somebody still waits, at worst until a deadline, and would else wait for
 * ever.
 *
 * <p>This class is thread-safe.
 */
final class TimerThread {

    private static final long KEEP_ALIVE_SECONDS = 5;

    /** Covers what terminals try again for a moment after their end. */
    private static final long SOON_MILLIS = 250;

    private final ThreadFactory threads;
    private final ScheduledThreadPoolExecutor timer;
    private volatile @Nullable Thread latest;

    TimerThread(ThreadFactory threads) {
        this.threads = threads;
        this.timer = executor(this::remembered);
    }

    private static ScheduledThreadPoolExecutor executor(ThreadFactory threads) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, threads);
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
        return executor;
    }

    private Thread remembered(Runnable body) {
        Thread thread = threads.newThread(Standby.reviving(body, () -> timer));
        latest = thread;
        return thread;
    }

    /** Runs a task later; it must be quick. */
    Future<?> schedule(Duration delay, Runnable task) {
        long nanos = Math.max(0, Durations.nanos(delay));
        try {
            return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            ScheduledThreadPoolExecutor own = executor(threads);
            Future<?> scheduled = own.schedule(task, nanos, TimeUnit.NANOSECONDS);
            own.shutdown();
            return scheduled;
        }
    }

    /** Tells whether nothing is to be run later. */
    boolean isIdle() {
        return timer.getQueue().isEmpty();
    }

    /** Starts the thread, which stays until the close. */
    void keepReady() {
        Standby.keep(timer);
    }

    /** Lets the thread leave after the last task. */
    void close() {
        timer.shutdown();
    }

    /**
     * Waits until the thread has left, if it can be expected to: tasks that are still to come are given a moment only.
     *
     * @return false if it should have left and did not in time
     */
    boolean awaitEnd(long millis) throws InterruptedException {
        boolean idle = timer.getQueue().isEmpty();
        boolean ended = timer.awaitTermination(idle ? millis : SOON_MILLIS, TimeUnit.MILLISECONDS);
        Thread thread = latest;
        if (ended && thread != null) {
            thread.join(millis); // the timer has ended a moment before its thread has
        }
        return ended || !idle;
    }
}
