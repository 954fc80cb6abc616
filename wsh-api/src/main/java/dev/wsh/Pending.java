package dev.wsh;

import dev.wsh.engine.Durations;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A wait or other work under way; a {@link CompletableFuture} that blocks well.
 *
 * <p>Who blocks is woken first, whatever functions depend on the pending, and by no thread of the user's.
 *
 * <p>Every call of a method that returns a pending gives one of its own, so cancelling one hurts nobody else. Cancelling
 * the object that was returned gives the wait up; cancelling a dependent stage does not, as in the JDK. Dependent stages
 * run their {@code …Async} functions on the engine's callback executor. Other functions run on the thread that completes
 * the pending, one that the engine keeps for that, or on the caller's; they may block.
 *
 * <p>This class is thread-safe.
 *
 * @param <T> the type of the outcome
 */
public class Pending<T> extends Stages<T> {

    /** How long a deadline waits for its last look. */
    protected static final Duration LAST_LOOK = Duration.ofMillis(200);

    private final @Nullable TimeSource time;
    private final Sources sources; // that this one depends on, for the evidence and the default deadline
    private final @Nullable Deadline deadline;
    private final AtomicInteger deadlines = new AtomicInteger(); // that were set or removed
    private volatile @Nullable String name;

    /** Creates a pending that nothing drives; {@link #within} has no effect on it. */
    protected Pending() {
        this.time = null;
        this.sources = Sources.NONE;
        this.deadline = null;
    }

    private Pending(@Nullable TimeSource time, Sources sources) {
        this.time = time;
        this.sources = sources;
        this.deadline = time == null ? null : new Deadline(time);
    }

    /**
     * Creates a pending on a clock.
     *
     * @param time what blocks, and where dependents run
     */
    protected Pending(TimeSource time) {
        this.time = Objects.requireNonNull(time, "time");
        this.sources = Sources.NONE;
        this.deadline = null;
    }

    final @Nullable TimeSource clock() {
        return time;
    }

    final Sources sources() {
        return sources;
    }

    /**
     * Returns what can be seen of the sessions that are waited for, for a failure of this pending or of one that depends on
     * it.
     *
     * @return one for each session; none if this pending waits for no session, or is complete
     */
    protected List<Evidence> evidence() {
        return isDone() ? List.of() : sources.evidence();
    }

    private List<Evidence> evidenceIfAny() {
        try {
            return evidence();
        } catch (RuntimeException e) {
            return List.of(); // a failure without evidence is better than another one
        }
    }

    /**
     * Returns what is waited for, for a failure of this pending or of one that depends on it.
     *
     * @return in words
     */
    protected String awaited() {
        String known = name;
        return known != null ? known : sources.isEmpty() ? "an outcome that something else gives" : sources.awaited();
    }

    /**
     * Makes room for a deadline of a pending that depends on this one: a default deadline of this pending is moved behind it.
     * One that was set by {@link #within} stays.
     *
     * @param fromNow when the other deadline comes; empty for never
     */
    protected void outlast(Optional<Duration> fromNow) {
        if (!isDone()) {
            sources.outlast(fromNow);
        }
    }

    /**
     * Looks once more whether what this waits for has happened, for the deadline of a pending that depends on this one.
     *
     * @param then runs once it has looked, on any thread; at once if there is nothing to look at
     */
    protected void lookAgain(Runnable then) {
        sources.lookAgain(then);
    }

    /** {@return whether there is an outcome, also one that is about to be told} */
    protected boolean isDecided() {
        return isDone();
    }

    /**
     * Returns a pending that is complete.
     *
     * @param value its outcome
     * @param <T> the type of the outcome
     * @return a new pending
     */
    public static <T> Pending<T> completed(T value) {
        Pending<T> pending = new Pending<>();
        pending.complete(value);
        return pending;
    }

    /**
     * Returns a pending that has failed.
     *
     * @param cause why
     * @param <T> the type of the outcome
     * @return a new pending
     */
    public static <T> Pending<T> failed(WshException cause) {
        Pending<T> pending = new Pending<>();
        pending.completeExceptionally(Objects.requireNonNull(cause, "cause"));
        return pending;
    }

    /**
     * Waits for all of several pendings, like {@link CompletableFuture#allOf}, but the result blocks well and moves virtual
     * time. Giving it up gives none of them up.
     *
     * @param all what to wait for
     * @return complete when all are; fails as soon as all are complete and one has failed. It has no deadline of its own;
     *     {@link #within} gives it one
     */
    public static Pending<Void> allOf(Pending<?>... all) {
        Pending<Void> joined = over("all of", all);
        CompletableFuture.allOf(all).whenComplete(joined::take);
        return joined;
    }

