package dev.wsh.impl.time;

import dev.wsh.Diagnostics;
import dev.wsh.impl.lock.LockOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of the user's code, which knows whether a thread is inside of it. Who is there must not wait until the
 * executor has got round to something: it may have this one thread only.
 *
 * <p>What the user's executor rejects, because it is full or was shut down before the engine, runs elsewhere: a reply that
 * is lost would leave its program waiting, and close the callbacks.
 *
 * <p>This class is thread-safe.
 */
public final class Callbacks implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private final Executor threads;
    private final Executor otherwise;
    private final Optional<Executor> dispatcher;
    private final Optional<SlowCallbacks> slow;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    /**
     * A callback with a name for people.
     *
     * @param name asked when it is needed
     * @param task the callback
     */
    public record Named(Supplier<String> name, Runnable task) implements Runnable {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public String toString() {
            return name.get();
        }
    }

    /**
     * Creates an executor.
     *
     * @param threads where the tasks run
     * @param otherwise where those run that it rejects
     * @param dispatcher hands them over, in order, since another's executor may block; empty where they run on the engine's
     * @param slow names those that block; empty where time is not real
     */
    Callbacks(Executor threads, Executor otherwise, Optional<Executor> dispatcher, Optional<SlowCallbacks> slow) {
        this.threads = threads;
        this.otherwise = otherwise;
        this.dispatcher = dispatcher;
        this.slow = slow;
    }

    /** {@return whether the calling thread runs a callback, of whatever engine} */
    public static boolean isInside() {
        return INSIDE.get() != null;
    }

    @Override
    public void execute(Runnable task) {
        LockOrder.requireNone("the callback executor called");
        waiting.incrementAndGet();
        if (dispatcher.isPresent()) {
            dispatcher.get().execute(() -> handOver(task));
        } else {
            handOver(task);
        }
    }

    private void handOver(Runnable task) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                inside(task);
            }
        };
        try {
            threads.execute(once);
        } catch (RejectedExecutionException e) {
            otherwise.execute(once);
        } catch (RuntimeException | Error e) {
            if (begun.get()) {
                throw e; // of the task itself, on an executor that runs it where it comes from
            }
            LOG.error("the callback executor failed; what it did not run runs elsewhere", e);
            otherwise.execute(once);
        }
    }

    private void inside(Runnable task) {
        LockOrder.requireNone("a callback run");
        waiting.decrementAndGet();
        if (isInside()) {
            task.run(); // on an executor that runs its tasks where they come from
            return;
        }
        running.incrementAndGet();
        INSIDE.set(true);
        try {
            slow.ifPresentOrElse(watch -> watch.run(task), task);
        } finally {
            INSIDE.remove();
            running.decrementAndGet();
        }
    }

    /**
     * {@return how many callbacks run and wait, and for how long the oldest has been running; a picture of this moment}
     */
    public Diagnostics.Tasks state() {
        return new Diagnostics.Tasks(
                running.get(), waiting.get(), slow.map(SlowCallbacks::longest).orElse(Duration.ZERO));
    }
}
