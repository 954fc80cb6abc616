package dev.wsh.stress;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The twins of the stress: a crowd that gets stuck or fails is found out. */
class CrowdTest {

    @Test
    @DisplayName("Twin: two locks taken in either order are found, with the threads that hold them")
    void crowd_locksInEitherOrder_isFoundOut() throws InterruptedException {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock two = new ReentrantLock();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            AssertionError stuck = assertThrows(
                    AssertionError.class,
                    () -> new Crowd(1, 2, ofMillis(300)).act(ofSeconds(60), threads, random -> {
                        boolean turned = random.nextBoolean();
                        ReentrantLock first = turned ? two : one;
                        ReentrantLock second = turned ? one : two;
                        first.lockInterruptibly();
                        try {
                            second.lockInterruptibly();
                            second.unlock();
                        } finally {
                            first.unlock();
                        }
                    }));
            assertTrue(stuck.getMessage().contains("deadlocked: ["), stuck.getMessage());
            assertTrue(stuck.getMessage().contains("crowd_locksInEitherOrder"), stuck.getMessage());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("Twin: one caller that stands still among others that go on is found")
    void crowd_oneStandsStill_isFoundOut() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            AssertionError stuck = assertThrows(
                    AssertionError.class,
                    () -> new Crowd(1, 4, ofMillis(300)).act(ofSeconds(60), threads, random -> {
                        if (random.nextInt(1000) == 0) {
                            never.await();
                        }
                    }));
            assertTrue(stuck.getMessage().contains("stood still"), stuck.getMessage());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("Twin: what is thrown, logged as an error or left uncaught is found")
    void crowd_failures_areFoundOut() throws Exception {
        AssertionError thrown = assertThrows(
                AssertionError.class,
                () -> new Crowd(1, 2, ofSeconds(30)).act(ofSeconds(60), Runnable::run, random -> {
                    throw new IllegalStateException("a bug");
                }));
        assertTrue(thrown.getMessage().contains("a bug"), thrown.getMessage());
        try (ErrorLog log = new ErrorLog()) {
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("not caught");
            });
            thread.start();
            thread.join();
            System.getLogger("x").log(System.Logger.Level.ERROR, "an error of the JDK's logging");
            LoggerFactory.getLogger("dev.wsh").error("an error of SLF4J");
            assertEquals(3, log.errors().size(), log::all);
        }
    }
}
