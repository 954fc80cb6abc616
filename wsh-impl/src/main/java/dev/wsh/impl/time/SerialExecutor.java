package dev.wsh.impl.time;

import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.lock.SafeLog;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time and in order on the threads of another executor.
 *
 * <p>It shares those threads with others. So it runs in one go only what waited when its turn began, and queues again for
 * the rest: a task that makes the next one, as a terminal that is flooded does, comes after the tasks of the others.
 *
 * <p>This class is thread-safe.
 */
public final class SerialExecutor implements Executor {

    /** Most tasks in one go, so that one who was given many does not keep the others waiting. */
    static final int MOST_TASKS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor threads;
    private final RankedLock lock = new RankedLock(Rank.LEAF); // guards what follows
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private final Runnable begin = this::begin; // made before the heap may be full, as is the next one
    private final Runnable drain = this::drain;

    /**
     * Creates an executor.
     *
     * @param threads where the tasks run
     */
    public SerialExecutor(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        enqueue(task).run();
    }

    /**
     * Gives a task its place. Callable with any lock held but a leaf: what happened in an order under a lock keeps it,
     * whichever thread is the first to go on after the lock is released.
     *
     * @param task what to run
     * @return what has to be called, without locks, for the task to run
     */
    public Runnable enqueue(Runnable task) {
        boolean begins = lock.locked(() -> {
            tasks.add(task);
            boolean idle = !running;
            running = true;
            return idle;
        });
        return begins ? begin : () -> {};
    }

    private void begin() {
        boolean started = false;
        try {
            Insist.on(Executor::execute, threads, drain);
            started = true;
        } finally {
            if (!started) {
                lock.run(() -> {
                    tasks.clear();
                    running = false;
                });
            }
        }
    }

    /** One go; where the threads take no more, as when they are being closed, one after the other until nothing is left. */
    private void drain() {
        boolean goesOn = true;
        while (goesOn) {
            for (int count = waiting(); count > 0; count--) {
                runNext();
            }
            goesOn = !handBack();
        }
    }

    private int waiting() {
        return lock.locked(() -> Math.min(tasks.size(), MOST_TASKS));
    }

    private void runNext() {
        Runnable task = lock.locked(tasks::remove);
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            SafeLog.error(LOG, "a task of the engine failed", e);
        }
    }

    /** Whether there is nothing left or the threads have been asked for another go. */
    private boolean handBack() {
        boolean over = lock.locked(() -> {
            running = !tasks.isEmpty();
            return !running;
        });
        if (over) {
            return true;
        }
        try {
            threads.execute(drain);
            return true;
        } catch (RuntimeException | Error e) {
            return false; // they take no more; the rest is run here
        }
    }
}
