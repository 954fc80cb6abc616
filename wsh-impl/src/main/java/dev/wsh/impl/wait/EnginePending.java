package dev.wsh.impl.wait;

import dev.wsh.Diagnostics;
import dev.wsh.Evidence;
import dev.wsh.Pending;
import dev.wsh.WaitTimeoutException;
import dev.wsh.engine.Durations;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.time.Handover;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pending of the engine: decided once, by an outcome, the deadline or a cancellation, whichever claims it first.
 *
 * <p>At one instant a deadline comes last: its alarm lets everything that is due at the same instant go first.
 *
 * <p>This class is thread-safe.
 *
 * @param <T> the type of the outcome
 */
public final class EnginePending<T> extends Pending<T> implements SessionObserver.Wait, Handover.Result {

    /** How far behind the deadline of a dependent that of this comes: the failure is the dependent's. */
    private static final Duration BEHIND = Duration.ofSeconds(1);

    private final TimeSource time;
    private final long started;
    private final Duration minimum;
    private final Supplier<List<Evidence>> evidence;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final RankedLock lock = new RankedLock(Rank.PENDING); // guards the deadline and what withdraws
    private final Handover handover = new Handover();
    private final AtomicReference<Dependents> dependents = new AtomicReference<>(Dependents.NONE);
    private volatile Supplier<String> what;
    private volatile Supplier<String> state = () -> "";
    private volatile boolean lookedAt;
    private final Duration pausedBefore;
    private volatile Consumer<Runnable> lastLook = Runnable::run;
    private Runnable withdraw = () -> {};
    private boolean withdrawn;
    private TimeSource.@Nullable Cancellable alarm;
    private @Nullable Duration deadline;
    private boolean isDefault; // the deadline was set by nobody

    /** Whether functions depend on this, which a thread that blocks must not run. */
    private enum Dependents {
        NONE,
        /** There are, or will be in a moment. */
        SOME,
        /** There were none, and until this is done nobody may add one. */
        KEPT_OUT
    }

    private EnginePending(TimeSource time, Supplier<String> what, Duration minimum, Supplier<List<Evidence>> evidence) {
        super(time);
        this.time = time;
        this.what = what;
        this.minimum = minimum;
        this.evidence = evidence;
        this.started = time.nanoTime();
        this.pausedBefore = time.pauses().total();
    }

    /**
     * Creates a pending with a deadline.
     *
     * @param time the clock
     * @param what what is awaited, in words; asked when something is told of it, on any thread
     * @param minimum a deadline must be longer than this
     * @param deadline the default deadline; empty for none
     * @param evidence asked when the deadline passes
     * @param <T> the type of the outcome
     * @return a new pending
     */
    public static <T> EnginePending<T> create(
            TimeSource time,
            Supplier<String> what,
            Duration minimum,
            Optional<Duration> deadline,
            Supplier<List<Evidence>> evidence) {
        EnginePending<T> pending = new EnginePending<>(time, what, minimum, evidence);
        deadline.ifPresent(limit -> pending.arm(Durations.scaled(limit), /* byDefault= */ true));
        return pending;
    }

    /**
     * Creates a pending without a deadline.
     *
     * @param time the clock
     * @param what what is awaited, in words
     * @param <T> the type of the outcome
     * @return a new pending
     */
    public static <T> EnginePending<T> unboundedOn(TimeSource time, String what) {
        return new EnginePending<>(time, () -> what, Duration.ZERO, List::of);
    }

    /**
     * Sets what is done when the wait is given up or its deadline passes.
     *
     * @param action takes the waiter away; must not block
     */
    public void whenWithdrawn(Runnable action) {
        boolean late = lock.locked(() -> {
            withdraw = action;
            return withdrawn;
        });
        if (late) {
            action.run();
        }
    }

    /**
     * Sets what is done when the deadline comes, before the wait fails: what happened by then counts, even if nobody has
     * looked at it yet.
     *
     * @param look looks, and runs what it is given once it has; it is waited for {@link #LAST_LOOK} at most
     */
    public void beforeExpiry(Consumer<Runnable> look) {
        lastLook = look;
    }

