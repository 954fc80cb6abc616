package dev.wsh.stress;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Many callers that do something at random until the time is up. Each has a random number generator of its own, made from
 * one seed; the interleaving is the machine's.
 */
final class Crowd {

    /** One thing that a caller does. */
    @FunctionalInterface
    interface Deed {
        void doAt(SplittableRandom random) throws Exception;
    }

    private final long seed;
    private final int callers;
    private final Duration patience;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReference<String> stuck = new AtomicReference<>();

    Crowd(long seed, int callers, Duration patience) {
        this.seed = seed;
        this.callers = callers;
        this.patience = patience;
    }

    /** Lets all of them act for a while; fails if one stood still, or anything was thrown that may not be. */
    void act(Duration time, Executor threads, Deed deed) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(callers);
        long end = System.nanoTime() + time.toNanos();
        try (Watchdog watchdog = new Watchdog(callers, patience, dump -> {
            stuck.set(dump);
            while (ended.getCount() > 0) {
                ended.countDown();
            }
        })) {
            for (int caller = 0; caller < callers; caller++) {
                int lane = caller;
                threads.execute(() -> {
                    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + lane);
                    try {
                        while (System.nanoTime() - end < 0 && stuck.get() == null && failures.isEmpty()) {
                            deed.doAt(random);
                            watchdog.step(lane);
                        }
                    } catch (Throwable e) {
                        failures.add(e);
                    } finally {
                        watchdog.done(lane);
                        ended.countDown();
                    }
                });
            }
            ended.await();
        }
        throwFailures();
    }

    private void throwFailures() {
        String dump = stuck.get();
        if (dump != null) {
            throw new AssertionError("seed " + seed + ": " + dump);
        }
        Throwable first = failures.peek();
        if (first != null) {
            throw new AssertionError("seed " + seed + ", " + failures.size() + " callers failed: " + first, first);
        }
    }

    /** Waits for something that other threads are about to do; fails, with all threads, if they do not. */
    static void await(String what, Duration patience, BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + " did not come within " + patience + "\n" + Watchdog.threads());
            }
            if (never.await(1, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Returns the seed in words, for logs. */
    static String say(long seed) {
        return "seed " + seed + " (-Dtest.crowd.seed=" + seed + " begins with the same)";
    }

    /** Returns one of a list. */
    static <T> T oneOf(SplittableRandom random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
