package dev.wsh.stress;

import dev.wsh.impl.lock.BeforeLocks;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time and threads in an order that is given: of all that may go on, one does, and says at certain points that another may.
 * What may come next is a choice of the {@link Order}: any task of {@link #engine} and {@link #callbacks}, the first task of
 * each {@link #serial} executor, any actor of the test, and the passing of time up to the next timer, which real time does
 * whatever still waits for its turn.
 *
 * <p>Points where another may go on: the end of a task, {@link #await}, {@link #letOthers}, and, where the test wants fine
 * pieces, before each lock, hand-over to an executor and timer of a strand that holds no lock. So the pieces that are put
 * into an order are critical sections; what the engine does between two such points is one piece.
 */
final class TurnTime implements TimeSource {

    private static final long ORIGIN = -Duration.ofSeconds(10).toNanos();
    private static final int MOST_TURNS = 20_000;
    private static final ThreadLocal<@Nullable Strand> CURRENT = new ThreadLocal<>();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "strand");
        thread.setDaemon(true);
        return thread;
    });

    /** How fine the pieces are that are put into an order. */
    enum Pieces {
        /** Whole tasks of the engine, and calls of actors. */
        TASKS,
        /** Critical sections: what a task or a call does between two locks that it takes. */
        LOCKS
    }

    private final Order order;
    private final Pieces pieces;
    private final BeforeLocks locks;
    private final List<Strand> strands = new ArrayList<>();
    private final TreeSet<Alarm> alarms = new TreeSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Semaphore conductor = new Semaphore(0);
    private BooleanSupplier until = () -> false;
    private boolean exploring;
    private long horizon;
    private long elapsed;
    private long scheduled;
    private int turns;
    private volatile boolean abandoned;

    /** Thrown where strands stand when their order is given up. */
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1;
    }

    private record Alarm(long due, long number, Executor on, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return due == other.due ? Long.compare(number, other.number) : Long.compare(due, other.due);
        }
    }

    /**
     * Creates a time at which nothing happens yet.
     *
     * @param order what comes next
     * @param pieces what is put into the order
     */
    TurnTime(Order order, Pieces pieces) {
        this.order = order;
        this.pieces = pieces;
        this.locks = new BeforeLocks(this::betweenPieces);
    }

    // ---- the seam ----

    @Override
    public long nanoTime() {
        return ORIGIN + elapsed;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(elapsed);
    }

    Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    @Override
    public Cancellable schedule(Duration delay, Executor on, Runnable task) {
        betweenPieces();
        Alarm alarm = new Alarm(elapsed + Math.min(delay.toNanos(), Long.MAX_VALUE / 2), scheduled++, on, task);
        if (!abandoned) {
            alarms.add(alarm);
        }
        return () -> alarms.remove(alarm);
    }

    @Override
    public Executor serial(Object key) {
        return task -> add(new Strand(this, "loop", Optional.of(key), task));
    }

    @Override
    public Executor engine() {
        return task -> add(new Strand(this, "engine", Optional.empty(), task));
    }

    @Override
    public Executor callbacks() {
        return task -> add(new Strand(this, "callback", Optional.empty(), task));
    }

    @Override
    public void startThread(String name, Runnable body) {
        throw new UnsupportedOperationException("a thread of its own can't be put into an order: " + name);
    }

    @Override
    public void await(CompletionStage<?> stage) throws InterruptedException {
        Strand current = CURRENT.get();
        if (current == null) {
            conduct(() -> stage.toCompletableFuture().isDone());
            if (!stage.toCompletableFuture().isDone()) {
                throw new AssertionError("nothing is left to happen, and " + stage + " is not complete");
            }
            return;
        }
        if (!stage.toCompletableFuture().isDone()) {
            current.awaited = Optional.of(stage.toCompletableFuture());
            letOthers(current);
            if (abandoned) {
                throw new Abandoned();
            }
            current.awaited = Optional.empty();
        }
    }

    @Override
    public void close() {}

    // ---- strands ----

    /** Adds an actor of the test. */
    void act(String name, Runnable body) {
        add(new Strand(this, name, Optional.empty(), body));
    }

    private void add(Strand strand) {
        betweenPieces();
        if (!abandoned) {
            strands.add(strand);
        }
    }

    /** Another may go on here, if the calling thread is one that takes turns and holds no lock. */
    static void letOthers() {
        Strand current = CURRENT.get();
        if (current != null && BeforeLocks.isOutside()) {
            current.time.letOthers(current);
        }
    }

    private void betweenPieces() {
        if (pieces == Pieces.LOCKS) {
            letOthers();
        }
    }

    private void letOthers(Strand current) {
        if (abandoned) {
            return;
        }
        Strand next = next(current);
        if (!Objects.equals(next, current)) {
            hand(next);
            current.turn.acquireUninterruptibly();
        }
    }

    private void hand(@Nullable Strand next) {
        if (next == null) {
            conductor.release();
        } else if (next.begun) {
            next.turn.release();
        } else {
            THREADS.execute(() -> runFrom(next));
        }
    }

    private void runFrom(Strand first) {
        Strand strand = first;
        while (strand != null && !strand.begun) {
            strand.begun = true;
            CURRENT.set(strand);
            try {
                strand.body.run();
            } catch (Throwable e) { // whatever it is, the order has failed
                failures.add(e);
            } finally {
                CURRENT.remove();
            }
            if (abandoned) {
                return;
            }
            strands.remove(strand);
            strand = next(null);
        }
        hand(strand);
    }

    private @Nullable Strand next(@Nullable Strand current) {
        try {
            return choose(current);
        } catch (RuntimeException | Error e) {
            failures.add(e);
            return null;
        }
    }

    private @Nullable Strand choose(@Nullable Strand current) {
        while (!until.getAsBoolean()) {
            List<Strand> ready = ready(current);
            boolean mayPass = !alarms.isEmpty() && (ready.isEmpty() || exploring && alarms.first().due <= horizon);
            int options = ready.size() + (mayPass ? 1 : 0);
            if (options == 0) {
                return null;
            }
            if (++turns > MOST_TURNS) {
                throw new AssertionError("there is no end to it after " + turns + " turns");
            }
            int taken = exploring && options > 1
                    ? order.choose(options, i -> i < ready.size() ? ready.get(i).name : "time")
                    : 0;
            ready.subList(0, Math.min(taken, ready.size())).forEach(strand -> strand.putOff = true);
            if (taken < ready.size()) {
                Strand next = ready.get(taken);
                next.putOff = false;
                return next;
            }
            letTimePass();
        }
        return null;
    }

    /** Who may go on: the present one, others in order of arrival, at last those that were put off. */
    private List<Strand> ready(@Nullable Strand current) {
        List<Strand> ready = new ArrayList<>();
        List<Strand> later = new ArrayList<>();
        if (current != null && !current.isBlocked()) {
            ready.add(current);
        }
        Set<Object> lanes = new HashSet<>();
        for (Strand strand : strands) {
            boolean first = strand.lane.isEmpty() || lanes.add(strand.lane.get());
            if (first && !strand.equals(current) && !strand.isBlocked()) {
                (strand.putOff ? later : ready).add(strand);
            }
        }
        ready.addAll(later);
        return ready;
    }

    private void letTimePass() {
        Alarm alarm = Objects.requireNonNull(alarms.pollFirst());
        elapsed = Math.max(elapsed, alarm.due());
        alarm.on().execute(alarm.task());
    }

    // ---- the conductor, who is the test's own thread ----

    /** Runs everything there is now in the order of arrival; time passes only up to a limit. */
    void settle(Duration limit) {
        long end = elapsed + limit.toNanos();
        conduct(() -> ready(null).isEmpty() && (alarms.isEmpty() || alarms.first().due > end));
        elapsed = Math.max(elapsed, end);
    }

    /** Runs everything in the order that is given; time may pass meanwhile within a limit, and beyond once nothing is left. */
    void explore(Duration limit) {
        horizon = elapsed + limit.toNanos();
        exploring = true;
        conduct(() -> false);
        exploring = false;
    }

    private void conduct(BooleanSupplier end) {
        until = end;
        Strand next = next(null);
        if (next != null) {
            hand(next);
            try {
                if (!conductor.tryAcquire(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("no turn came to its end\n" + Watchdog.threads());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
        until = () -> false;
        if (!failures.isEmpty()) {
            throw new AssertionError("a task failed: " + failures.get(0), failures.get(0));
        }
    }

    /** Returns those that have not ended. */
    List<Strand> left() {
        return List.copyOf(strands);
    }

    /** Gives everything up that has not ended. */
    void abandon() {
        locks.close();
        abandoned = true;
        strands.forEach(strand -> strand.turn.release());
    }
}