    /**
     * Sets what a failure says of how it stands, behind what is awaited.
     *
     * @param inWords empty for nothing; must not block
     */
    public void tellState(Supplier<String> inWords) {
        state = inWords;
    }

    /** {@return what is awaited and since when; a picture of this moment} */
    public Diagnostics.Wait standing() {
        return new Diagnostics.Wait(what(), Duration.ofNanos(time.nanoTime() - started));
    }

    /**
     * Claims the right to decide. The alarm stays set until it is decided, and does nothing.
     *
     * @return true for the first caller only
     */
    public boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    @Override
    public boolean isDecided() {
        return claimed.get();
    }

    /**
     * Completes; for who has claimed it.
     *
     * @param value the outcome
     */
    public void deliver(T value) {
        decide(() -> super.complete(value));
    }

    /**
     * Fails; for who has claimed it.
     *
     * @param cause why
     */
    public void deliverFailure(Throwable cause) {
        decide(() -> super.completeExceptionally(cause));
    }

    /**
     * Leaves the outcome to a thread that blocks on this, if there is one and no function depends on this; for who has
     * claimed it. Nothing of the user's runs inside this call, so locks may be held.
     *
     * @param value the outcome, or throws why there is none; may run the user's code
     * @return false if nothing was done
     */
    public boolean finishOnThreadThatBlocks(Supplier<T> value) {
        boolean isAlone = dependents.get() == Dependents.NONE && getNumberOfDependents() == 0;
        return isAlone && handover.offer(() -> finishHere(value));
    }

    private void finishHere(Supplier<T> value) {
        Runnable delivery = evaluated(value);
        if (dependents.compareAndSet(Dependents.NONE, Dependents.KEPT_OUT) && getNumberOfDependents() == 0) {
            delivery.run();
        } else {
            dependents.set(Dependents.SOME);
            handOver(delivery);
        }
    }

    /**
     * Computes the outcome on the engine's executor and completes; for who has claimed it.
     *
     * @param value the outcome, or throws why there is none; may run the user's code
     */
    public void finish(Supplier<T> value) {
        handOver(() -> {
            try {
                Insist.on(evaluated(value));
            } finally {
                disclaim();
            }
        });
    }

    /** Where nothing can be handed over, who waits hears of that here: better on a wrong thread than never. */
    private void handOver(Runnable delivery) {
        try {
            Insist.on(Executor::execute, time.engine(), delivery);
        } catch (OutOfMemoryError e) {
            deliverFailure(e);
        }
    }

    /** Gives the right to decide back, for who has claimed it and could not: the deadline will, or does so at once. */
    public void disclaim() {
        if (!isDone()) {
            claimed.set(false);
            Insist.on(() -> lock.run(() -> Optional.ofNullable(deadline).ifPresent(limit -> arm(limit, isDefault))));
        }
    }

    private Runnable evaluated(Supplier<T> value) {
        try {
            T outcome = value.get();
            return () -> deliver(outcome);
        } catch (RuntimeException | Error e) {
            return () -> deliverFailure(e);
        }
    }

    /** Decides. Whoever blocks is woken before the functions that depend on this run, since those are the user's. */
    private boolean decide(BooleanSupplier decision) {
        if (getNumberOfDependents() > 0) {
            CompletableFuture.allOf(this)
                    .whenComplete((nothing, failure) -> handover.wakeAll()); // the newest dependent is the first to run
        }
        boolean[] decided = new boolean[1];
        Insist.on((what, how) -> what[0] = how.getAsBoolean(), decided, decision);
        handover.wakeAll();
        disarm();
        return decided[0];
    }

    @Override
    public Handover handover() {
        return handover;
    }

    /**
     * Claims and completes in one.
     *
     * @param value the outcome
     */
    public void succeed(T value) {
        if (claim()) {
            deliver(value);
        }
    }

    /**
     * Claims and fails in one.
     *
     * @param cause why
     * @return true if it was not decided before
     */
    public boolean fail(Throwable cause) {
        boolean first = claim();
        if (first) {
            deliverFailure(cause);
        }
        return first;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return decideByUser(() -> super.cancel(mayInterruptIfRunning)) || isCancelled();
    }

