package dev.wsh.impl.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A step that was taken over is run once, whatever becomes of the threads that block. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandoverTest {

    /** A result that a step makes. */
    private static final class Result implements Handover.Result {
        private final Handover handover = new Handover();
        private final AtomicInteger steps = new AtomicInteger();
        private volatile boolean done;

        @Override
        public Handover handover() {
            return handover;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        void step() {
            steps.incrementAndGet();
            done = true;
            handover.wakeAll();
        }
    }

    @Test
    void offer_nobodyBlocks_isNotTaken() throws InterruptedException {
        Result result = new Result();
        assertFalse(result.handover.offer(result::step));
        result.step();
        result.handover.await(result);
        assertFalse(result.handover.offer(result::step), "who was there has left");
        assertEquals(1, result.steps.get());
    }

    @Test
    void await_interrupted_throwsAndLeaves() {
        Result result = new Result();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> result.handover.await(result));
        assertFalse(result.handover.offer(result::step));
    }

    /** Some threads block, some of them are interrupted while the step is offered. */
    @Test
    void offer_threadsComeAndGo_runsOnceOrIsLeft() throws InterruptedException {
        for (int round = 0; round < 5_000; round++) {
            Result result = new Result();
            List<Thread> threads = new ArrayList<>();
            AtomicBoolean early = new AtomicBoolean();
            for (int i = 0; i <= round % 3; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        result.handover.await(result);
                    } catch (InterruptedException e) {
                        early.set(true);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            if (round % 2 == 0) {
                threads.get(0).interrupt();
            }
            if (!result.handover.offer(result::step)) {
                assertEquals(0, result.steps.get());
                result.step();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(1, result.steps.get());
            assertTrue(!early.get() || round % 2 == 0);
        }
    }
}