    /**
     * Waits for the first of several pendings, like {@link CompletableFuture#anyOf}, but the result has their type, blocks
     * well and moves virtual time. Giving it up gives none of them up, and the others go on.
     *
     * @param any what to wait for
     * @param <T> the common type of the outcomes
     * @return complete when one is, with its outcome or failure. It has no deadline of its own; {@link #within} gives it one
     * @throws IllegalArgumentException if there are none: nothing would ever complete
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Pending<T> anyOf(Pending<? extends T>... any) {
        if (any.length == 0) {
            throw new IllegalArgumentException("the first of no pendings never comes");
        }
        Pending<T> first = over("any of", any);
        for (Pending<? extends T> each : any) {
            each.whenComplete(first::take);
        }
        return first;
    }

    private static <T> Pending<T> over(String how, Pending<?>... several) {
        Sources sources = new Sources(how, several);
        return new Pending<>(sources.clock(), sources);
    }

    private void take(T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
            completeExceptionally(cause == null ? failure : cause);
        }
    }

    /**
     * Blocks until the outcome is there, and returns it. In virtual time, this is what moves the clock.
     *
     * @return the outcome
     * @throws WshException the failure itself, with the stack of the caller
     * @throws WaitInterruptedException if the thread is interrupted; the wait is cancelled and the thread's flag stays set
     * @throws CancellationException if the wait was cancelled
     * @throws CompletionException if a function of the user threw something else, which is its cause
     */
    public T block() {
        try {
            awaitDone();
        } catch (InterruptedException e) {
            List<Evidence> seen = evidenceIfAny();
            cancel(/* mayInterruptIfRunning= */ false);
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("interrupted while blocking on " + awaited(), e, seen);
        }
        try {
            return super.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WshException failure) {
                failure.fillInStackTrace();
                throw failure;
            }
            throw e;
        }
    }

    /**
     * Blocks like {@link #block}, but is empty when the deadline passes. For loops that draw progress.
     *
     * @return the outcome; empty after the deadline, and for an outcome that is {@code null} as that of a
     *     {@code Pending<Void>}
     * @throws WshException any failure but {@link WaitTimeoutException}
     * @throws CancellationException if the wait was cancelled
     */
    public Optional<T> blockOptional() {
        try {
            return Optional.ofNullable(block());
        } catch (WaitTimeoutException e) {
            return Optional.empty();
        }
    }

    /**
     * Changes the deadline of this pending, which is returned. What has happened by the deadline counts even if nobody has
     * looked yet; time in which the JVM stood still does not count.
     *
     * <p>A stage that depends on a wait, and several pendings in one, are a wait of their own here. Default deadlines of
     * what they wait for are moved behind a later one of theirs; those that were set by this method stay.
     *
     * @param deadline counted from the start of the wait; multiplied by the system property {@code wsh.timeout.factor}
     * @return this
     * @throws IllegalArgumentException if it is not positive, or so short that the wait can't succeed: not longer than a
     *     window {@linkplain Idle#fromNow from now} or a holding time. A plain window may be longer than its
     *     deadline, since quiet before the call counts
     */
    public Pending<T> within(Duration deadline) {
        requirePositive(deadline);
        Deadline own = this.deadline;
        if (own != null && !isDone()) {
            Duration limit = Durations.scaled(deadline);
            int set = deadlines.incrementAndGet();
            Duration rest = own.set(limit, () -> expire(limit, set));
            sources.outlast(Optional.of(rest));
            removeWhenDone(own);
        }
        return this;
    }

    /** What has happened counts, even if nobody has looked at it yet: then the outcome has a moment to arrive. */
    private void expire(Duration limit, int set) {
        TimeSource clock = Objects.requireNonNull(time);
        AtomicBoolean once = new AtomicBoolean();
        Runnable end = () -> {
            if (once.compareAndSet(false, true) && deadlines.get() == set) {
                fail(limit);
            }
        };
        TimeSource.Cancellable late = clock.schedule(LAST_LOOK, clock.engine(), end);
        whenComplete((value, failure) -> late.cancel());
        long decided = sources.decided();
        sources.lookAgain(() -> {
            if (sources.decided() == decided) {
                late.cancel();
                end.run();
            }
        });
    }

    private void fail(Duration limit) {
        completeExceptionally(new WaitTimeoutException(
                "timed out after " + Evidence.readable(limit) + " waiting for " + awaited(), evidenceIfAny()));
    }

    private void removeWhenDone(Deadline own) {
        whenComplete((value, failure) -> own.remove());
    }

    private String describe(String message) {
        return Evidence.describe(message, evidenceIfAny());
    }

    private void after(TimeSource clock, Duration delay, Runnable action) {
        if (!isDone()) {
            TimeSource.Cancellable alarm = clock.schedule(delay, clock.engine(), action);
            whenComplete((value, failure) -> alarm.cancel());
        }
    }

    /**
     * Removes the deadline of this pending, which is returned. Of a stage that depends on a wait, and of several pendings in
     * one, also the default deadlines of what they wait for; those that were set by {@link #within} stay.
     *
     * @return this
     */
    public Pending<T> unbounded() {
        Deadline own = deadline;
        if (own != null && !isDone()) {
            deadlines.incrementAndGet();
            own.remove();
            sources.outlast(Optional.empty());
        }
        return this;
    }

    /**
     * Changes the name by which a failure of this pending calls it; this pending is returned.
     *
     * @param what for instance {@code the server's banner}
     * @return this
     */
    public Pending<T> named(String what) {
        name = Objects.requireNonNull(what, "what");
        return this;
    }

    @Override
    public <U> Pending<U> newIncompleteFuture() {
        return new Pending<>(time, new Sources("", this));
    }

    @Override
    public Executor defaultExecutor() {
        TimeSource clock = time;
        return clock == null ? super.defaultExecutor() : clock.callbacks();
    }

    /**
     * Fails this pending with a {@link TimeoutException} unless it is complete in time, on the engine's clock. The wait is
     * given up. Its message says what was on the screen.
     *
     * @param timeout counted from this call, and not multiplied by anything
     * @param unit of the timeout
     * @return this
     */
    @Override
    public Pending<T> orTimeout(long timeout, TimeUnit unit) {
        TimeSource clock = time;
        if (clock == null) {
            super.orTimeout(timeout, unit);
        } else {
            String late = "not complete within " + timeout + " " + unit + ": ";
            after(
                    clock,
                    duration(unit, timeout),
                    () -> completeExceptionally(new TimeoutException(describe(late + awaited()))));
        }
        return this;
    }

    /**
     * Completes this pending with a value unless it is complete in time, on the engine's clock. The wait is given up.
     *
     * @param value the outcome instead
     * @param timeout counted from this call
     * @param unit of the timeout
     * @return this
     */
    @Override
    public Pending<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        TimeSource clock = time;
        if (clock == null) {
            super.completeOnTimeout(value, timeout, unit);
        } else {
            after(clock, duration(unit, timeout), () -> complete(value));
        }
        return this;
    }

    /**
     * Completes this pending with what a function returns. The wait is given up once the function has returned.
     *
     * @param supplier runs on the callback executor
     * @return this
     */
    @Override
    public Pending<T> completeAsync(Supplier<? extends T> supplier) {
        return completeAsync(supplier, defaultExecutor());
    }

    /**
     * Completes this pending with what a function returns. The wait is given up once the function has returned.
     *
     * @param supplier makes the outcome
     * @param executor where the function runs
     * @return this
     */
    @Override
    public Pending<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(() -> {
            if (!isDone()) {
                try {
                    complete(supplier.get());
                } catch (RuntimeException | Error e) {
                    completeExceptionally(e);
                }
            }
        });
        return this;
    }

    private static Duration duration(TimeUnit unit, long amount) {
        return Duration.ofNanos(Math.max(0, unit.toNanos(amount)));
    }

    @Override
    public T join() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    awaitDone();
                    return super.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        awaitDone();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        TimeSource clock = time;
        if (clock == null || isDone()) {
            return super.get(timeout, unit);
        }
        CompletableFuture<@Nullable Void> alarm = new CompletableFuture<>();
        TimeSource.Cancellable timer =
                clock.schedule(duration(unit, timeout), clock.engine(), () -> alarm.complete(null));
        try {
            clock.await(CompletableFuture.anyOf(this, alarm).handle((value, failure) -> ""));
        } finally {
            timer.cancel();
        }
        if (!isDone()) {
            throw new TimeoutException(describe("not complete within " + timeout + " " + unit + ": " + awaited()));
        }
        return super.get();
    }

    /**
     * Checks a deadline.
     *
     * @param deadline what was given
     * @throws IllegalArgumentException if it is not positive
     */
    protected static void requirePositive(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline " + deadline + " is not positive");
        }
    }

    private void awaitDone() throws InterruptedException {
        TimeSource clock = time;
        if (isDone()) {
            return;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (clock != null) {
            clock.await(this);
        } else {
            try {
                super.get();
            } catch (ExecutionException | CancellationException e) {
                return; // the caller reads the outcome
            }
        }
    }

    @Override
    public String toString() {
        boolean known = name != null || !sources.isEmpty();
        return (known ? "wait for " + awaited() : "pending") + (isDone() ? " (done)" : "");
    }
}
