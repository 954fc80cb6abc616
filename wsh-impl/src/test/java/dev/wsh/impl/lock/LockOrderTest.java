package dev.wsh.impl.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.impl.time.RealTime;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The twins: each breaks a rule of the locks and must be found at once, with nobody there to lock up with. */
class LockOrderTest {

    private final RankedLock registry = new RankedLock(Rank.REGISTRY);
    private final RankedLock session = new RankedLock(Rank.SESSION);
    private final RankedLock other = new RankedLock(Rank.SESSION);
    private final RankedLock race = new RankedLock(Rank.GROUP_WAIT);

    @Test
    void check_inTests_isOn() {
        assertTrue(LockOrder.CHECKED, "the tests run without -Dwsh.locks=checked");
    }

    @Test
    void lock_inOrderAndAgain_isAllowed() {
        registry.run(() -> session.run(() -> race.run(() -> session.run(() -> registry.run(() -> {})))));
        LockOrder.requireNone("nothing");
        assertEquals(List.of(), LockOrder.breaches());
    }

    @Test
    void lock_ofAnEarlierRank_isFound() {
        assertBreach(() -> race.run(() -> session.run(() -> {})));
    }

    @Test
    void lock_ofTwoSessions_isFound() {
        assertBreach(() -> session.run(() -> other.run(() -> {})));
    }

    @Test
    void requireNone_withALockHeld_isFound() {
        assertBreach(() -> session.run(() -> LockOrder.requireNone("a callback")));
    }

    @Test
    void afterwards_insideAnotherLock_isFound() {
        assertBreach(() -> registry.run(() -> session.run(() -> session.afterwards(() -> {}))));
    }

    @Test
    void callbackExecutor_calledWithALockHeld_isFound() {
        try (RealTime time = new RealTime(Optional.empty())) {
            assertBreach(() -> session.run(() -> time.callbacks().execute(() -> {})));
        }
    }

    @Test
    void callback_runByItsCallerWithALockHeld_isFound() throws InterruptedException {
        BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        Executor late = tasks::add;
        try (RealTime time = new RealTime(Optional.of(late))) {
            time.callbacks().execute(() -> {});
            Runnable task = tasks.take();
            assertBreach(() -> session.run(task));
        }
    }

    private static void assertBreach(Executable twin) {
        AssertionError breach = assertThrows(AssertionError.class, twin);
        assertEquals(List.of(breach), LockOrder.breaches());
        LockOrder.requireNone("the lock was released");
    }

    @Test
    void lock_held_isSeenByTools() {
        session.run(() -> {
            long me = Thread.currentThread().getId();
            ThreadInfo info = ManagementFactory.getThreadMXBean()
                    .getThreadInfo(new long[] {me}, /* lockedMonitors= */ false, /* lockedSynchronizers= */ true)[0];
            assertEquals(1, info.getLockedSynchronizers().length);
        });
    }
}
