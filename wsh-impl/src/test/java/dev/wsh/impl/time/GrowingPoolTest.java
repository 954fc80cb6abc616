package dev.wsh.impl.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool on a timer that fires when the test says so. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowingPoolTest {

    private static final int BLOCKED = 200;

    /** The first look may come before the first threads have begun; then 1, 2, 4 ... 128 more threads make 259. */
    private static final int MOST_LOOKS = 9;

    private final Deque<Runnable> looks = new ArrayDeque<>();

    private Future<?> afterStall(Runnable look) {
        looks.add(look);
        return new CompletableFuture<>();
    }

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "callback");
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void execute_manyBlock_theNextOneRunsAfterAFewLooks() {
        GrowingPool pool = new GrowingPool(GrowingPoolTest::thread, this::afterStall);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> next = new CompletableFuture<>();
        try {
            for (int i = 0; i < BLOCKED; i++) {
                pool.execute(() -> awaitUninterruptibly(release));
            }
            pool.execute(() -> next.complete(null));
            for (int i = 0; i < MOST_LOOKS; i++) {
                assertTrue(!looks.isEmpty() || next.isDone(), "nobody looks any more");
                if (!looks.isEmpty()) {
                    looks.remove().run();
                }
            }
            next.join();
        } finally {
            release.countDown();
            pool.close();
        }
    }

    /** Some complete between any two looks, the rest blocks: dialogues do so, which wait for what the next ones do. */
    @Test
    void look_someComplete_growsForThoseThatBlock() {
        GrowingPool pool = new GrowingPool(GrowingPoolTest::thread, this::afterStall);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        try {
            for (int i = 0; i < BLOCKED; i++) {
                pool.execute(begun::incrementAndGet);
                pool.execute(() -> {
                    begun.incrementAndGet();
                    awaitUninterruptibly(release);
                });
            }
            for (int i = 0; i < 2 * MOST_LOOKS && begun.get() < 2 * BLOCKED; i++) {
                awaitAllBlocked(pool);
                if (!looks.isEmpty()) {
                    looks.remove().run();
                }
            }
            assertEquals(2 * BLOCKED, begun.get());
        } finally {
            release.countDown();
            pool.close();
        }
    }

    /** One more blocks before each look, so that there is always one that waits: the steps must not grow out of their range. */
    @Test
    void look_oneBlocksAtATime_growsForEach() {
        GrowingPool pool = new GrowingPool(GrowingPoolTest::thread, this::afterStall);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        int tasks = 100;
        try {
            for (int i = 1; i <= tasks; i++) {
                pool.execute(() -> {
                    begun.incrementAndGet();
                    awaitUninterruptibly(release);
                });
                pool.execute(() -> {
                    begun.incrementAndGet();
                    awaitUninterruptibly(release);
                });
                while (begun.get() < 2 * i && !looks.isEmpty()) {
                    awaitAllBlocked(pool);
                    looks.remove().run();
                }
            }
            assertEquals(2 * tasks, begun.get());
        } finally {
            release.countDown();
            pool.close();
        }
    }

    private static void awaitAllBlocked(GrowingPool pool) {
        while (pool.running() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void execute_afterClose_runsAllTheSame() throws Exception {
        GrowingPool pool = new GrowingPool(GrowingPoolTest::thread, this::afterStall);
        pool.close();
        assertTrue(pool.awaitEnd(10_000));
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        pool.execute(() -> ran.complete(Thread.currentThread()));
        assertNotSame(Thread.currentThread(), ran.join());
        ran.join().join();
    }

    @Test
    void execute_queuedBehindBlockedOnesAtClose_runsAfterALook() {
        GrowingPool pool = new GrowingPool(GrowingPoolTest::thread, this::afterStall);
        CountDownLatch blocked = new CountDownLatch(GrowingPool.BASE_THREADS);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        try {
            for (int i = 0; i < GrowingPool.BASE_THREADS; i++) {
                pool.execute(() -> {
                    blocked.countDown();
                    awaitUninterruptibly(release);
                });
            }
            awaitUninterruptibly(blocked);
            pool.execute(() -> next.complete(true));
            pool.close();
            looks.remove().run();
            next.join();
        } finally {
            release.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                Thread.yield(); // the pool closes; the test goes on only when it wants to
            }
        }
    }
}
