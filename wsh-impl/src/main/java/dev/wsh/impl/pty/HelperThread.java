package dev.wsh.impl.pty;

import dev.wsh.spi.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Runs tasks that take milliseconds (scans of {@code /proc}) in order, on a thread that lives only while there are some.
 *
 * <p>They must not run on a loop, where they would hold up all its terminals, nor on the executor for user code, which
 * the user may have filled with waits for them. This class is threadsafe.
 */
final class HelperThread implements Executor {
    private final TimeSource time;
    private final String name;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    HelperThread(TimeSource time, String name) {
        this.time = time;
        this.name = name;
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
        try {
            time.startThread(name, this::drain);
        } catch (RuntimeException | Error e) {
            synchronized (tasks) {
                running = false;
                tasks.clear();
            }
            throw e;
        }
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            task.run();
        }
    }
}
