package dev.wsh.impl.time;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time and in order on the threads of another executor.
 *
 * <p>This class is thread-safe.
 */
public final class SerialExecutor implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor threads;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

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
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        boolean started = false;
        try {
            threads.execute(this::drain);
            started = true;
        } finally {
            if (!started) {
                synchronized (tasks) {
                    tasks.clear();
                    running = false;
                }
            }
        }
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                Runnable next = tasks.poll();
                if (next == null) {
                    running = false;
                    return;
                }
                task = next;
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a task of the engine failed", e);
            }
        }
    }
}
