package dev.wsh.impl.time;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool on a timer that fires when the test says so. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackPoolTest {

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
        CallbackPool pool = new CallbackPool(CallbackPoolTest::thread, this::afterStall);
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

    @Test
    void execute_afterClose_runsAllTheSame() throws Exception {
        CallbackPool pool = new CallbackPool(CallbackPoolTest::thread, this::afterStall);
        pool.close();
        assertTrue(pool.awaitEnd(10_000));
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        pool.execute(() -> ran.complete(Thread.currentThread()));
        assertNotSame(Thread.currentThread(), ran.join());
        ran.join().join();
    }

    @Test
    void execute_queuedBehindBlockedOnesAtClose_runsAfterALook() {
        CallbackPool pool = new CallbackPool(CallbackPoolTest::thread, this::afterStall);
        CountDownLatch blocked = new CountDownLatch(CallbackPool.BASE_THREADS);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        try {
            for (int i = 0; i < CallbackPool.BASE_THREADS; i++) {
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
