package dev.wsh.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/** Notices that a lane has not moved for a while, and says what every thread is doing. Thread-safe. */
final class Watchdog implements AutoCloseable {

    private static final long DONE = -1;

    private final AtomicLongArray steps;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Begins to watch.
     *
     * @param lanes how many are watched
     * @param patience how long one of them may stand still
     * @param onStuck gets the threads, once
     */
    Watchdog(int lanes, Duration patience, Consumer<? super String> onStuck) {
        steps = new AtomicLongArray(lanes);
        Thread thread = new Thread(() -> watch(patience, onStuck), "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** One of them has moved. */
    void step(int lane) {
        steps.incrementAndGet(lane);
    }

    /** One of them has come to its end. */
    void done(int lane) {
        steps.set(lane, DONE);
    }

    private void watch(Duration patience, Consumer<? super String> onStuck) {
        long[] before = new long[steps.length()];
        Arrays.fill(before, -2);
        try {
            while (true) {
                for (int lane = 0; lane < before.length; lane++) {
                    long now = steps.get(lane);
                    if (now != DONE && now == before[lane]) {
                        onStuck.accept("lane " + lane + " has stood still for " + patience + " after " + now
                                + " steps\n" + threads());
                        return;
                    }
                    before[lane] = now;
                }
                if (closed.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what all threads are doing, which locks they hold, and which wait for each other. */
    static String threads() {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        StringBuilder text = new StringBuilder();
        long[] knot = bean.findDeadlockedThreads();
        if (knot != null) {
            text.append("deadlocked: ").append(Arrays.toString(knot)).append('\n');
        }
        for (ThreadInfo info : bean.dumpAllThreads(/* lockedMonitors= */ true, /* lockedSynchronizers= */ true)) {
            text.append(describe(info));
        }
        return text.append(virtualThreads()).toString();
    }

    private static String describe(ThreadInfo info) {
        StringBuilder text = new StringBuilder(
                String.format("\"%s\" #%d %s%n", info.getThreadName(), info.getThreadId(), info.getThreadState()));
        if (info.getLockName() != null) {
            text.append(String.format(
                    "    waits for %s, held by %s%n",
                    info.getLockName(), info.getLockOwnerName() == null ? "no thread" : info.getLockOwnerName()));
        }
        for (StackTraceElement frame : info.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
        Arrays.stream(info.getLockedMonitors())
                .forEach(held -> text.append("    holds ").append(held).append('\n'));
        Arrays.stream(info.getLockedSynchronizers())
                .forEach(held -> text.append("    holds ").append(held).append('\n'));
        return text.toString();
    }

    /** The bean above knows no virtual threads; the diagnostics of a JDK that has them write all into a file. */
    private static String virtualThreads() {
        if (Runtime.version().feature() < 21) {
            return "";
        }
        try {
            Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
            Class<?> format = Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
            MethodHandle dump = MethodHandles.publicLookup()
                    .findVirtual(type, "dumpThreads", MethodType.methodType(void.class, String.class, format));
            Object plain = format.getEnumConstants()[0];
            Path folder = Files.createTempDirectory("wsh-threads");
            Path file = folder.resolve("threads.txt");
            try {
                dump.invoke(
                        ManagementFactory.getPlatformMXBean(type.asSubclass(PlatformManagedObject.class)),
                        file.toString(),
                        plain);
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            return "no virtual threads are listed: " + e + "\n";
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
