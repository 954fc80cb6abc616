package dev.wsh.testkit;

import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time that moves when there is nothing else to do.
 *
 * <p>All executors are one queue, first in, first out. It is run by the thread that is inside {@link #await},
 * {@link #advance} or {@link #settle}, and by nobody else: there are no threads here. When the queue is empty, time jumps
 * to the next timer. At one instant the events of a {@link FakePty} come first, then timers in the order in which they were
 * scheduled; whatever one of them causes to be run now is run before the next. So a wait of an hour takes as long as the
 * work in it, and two runs of one program do the same in the same order.
 *
 * <p>Blocking. A task of {@link #callbacks} or {@link #executor} may block on this clock, which runs the queue from inside
 * the task. A task of a {@linkplain #serial serial} executor may not, as it would stand still for ever on a real loop: it
 * gets an {@link IllegalStateException}.
 *
 * <p>Deadlock. When the queue is empty, no timer is pending, and what {@code await} waits for is incomplete, then it fails
 * with a {@link DeadlockException}, at once.
 *
 * <p>Other threads. Several may wait on one clock; one of them runs the queue for all, the others sleep until their stage
 * is complete or it is their turn to run. A thread that is not inside a wait has no claim on the clock: time does not stand
 * still for it, and a wait that depends on it may find a deadlock. So hand such work to {@link #executor}, or take a
 * {@link #hold} for as long as it runs.
 *
 * <p>Exceptions. What a task throws ends that task only. It is logged through {@link System.Logger} at once, and the next
 * {@code advance}, {@code settle} or {@code close} throws it, with later ones suppressed in it; {@link #takeFailures} takes
 * them instead.
 *
 * <p>This class is threadsafe.
 */
public final class VirtualTime implements TimeSource {

    /** The instant at which every virtual time begins: 2020-01-01T00:00:00Z. */
    public static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    /** Below zero, as {@link System#nanoTime} may be; crossing zero shows who takes 0 for "never". */
    private static final long ORIGIN = -Duration.ofSeconds(10).toNanos();

    /** Tasks at one instant after which time is taken to be stuck; a burst of 1 MiB in single bytes makes 2 million. */
    private static final long STUCK = 10_000_000;

    private static final System.Logger LOG = System.getLogger(VirtualTime.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Schedule agenda = new Schedule(this::wake);
    private final Executor tasks = new Lane(this, Optional.empty());

    // Guarded by lock; elapsed is written under it and read anywhere.
    private final List<Throwable> failures = new ArrayList<>();
    private volatile long elapsed;
    private @Nullable Thread runner;
    private int depth;
    private Optional<Object> lane = Optional.empty();
    private int holds;
    private long jobsAtInstant;

    /** Creates a clock at {@link #START}, with nothing to do. */
    public VirtualTime() {}

    @Override
    public long nanoTime() {
        return ORIGIN + elapsed;
    }

    @Override
    public Instant now() {
        return START.plusNanos(elapsed);
    }

    /** {@return the virtual time since {@link #START}} */
    public Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /**
     * {@inheritDoc} Nothing runs before somebody is inside {@link #await} or {@link #advance}.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    @Override
    public Cancellable schedule(Duration delay, Executor on, Runnable task) {
        return addTimer(delay, /* event= */ false, on, task);
    }

    /** As {@link #schedule}, for what happens on a terminal: at one instant such events come before all timers. */
    Cancellable scheduleEvent(Duration delay, Executor on, Runnable task) {
        return addTimer(delay, /* event= */ true, on, task);
    }

    private Timer addTimer(Duration delay, boolean event, Executor on, Runnable task) {
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(task, "task");
        return agenda.addTimer(later(elapsed, delay), event, on, task);
    }

    private static long later(long from, Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay " + delay + " is negative");
        }
        long most = Long.MAX_VALUE - from;
        return delay.compareTo(Duration.ofNanos(most)) >= 0 ? Long.MAX_VALUE : from + delay.toNanos();
    }

    @Override
    public Executor serial(Object key) {
        return new Lane(this, Optional.of(key));
    }

    @Override
    public Executor engine() {
        return tasks;
    }

    @Override
    public Executor callbacks() {
        return tasks;
    }

    /**
     * {@return an executor for code of the test: what runs on it is part of the deterministic order, and it may block
     * on this clock}
     */
    public Executor executor() {
        return tasks;
    }

    /**
     * Refuses: a thread of its own, and whatever it reads, could not follow virtual time.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public void startThread(String name, Runnable body) {
        throw new UnsupportedOperationException("virtual time has no threads, so it can't start wsh-" + name
                + ": only a FakePty runs in virtual time, a real terminal needs real time");
    }

    /**
     * {@inheritDoc}
     *
     * @throws DeadlockException if nothing is left to happen and the stage is incomplete
     * @throws IllegalStateException if the caller is a task of a serial executor
     */
    @Override
    public void await(CompletionStage<?> stage) throws InterruptedException {
        Watch watch = new Watch(stage);
        lock.lock();
        try {
            while (!watch.done) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for " + stage);
                }
                if (runsElsewhere()) {
                    changed.await();
                } else if (!runUntil(watch)) {
                    if (holds == 0) {
                        throw deadlock(stage);
                    }
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Blocks until a future is complete and returns its value; runs the queue meanwhile. For {@code allOf} and other
     * futures that don't know this clock.
     *
     * @param <T> the type of the value
     * @param future what to wait for
     * @return its value
     * @throws DeadlockException if nothing is left to happen and the future is incomplete
     * @throws CompletionException if the future failed with a checked exception; unchecked ones are thrown as they are
     * @throws IllegalStateException if the caller was interrupted (its flag stays set), or is a task of a serial executor
     */
    public <T> T await(CompletableFuture<T> future) {
        try {
            await((CompletionStage<?>) future);
            return future.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Moves time on by a duration and runs everything that is due until then, the end included.
     *
     * @param by zero or more
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if the caller is interrupted (its flag stays set), or is a task of a serial executor
     */
    public void advance(Duration by) {
        lock.lock();
        try {
            while (runsElsewhere()) {
                changed.await();
            }
            runFor(by);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
        throwFailures();
    }

    /** Runs everything that is due now, and what follows from it now. Time does not move. */
    public void settle() {
        advance(Duration.ZERO);
    }

    /**
     * Makes time stand still for the work of another thread. While a hold is open, no wait moves the clock, and a wait with
     * nothing to run blocks for real instead of failing; {@link #advance} is free to move it.
     *
     * @return the hold; close it when the work is done, by any thread
     */
    public Hold hold() {
        lock.lock();
        try {
            holds++;
        } finally {
            lock.unlock();
        }
        return new Hold(this);
    }

    /**
     * Returns the number of timers that are neither due nor cancelled. Those of a {@link FakePty}'s script don't count.
     *
     * @return timers that the code under test still holds
     */
    public int pendingTimers() {
        return agenda.timers(/* events= */ false);
    }

    /** {@return the number of steps that the scripts of {@link FakePty}s still wait for} */
    public int pendingEvents() {
        return agenda.timers(/* events= */ true);
    }

    /** {@return the number of tasks that are due and have not begun} */
    public int pendingTasks() {
        return agenda.jobs();
    }

    /**
     * Takes what tasks have thrown so far, so that nobody else is told.
     *
     * @return the exceptions, oldest first
     */
    public List<Throwable> takeFailures() {
        lock.lock();
        try {
            List<Throwable> taken = List.copyOf(failures);
            failures.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops all tasks and timers and refuses new ones. Throws what tasks had thrown and nobody was told. Idempotent.
     */
    @Override
    public void close() {
        agenda.close();
        throwFailures();
    }

    /** {@return the time and what is pending} */
    @Override
    public String toString() {
        return "VirtualTime[" + elapsed() + ", tasks=" + pendingTasks() + ", timers=" + pendingTimers() + ", events="
                + pendingEvents() + "]";
    }

    private boolean runsElsewhere() {
        return runner != null && runner != Thread.currentThread();
    }

    /** Runs until the watch is done (true), or nothing is left (false). With the lock, and no other runner. */
    private boolean runUntil(Watch watch) throws InterruptedException {
        Optional<Object> outer = begin();
        try {
            while (!watch.done && !Thread.currentThread().isInterrupted()) {
                if (!step(holds > 0 ? elapsed : Long.MAX_VALUE)) {
                    return watch.done;
                }
            }
            return true;
        } finally {
            end(outer);
        }
    }

    private void runFor(Duration by) throws InterruptedException {
        long target = later(elapsed, by);
        Optional<Object> outer = begin();
        try {
            while (step(target)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            moveTo(Math.max(elapsed, target));
        } finally {
            end(outer);
        }
    }

    private Optional<Object> begin() {
        Optional<Object> outer = lane;
        if (runner == Thread.currentThread() && outer.isPresent()) {
            throw new IllegalStateException("a task of the serial executor of " + outer.get()
                    + " blocks: on a real loop it would never go on. Move the wait to callbacks()");
        }
        runner = Thread.currentThread();
        depth++;
        return outer;
    }

    private void end(Optional<Object> outer) {
        lane = outer;
        if (--depth == 0) {
            runner = null;
            changed.signalAll();
        }
    }

    /** Runs one task, or moves to the next timer up to the limit and fires it; false if there is neither. */
    private boolean step(long limit) {
        Optional<Schedule.Job> job = agenda.nextJob();
        if (job.isPresent()) {
            run(job.get());
            return true;
        }
        Optional<Timer> timer = agenda.nextTimer(limit);
        if (timer.isEmpty()) {
            return false;
        }
        moveTo(timer.get().due);
        run(new Schedule.Job(Optional.empty(), timer.get()::fire));
        return true;
    }

    private void moveTo(long instant) {
        if (instant > elapsed) {
            elapsed = instant;
            jobsAtInstant = 0;
        }
    }

    private void run(Schedule.Job job) {
        if (++jobsAtInstant > STUCK) {
            throw new IllegalStateException("time is stuck at " + elapsed() + ": " + STUCK
                    + " tasks ran at this instant and there are more; does something schedule itself without a delay?");
        }
        lane = job.lane();
        lock.unlock();
        Optional<Throwable> failure = Optional.empty();
        try {
            job.body().run();
        } catch (Throwable e) { // whatever it is, it is reported and must not end the run
            failure = Optional.of(e);
        } finally {
            lock.lock();
            lane = Optional.empty();
        }
        failure.ifPresent(this::keep);
    }

    private void keep(Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "a task failed at " + elapsed() + " of virtual time", failure);
        failures.add(failure);
    }

    @SuppressWarnings("ReferenceEquality") // an exception must not be suppressed in itself
    private void throwFailures() {
        List<Throwable> taken = takeFailures();
        if (taken.isEmpty()) {
            return;
        }
        Throwable first = taken.get(0);
        taken.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw first instanceof RuntimeException unchecked ? unchecked : new CompletionException(first);
    }

    private DeadlockException deadlock(CompletionStage<?> stage) {
        DeadlockException deadlock = new DeadlockException(
                "nothing is left to happen at " + elapsed()
                        + " of virtual time, and this is not complete: " + stage
                        + ". The queue is empty and no timer is pending; threads outside have no claim on the clock without a hold()");
        failures.forEach(deadlock::addSuppressed);
        failures.clear();
        return deadlock;
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted in virtual time", cause);
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        lock.lock();
        try {
            holds--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A stage that somebody waits for. */
    private final class Watch {
        private volatile boolean done;

        Watch(CompletionStage<?> stage) {
            if (stage instanceof CompletableFuture<?> future && future.isDone()) {
                done = true;
            } else {
                stage.whenComplete((value, failure) -> {
                    done = true;
                    wake();
                });
            }
        }
    }

    /**
     * An executor over the one queue.
     *
     * @param time whose queue
     * @param key of a serial executor; empty for tasks that may block
     */
    private record Lane(VirtualTime time, Optional<Object> key) implements Executor {
        @Override
        public void execute(Runnable task) {
            time.agenda.add(key, Objects.requireNonNull(task, "task"));
        }
    }

    /** Time that stands still until this is closed; see {@link VirtualTime#hold}. */
    public static final class Hold implements AutoCloseable {
        private @Nullable VirtualTime time;

        private Hold(VirtualTime time) {
            this.time = time;
        }

        /** Lets time go on. Idempotent. */
        @Override
        public synchronized void close() {
            VirtualTime held = time;
            time = null;
            if (held != null) {
                held.release();
            }
        }
    }
}
