package dev.wsh.impl.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.wsh.Pending;
import dev.wsh.SpawnException;
import dev.wsh.WaitInterruptedException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.impl.time.RealTime;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pending is decided once, and blocks well. Exact times are tested on virtual time, with the test kit. */
class EnginePendingTest {

    private final RealTime time = new RealTime(Optional.empty());
    private final AtomicInteger withdrawn = new AtomicInteger();

    @AfterEach
    void close() {
        time.close();
    }

    private EnginePending<String> pending(Duration deadline) {
        EnginePending<String> pending =
                EnginePending.create(time, () -> "nothing", Duration.ZERO, Optional.of(deadline), List::of);
        pending.whenWithdrawn(withdrawn::incrementAndGet);
        return pending;
    }

    @Test
    void block_deadlinePasses_throwsItsOwnExceptionWithTheCallersFrame() {
        EnginePending<String> pending = pending(Duration.ofMillis(1));
        WaitTimeoutException timeout = assertThrows(WaitTimeoutException.class, pending::block);
        assertTrue(
                List.of(timeout.getStackTrace()).stream()
                        .anyMatch(frame -> frame.getClassName().equals(EnginePendingTest.class.getName())),
                () -> List.of(timeout.getStackTrace()).toString());
        assertEquals(1, withdrawn.get());
        assertEquals(Optional.empty(), pending.blockOptional());
    }

