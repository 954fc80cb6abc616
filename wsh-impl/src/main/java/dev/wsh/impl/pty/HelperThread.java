package dev.wsh.impl.pty;

import dev.wsh.impl.lock.SafeLog;
import dev.wsh.spi.TimeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks that take milliseconds (scans of {@code /proc}) in order, on a thread that lives while there are some, and while
 * it is held.
 *
 * <p>They must not run on a loop, where they would hold up all its terminals, nor on the executor for user code, which
 * the user may have filled with waits for them. Whoever will need it when the system has no more threads holds it before.
 * A task runs, or whoever gave it learns why not: that no thread could be started, on the thread that asked for it, or what
 * the task threw. Neither harms other tasks that come later. An interrupt, as at the close of a time source, ends the thread
 * although it is held; a later task starts another. This class is thread-safe.
 */
final class HelperThread {
    private static final Logger log = LoggerFactory.getLogger(HelperThread.class);

    private final TimeSource time;
    private final String name;
    private final Deque<Task> tasks = new ArrayDeque<>();
    private boolean running;
    private int holds;

    private record Task(Runnable body, Consumer<? super Throwable> onFailure) {

        void run() {
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        void fail(Throwable cause) {
            try {
                onFailure.accept(cause);
            } catch (RuntimeException | Error e) {
                SafeLog.error(log, "nobody could hear of a failure", e);
            }
        }
    }

    HelperThread(TimeSource time, String name) {
        this.time = time;
        this.name = name;
    }

    /** An executor for tasks that all tell the same of their failures; its {@code execute} throws nothing. */
    Executor reporting(Consumer<? super Throwable> onFailure) {
        return body -> execute(new Task(body, onFailure));
    }

    private void execute(Task task) {
        synchronized (tasks) {
            tasks.add(task);
            tasks.notifyAll();
            if (running) {
                return;
            }
            running = true;
        }
        try {
            time.startThread(name, this::drain);
        } catch (RuntimeException | Error e) {
            takeAll().forEach(each -> each.fail(e));
        }
    }

    /**
     * Starts the thread, which stays until {@link #release}.
     *
     * @throws Error if there is none; then it is not held
     */
    void hold() {
        synchronized (tasks) {
            holds++;
            if (running) {
                return;
            }
            running = true;
        }
        boolean started = false;
        try {
            time.startThread(name, this::drain);
            started = true;
        } finally {
            if (!started) {
                release();
                OutOfMemoryError none = new OutOfMemoryError("no thread for what runs on " + name);
                takeAll().forEach(each -> each.fail(none));
            }
        }
    }

    /** Ends one {@link #hold}. */
    void release() {
        synchronized (tasks) {
            holds--;
            tasks.notifyAll();
        }
    }

    /** All that wait for the thread that could not be started: what was given meanwhile too. */
    private List<Task> takeAll() {
        synchronized (tasks) {
            running = false;
            List<Task> all = new ArrayList<>(tasks);
            tasks.clear();
            return all;
        }
    }

    private void drain() {
        Task task;
        while ((task = next()) != null) {
            task.run();
        }
    }

    private @Nullable Task next() {
        synchronized (tasks) {
            boolean interrupted = false;
            while (tasks.isEmpty() && holds > 0 && !interrupted) {
                try {
                    tasks.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            Task task = tasks.poll();
            running = task != null;
            return task;
        }
    }
}
