package dev.wsh.testkit;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What is still to happen in virtual time: one queue of tasks that are due, and the timers.
 *
 * <p>This class is threadsafe. It runs nothing and holds its lock only for the time of one operation, so that tasks may
 * be added from anywhere.
 */
final class Schedule {

    /**
     * A task and the serial executor it belongs to.
     *
     * @param lane the key of a serial executor; empty for tasks that may block
     * @param body what runs
     */
    record Job(Optional<Object> lane, Runnable body) {}

    private final ArrayDeque<Job> queue = new ArrayDeque<>();
    private final TreeSet<Timer> timers = new TreeSet<>(Timer.ORDER);
    private final Runnable onChange;
    private long scheduled;
    private boolean closed;

    /**
     * Creates an empty agenda.
     *
     * @param onChange called after each addition, without any lock
     */
    Schedule(Runnable onChange) {
        this.onChange = onChange;
    }

    void add(Optional<Object> lane, Runnable body) {
        synchronized (this) {
            if (closed) {
                throw new RejectedExecutionException("virtual time is closed");
            }
            queue.add(new Job(lane, body));
        }
        onChange.run();
    }

    Timer addTimer(long due, boolean event, Executor on, Runnable task) {
        Timer timer;
        synchronized (this) {
            if (closed) {
                throw new RejectedExecutionException("virtual time is closed");
            }
            timer = new Timer(this, due, event, scheduled++, on, task);
            timers.add(timer);
        }
        onChange.run();
        return timer;
    }

    synchronized void remove(Timer timer) {
        timers.remove(timer);
    }

    synchronized Optional<Job> nextJob() {
        return Optional.ofNullable(queue.poll());
    }

    /** Takes the next timer if it is due at the limit or before. */
    synchronized Optional<Timer> nextTimer(long limit) {
        if (timers.isEmpty() || timers.first().due > limit) {
            return Optional.empty();
        }
        return Optional.ofNullable(timers.pollFirst());
    }

    synchronized int jobs() {
        return queue.size();
    }

    synchronized int timers(boolean events) {
        return (int) timers.stream().filter(timer -> timer.event == events).count();
    }

    /** Drops everything and refuses more. */
    synchronized void close() {
        closed = true;
        queue.clear();
        timers.clear();
    }
}
