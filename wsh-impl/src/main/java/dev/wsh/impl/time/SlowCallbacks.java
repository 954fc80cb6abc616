package dev.wsh.impl.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the callbacks that block for long, once each. They may; but who wonders why a session gets no answer looks here.
 *
 * <p>This class is thread-safe.
 */
final class SlowCallbacks {

    /** From when on a callback is named. */
    static final Duration SLOW = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SlowCallbacks.class);
    private static final int MOST_NAMES = 5;

    private final Function<Runnable, Future<?>> later;
    private final Map<Thread, Running> running = new ConcurrentHashMap<>();
    private @Nullable Future<?> watch; // guarded by this
    private boolean closed;

    /** One callback under way. */
    private static final class Running {
        private final Runnable task;
        private final long since = System.nanoTime();
        private volatile boolean named;

        Running(Runnable task) {
            this.task = task;
        }
    }

    /**
     * Creates a watch with nothing to do.
     *
     * @param later runs a task after {@link #SLOW}
     */
    SlowCallbacks(Function<Runnable, Future<?>> later) {
        this.later = later;
    }

    /** Runs a callback on the calling thread. */
    void run(Runnable task) {
        running.put(Thread.currentThread(), new Running(task));
        watch();
        try {
            task.run();
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    /** Returns for how long the callback that began first has been running; zero if there is none. */
    Duration longest() {
        long now = System.nanoTime();
        return Duration.ofNanos(running.values().stream()
                .mapToLong(each -> now - each.since)
                .filter(age -> age > 0) // it may have begun since
                .max()
                .orElse(0));
    }

    private synchronized void watch() {
        if (watch == null && !closed) {
            watch = later.apply(this::look);
        }
    }

    private void look() {
        synchronized (this) {
            watch = null;
        }
        if (running.isEmpty()) {
            return;
        }
        watch();
        List<String> names = new ArrayList<>();
        running.forEach((thread, each) -> {
            if (!each.named && System.nanoTime() - each.since >= SLOW.toNanos()) {
                each.named = true;
                names.add(each.task + where(thread));
            }
        });
        if (!names.isEmpty()) {
            LOG.warn(
                    "{} blocked for over {} ms, while others of the same executor may wait: {}{}",
                    names.size() == 1 ? "a callback has" : names.size() + " callbacks have",
                    SLOW.toMillis(),
                    String.join("; ", names.subList(0, Math.min(names.size(), MOST_NAMES))),
                    names.size() > MOST_NAMES ? "; and " + (names.size() - MOST_NAMES) + " more" : "");
        }
    }

    /** The innermost frame of the user's, if there is one. */
    private static String where(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .filter(frame -> !frame.getClassName()
                        .matches("(java|jdk|sun|dev\\.wsh\\.(impl|testkit))\\..*|dev\\.wsh\\.\\w+"))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    /** Looks no more. */
    synchronized void close() {
        closed = true;
        Future<?> set = watch;
        if (set != null) {
            set.cancel(/* mayInterruptIfRunning= */ false);
        }
    }
}