    @Override
    public boolean complete(T value) {
        return decideByUser(() -> super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable cause) {
        return decideByUser(() -> super.completeExceptionally(cause));
    }

    /**
     * Waits as any future does, and as long as a deadline would: time in which the JVM stood still does not count, and
     * what has happened by then does, even if nobody has looked at it yet.
     */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        lookedAt = true;
        Duration counted = paused();
        long rest = unit.toNanos(timeout);
        while (true) {
            try {
                return super.get(rest, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                Duration lost = paused().minus(counted);
                if (lost.isZero()) {
                    return timeout <= 0 ? super.get(0, TimeUnit.NANOSECONDS) : lastChance(e);
                }
                counted = counted.plus(lost);
                rest = lost.toNanos();
            }
        }
    }

    /** What has happened counts, even if nobody has looked at it yet. */
    private T lastChance(TimeoutException e) throws InterruptedException, ExecutionException, TimeoutException {
        EnginePending<Boolean> looked = unboundedOn(time, "a last look for " + what());
        lastLook.accept(() -> looked.succeed(true));
        try {
            looked.getWithin(LAST_LOOK);
            return getWithin(isDecided() ? LAST_LOOK : Duration.ZERO);
        } catch (TimeoutException late) {
            throw e;
        }
    }

    private T getWithin(Duration time) throws InterruptedException, ExecutionException, TimeoutException {
        return super.get(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void obtrudeValue(T value) {
        decideByUser(() -> true);
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable cause) {
        decideByUser(() -> true);
        super.obtrudeException(cause);
    }

    /** The user decides instead of the session: nobody waits any more. */
    private boolean decideByUser(BooleanSupplier decide) {
        if (!claim()) {
            return false;
        }
        lookedAt = true;
        boolean decided = decide(decide);
        withdrawNow();
        return decided;
    }

    @Override
    public Pending<T> within(Duration limit) {
        requirePositive(limit);
        if (limit.compareTo(minimum) <= 0) {
            throw new IllegalArgumentException(
                    "deadline " + Durations.cut(limit).toMillis() + " ms is not longer than the " + minimum.toMillis()
                            + " ms that " + what() + " takes at least");
        }
        if (!claimed.get()) {
            arm(Durations.scaled(limit), /* byDefault= */ false);
        }
        return this;
    }

    @Override
    public Pending<T> unbounded() {
        disarm();
        return this;
    }

    @Override
    public Pending<T> named(String name) {
        Objects.requireNonNull(name, "what");
        what = () -> name;
        return this;
    }

    @Override
    protected void lookAgain(Runnable then) {
        lastLook.accept(then);
    }

    @Override
    protected void outlast(Optional<Duration> fromNow) {
        lock.run(() -> {
            Duration set = deadline;
            if (set == null || !isDefault) {
                return;
            }
            if (fromNow.isEmpty()) {
                disarm();
                return;
            }
            Duration limit = Durations.cut(Duration.ofNanos(time.nanoTime() - started)
                    .plus(fromNow.orElseThrow())
                    .plus(BEHIND));
            if (limit.compareTo(set) > 0) {
                arm(limit, /* byDefault= */ true);
            }
        });
    }

    private void arm(Duration limit, boolean byDefault) {
        lock.run(() -> {
            disarm();
            deadline = limit;
            isDefault = byDefault;
            long rest = Nanos.of(limit) - (time.nanoTime() - started);
            schedule(EnginePending::yieldThenExpire, Math.max(0, rest), limit);
            if (claimed.get()) {
                disarm(); // decided meanwhile: whoever claimed it found no alarm, or the one before
            }
        });
    }

    private void schedule(BiConsumer<EnginePending<T>, Duration> step, long nanos, Duration limit) {
        alarm = time.schedule(Duration.ofNanos(nanos), time.engine(), () -> Insist.on(step, this, limit));
    }

    private void disarm() {
        lock.run(() -> {
            TimeSource.Cancellable set = alarm;
            if (set != null) {
                set.cancel();
                alarm = null;
                deadline = null;
            }
        });
    }

    private void yieldThenExpire(Duration limit) {
        lock.run(() -> {
            if (limit.equals(deadline) && !claimed.get()) {
                schedule(EnginePending::expire, 0, limit);
            }
        });
    }

    private void expire(Duration limit) {
        if (isReplaced(limit) || isExtended(limit)) {
            return;
        }
        AtomicBoolean once = new AtomicBoolean();
        Runnable end = () -> {
            if (once.compareAndSet(false, true)) {
                giveUp(limit);
            }
        };
        TimeSource.Cancellable late = time.schedule(LAST_LOOK, time.engine(), end);
        lastLook.accept(() -> {
            late.cancel();
            end.run();
        });
    }

    private boolean isReplaced(Duration limit) {
        return !lock.locked(() -> limit.equals(deadline));
    }

    /** While the JVM stood still, nobody could look; the program may have gone on or not. */
    private boolean isExtended(Duration limit) {
        long rest = Nanos.of(Durations.cut(limit).plus(paused())) - (time.nanoTime() - started);
        if (rest <= 0) {
            return false;
        }
        lock.run(() -> {
            if (limit.equals(deadline) && !claimed.get()) {
                schedule(EnginePending::yieldThenExpire, rest, limit);
            }
        });
        return true;
    }

    private Duration paused() {
        return time.pauses().total().minus(pausedBefore);
    }

    private void giveUp(Duration limit) {
        if (!isReplaced(limit) && claim()) {
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Insist.onAll(
                    () -> failure.set(timeout(limit)), // while the waits still know what was nearest
                    this::withdrawNow,
                    () -> deliverFailure(Objects.requireNonNullElseGet(failure.get(), OutOfMemoryError::new)));
        }
    }

    /** A failure without evidence is better than none: what is asked for it may fail too. */
    private WaitTimeoutException timeout(Duration limit) {
        Duration paused = paused();
        String message = "timed out after " + Nanos.readable(limit) + " waiting for " + awaited()
                + (paused.isZero()
                        ? ""
                        : "; not counted are " + Nanos.readable(paused) + " in which this JVM stood still");
        try {
            return new WaitTimeoutException(message, evidence.get());
        } catch (RuntimeException | Error e) {
            WaitTimeoutException bare = new WaitTimeoutException(message, List.of());
            bare.addSuppressed(e);
            return bare;
        }
    }

    private void withdrawNow() {
        Runnable action = lock.locked(() -> {
            withdrawn = true;
            return withdraw;
        });
        action.run();
    }

    @Override
    protected String awaited() {
        return what() + state.get();
    }

    @Override
    protected List<Evidence> evidence() {
        return isDone() ? List.of() : evidence.get();
    }

    @Override
    public String what() {
        return what.get();
    }

    @Override
    public boolean isLookedAt() {
        return lookedAt;
    }

    @Override
    public void whenDone(Consumer<Optional<Throwable>> action) {
        boolean before = lookedAt;
        whenComplete((value, failure) -> action.accept(Optional.ofNullable(failure)));
        lookedAt = before;
    }

    /** Called before a function is attached. Where a thread that blocks is completing this, it comes a moment later. */
    @Override
    public <U> Pending<U> newIncompleteFuture() {
        lookedAt = true;
        while (!dependents.compareAndSet(Dependents.NONE, Dependents.SOME)
                && dependents.get() == Dependents.KEPT_OUT
                && !isDone()) {
            Thread.onSpinWait(); // for a moment, since nothing of the user's runs there
        }
        return super.newIncompleteFuture();
    }

    @Override
    public T block() {
        lookedAt = true;
        return super.block();
    }

    @Override
    public T join() {
        lookedAt = true;
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        lookedAt = true;
        return super.get();
    }

    @Override
    public T getNow(T valueIfAbsent) {
        lookedAt = true;
        return super.getNow(valueIfAbsent);
    }

    @Override
    public String toString() {
        return "wait for " + (isDone() ? what() + " (done)" : awaited());
    }
}
