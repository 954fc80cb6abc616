package dev.wsh.impl.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.wsh.Pending;
import dev.wsh.WaitInterruptedException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.impl.time.RealTime;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
                EnginePending.create(time, "nothing", Duration.ZERO, Optional.of(deadline), List::of);
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
        pending.set(
                EnginePending.create(source, "nothing", Duration.ZERO, Optional.of(Duration.ofMinutes(1)), List::of));
        assertEquals(1, alarms.get());
        pending.get().within(Duration.ofSeconds(10));
        assertTrue(pending.get().isClaimed());
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

    @Test
    void factor_isReadFromAProperty() {
        assertEquals(1, EnginePending.factor(null));
        assertEquals(2.5, EnginePending.factor("2.5"));
        for (String wrong : List.of("", "x", "0", "-1", "NaN", "Infinity")) {
            assertEquals(1, EnginePending.factor(wrong), wrong);
        }
    }
}