    @Test
    void block_interrupted_cancelsAndKeepsTheFlag() {
        EnginePending<String> pending = pending(Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThrows(WaitInterruptedException.class, pending::block);
        assertTrue(Thread.interrupted());
        assertTrue(pending.isCancelled());
        assertEquals(1, withdrawn.get());
    }

    /** The other thread claims at the worst moment: the new alarm is made, and the pending does not know it yet. */
    @Test
    void within_claimedMeanwhile_leavesNoAlarm() {
        AtomicInteger alarms = new AtomicInteger();
        AtomicReference<EnginePending<String>> pending = new AtomicReference<>();
        TimeSource source = mock();
        when(source.pauses()).thenReturn(TimeSource.Pauses.NONE);
        when(source.schedule(any(), any(), any())).thenAnswer(call -> {
            alarms.incrementAndGet();
            Optional.ofNullable(pending.get()).ifPresent(EnginePending::claim);
            return (TimeSource.Cancellable) () -> alarms.decrementAndGet() >= 0;
        });
        pending.set(EnginePending.create(
                source, () -> "nothing", Duration.ZERO, Optional.of(Duration.ofMinutes(1)), List::of));
        assertEquals(1, alarms.get());
        pending.get().within(Duration.ofSeconds(10));
        assertTrue(pending.get().isDecided());
        assertEquals(0, alarms.get());
    }

    @Test
    void claim_isGivenOnce() {
        EnginePending<String> pending = pending(Duration.ofMinutes(1));
        assertTrue(pending.claim());
        assertFalse(pending.claim());
        assertFalse(pending.cancel(true), "its outcome is on the way");
        assertFalse(pending.complete("y"), "as is a value of the user's");
        pending.deliver("x");
        assertEquals("x", pending.block());
        assertEquals(0, withdrawn.get());
    }

    @Test
    void cancel_withdraws_andBlockSaysSo() {
        Pending<String> pending = pending(Duration.ofMinutes(1));
        assertTrue(pending.cancel(true));
        assertEquals(1, withdrawn.get());
        assertThrows(CancellationException.class, pending::block);
    }

    @Test
    void within_replacesTheDeadline_unboundedRemovesIt() {
        EnginePending<String> pending = pending(Duration.ofMillis(1));
        pending.unbounded();
        assertEquals(Optional.empty(), pending.within(Duration.ofMillis(5)).blockOptional());
        assertThrows(IllegalArgumentException.class, () -> pending.within(Duration.ZERO));
    }

    private Thread blocking(EnginePending<String> pending, AtomicReference<Object> seen) {
        Thread thread = new Thread(() -> seen.set(outcome(pending)), "blocks");
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private static Object outcome(EnginePending<String> pending) {
        try {
            return pending.block();
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void finishOnThreadThatBlocks_oneBlocks_itComputesTheOutcome() throws InterruptedException {
        EnginePending<String> pending = pending(Duration.ofMinutes(1));
        AtomicReference<Object> seen = new AtomicReference<>();
        Thread thread = blocking(pending, seen);
        assertTrue(pending.claim());
        assertTrue(pending.finishOnThreadThatBlocks(() -> Thread.currentThread().getName()));
        thread.join();
        assertEquals("blocks", seen.get());
        assertEquals("blocks", pending.join());
    }

    @Test
    void finishOnThreadThatBlocks_throws_isTheFailureOfAll() throws InterruptedException {
        EnginePending<String> pending = pending(Duration.ofMinutes(1));
        AtomicReference<Object> seen = new AtomicReference<>();
        AtomicReference<Object> other = new AtomicReference<>();
        List<Thread> threads = List.of(blocking(pending, seen), blocking(pending, other));
        SpawnException failure = new SpawnException("none", "x", 2, null);
        assertTrue(pending.claim());
        assertTrue(pending.finishOnThreadThatBlocks(() -> {
            throw failure;
        }));
        for (Thread thread : threads) {
            thread.join();
        }
        assertSame(failure, seen.get());
        assertSame(failure, other.get());
    }

    @Test
    void finishOnThreadThatBlocks_nobodyBlocksOrAFunctionDepends_isLeftUndone() throws InterruptedException {
        EnginePending<String> pending = pending(Duration.ofMinutes(1));
        assertTrue(pending.claim());
        assertFalse(pending.finishOnThreadThatBlocks(() -> "x"), "nobody blocks");
        AtomicReference<Object> seen = new AtomicReference<>();
        Thread thread = blocking(pending, seen);
        CompletableFuture<Thread> ran = pending.thenApply(value -> Thread.currentThread());
        assertFalse(pending.finishOnThreadThatBlocks(() -> "x"), "a function would run there");
        pending.finish(() -> "y");
        assertNotSame(thread, ran.join());
        thread.join();
        assertEquals("y", seen.get());
    }

    /** The function that was attached last is the first to run, but for those who block. */
    @Test
    void block_aFunctionAttachedLaterBlocks_returnsAllTheSame() throws InterruptedException {
        EnginePending<String> pending = pending(Duration.ofMinutes(1));
        AtomicReference<Object> seen = new AtomicReference<>();
        Thread thread = blocking(pending, seen);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> stuck = pending.thenAccept(value -> awaitUninterruptibly(release));
        pending.claim();
        pending.finish(() -> "x");
        thread.join();
        assertEquals("x", seen.get());
        release.countDown();
        stuck.join();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever comes in between, the outcome arrives everywhere, once, and functions run on no thread that blocks. */
    @Test
    void finishOnThreadThatBlocks_interruptedAndAttachedMeanwhile_arrivesOnce() throws InterruptedException {
        for (int round = 0; round < 5_000; round++) {
            EnginePending<String> pending = pending(Duration.ofMinutes(1));
            AtomicInteger computed = new AtomicInteger();
            AtomicReference<Object> seen = new AtomicReference<>();
            Thread blocks = new Thread(() -> seen.set(outcome(pending)), "blocks");
            AtomicReference<CompletableFuture<Thread>> attached = new AtomicReference<>();
            Thread attaches = new Thread(() -> attached.set(pending.thenApply(value -> Thread.currentThread())));
            blocks.start();
            attaches.start();
            boolean interrupts = round % 2 == 0;
            if (interrupts) {
                blocks.interrupt();
            }
            if (pending.claim()) {
                Supplier<String> value = () -> "x" + computed.incrementAndGet();
                if (!pending.finishOnThreadThatBlocks(value)) {
                    pending.finish(value);
                }
                assertEquals("x1", pending.join());
            }
            blocks.join();
            attaches.join();
            assertTrue(pending.isDone());
            assertTrue(
                    seen.get().equals("x1") || (interrupts && seen.get() instanceof WaitInterruptedException),
                    () -> seen + "");
            if (!pending.isCancelled()) {
                assertNotSame(blocks, attached.get().join());
            }
        }
    }
}
