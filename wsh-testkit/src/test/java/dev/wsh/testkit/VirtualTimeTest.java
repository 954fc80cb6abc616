package dev.wsh.testkit;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.impl.time.RealTime;
import dev.wsh.spi.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private static final Logger LOG = Logger.getLogger(VirtualTime.class.getName());

    private final VirtualTime time = new VirtualTime();
    private final List<String> trace = new ArrayList<>();

    @BeforeAll
    static void silenceTheFailuresThatAreMeantToHappen() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        LOG.setLevel(null);
    }

    private Runnable note(String what) {
        return () -> trace.add(time.elapsed().toMillis() + " " + what);
    }

    private TimeSource.Cancellable in(long millis, String what) {
        return time.schedule(ofMillis(millis), time.callbacks(), note(what));
    }

    // Time.

    @Test
    void now_freshClock_isTheFixedInstant() {
        assertEquals(VirtualTime.START, time.now());
        assertEquals(ZERO, time.elapsed());
    }

    @Test
    void advance_nothingScheduled_movesAllClocks() {
        long before = time.nanoTime();
        time.advance(ofHours(1));
        assertEquals(ofHours(1).toNanos(), time.nanoTime() - before);
        assertEquals(VirtualTime.START.plus(ofHours(1)), time.now());
        assertEquals(ofHours(1), time.elapsed());
    }

    @Test
    void advance_timersBeforeAtAndAfterTheEnd_runsTheFirstTwoAtTheirInstants() {
        in(30, "later");
        in(20, "at the end");
        in(10, "before");
        time.advance(ofMillis(20));
        assertEquals(List.of("10 before", "20 at the end"), trace);
        assertEquals(1, time.pendingTimers());
        time.advance(ofMillis(10));
        assertEquals("30 later", trace.get(2));
    }

    @Test
    void advance_timerSchedulesAnother_runsItTooIfDue() {
        time.schedule(ofMillis(10), time.callbacks(), () -> in(10, "second"));
        time.advance(ofMillis(20));
        assertEquals(List.of("20 second"), trace);
    }

    @Test
    void schedule_sameInstant_runsInOrderOfScheduling() {
        IntStream.range(0, 100).forEach(i -> in(5, "t" + i));
        time.advance(ofMillis(5));
        assertEquals(IntStream.range(0, 100).mapToObj(i -> "5 t" + i).toList(), trace);
    }

    @Test
    void schedule_sameInstant_runsEventsOfTerminalsFirst() {
        in(5, "timer 1");
        time.scheduleEvent(ofMillis(5), time.serial("pty"), note("event"));
        in(5, "timer 2");
        time.advance(ofMillis(5));
        assertEquals(List.of("5 event", "5 timer 1", "5 timer 2"), trace);
    }

    @Test
    void schedule_sameInstant_runsConsequencesBeforeTheNextTimer() {
        time.schedule(ofMillis(5), time.callbacks(), () -> {
            note("timer 1").run();
            time.executor().execute(() -> {
                note("its task").run();
                time.scheduleEvent(ZERO, time.callbacks(), note("its event"));
                time.serial("x").execute(note("its task's task"));
            });
        });
        in(5, "timer 2");
        time.advance(ofMillis(5));
        assertEquals(List.of("5 timer 1", "5 its task", "5 its task's task", "5 its event", "5 timer 2"), trace);
    }

    @Test
    void schedule_zeroDelay_runsInSettleAfterTheQueue() {
        in(0, "timer");
        time.executor().execute(note("task"));
        assertEquals(List.of(), trace, "nothing runs before somebody runs the clock");
        time.settle();
        assertEquals(List.of("0 task", "0 timer"), trace);
        assertEquals(ZERO, time.elapsed());
    }

    @Test
    void schedule_hugeDelay_isNeverDueAndDoesNotOverflow() {
        time.advance(ofSeconds(1));
        in(1, "soon");
        time.schedule(Duration.ofSeconds(Long.MAX_VALUE), time.callbacks(), note("never"));
        time.advance(ofDays(365));
        assertEquals(List.of("1001 soon"), trace);
        assertEquals(1, time.pendingTimers());
    }

    @Test
    void schedule_negativeDelay_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> in(-1, "past"));
        assertThrows(IllegalArgumentException.class, () -> time.advance(ofMillis(-1)));
    }

    @Test
    void schedule_foreignExecutor_handsOverAtTheInstant() {
        time.schedule(ofMillis(5), Runnable::run, note("direct"));
        time.advance(ofMillis(5));
        assertEquals(List.of("5 direct"), trace);
    }

    @Test
    void cancel_waitingTimer_leavesNothing() {
        TimeSource.Cancellable timer = in(5, "cancelled");
        assertEquals(1, time.pendingTimers());
        assertTrue(timer.cancel());
        assertTrue(timer.cancel(), "it still will not run");
        assertEquals(0, time.pendingTimers());
        time.advance(ofMillis(5));
        assertEquals(List.of(), trace);
    }

    @Test
    void cancel_firedButNotBegun_preventsIt() {
        List<TimeSource.Cancellable> second = new ArrayList<>();
        time.schedule(ofMillis(5), Runnable::run, () -> {
            time.executor().execute(() -> assertTrue(second.get(0).cancel()));
            second.add(time.schedule(ZERO, time.executor(), note("cancelled")));
        });
        time.advance(ofMillis(5));
        assertEquals(List.of(), trace);
    }

    @Test
    void cancel_afterItRan_isFalse() {
        TimeSource.Cancellable timer = in(5, "ran");
        time.advance(ofMillis(5));
        assertFalse(timer.cancel());
    }

    @Test
    void serial_sameKey_runsInOrderAndOneAtATime() {
        Executor loop = time.serial("key");
        loop.execute(() -> {
            note("1 begins").run();
            time.serial("key").execute(note("3"));
            note("1 ends").run();
        });
        loop.execute(note("2"));
        time.settle();
        assertEquals(List.of("0 1 begins", "0 1 ends", "0 2", "0 3"), trace);
    }

    @Test
    void startThread_always_saysWhy() {
        UnsupportedOperationException refused =
                assertThrows(UnsupportedOperationException.class, () -> time.startThread("pty-reader", () -> {}));
        assertTrue(refused.getMessage().contains("wsh-pty-reader"), refused.getMessage());
    }

    // Waiting.

    @Test
    void await_timerCompletesIt_movesTimeExactlyThere() {
        CompletableFuture<String> done = new CompletableFuture<>();
        time.schedule(ofHours(1), time.callbacks(), () -> done.complete("x"));
        in(2 * 3_600_000, "too late");
        assertEquals("x", time.await(done));
        assertEquals(ofHours(1), time.elapsed());
        assertEquals(List.of(), trace);
    }

    @Test
    void await_alreadyComplete_runsNothing() {
        time.executor().execute(note("task"));
        assertEquals("x", time.await(CompletableFuture.completedFuture("x")));
        assertEquals(1, time.pendingTasks());
    }

    @Test
    void await_allOf_waitsForTheLast() {
        CompletableFuture<?>[] all = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> CompletableFuture.runAsync(
                        note("p" + i), task -> time.schedule(ofMillis(10L * i), time.executor(), task)))
                .toArray(CompletableFuture[]::new);
        time.await(CompletableFuture.allOf(all));
        assertEquals(ofMillis(50), time.elapsed());
    }

    @Test
    void await_failure_isThrownAsItIs() {
        IllegalArgumentException unchecked = new IllegalArgumentException("x");
        assertSame(
                unchecked,
                assertThrows(
                        IllegalArgumentException.class, () -> time.await(CompletableFuture.failedFuture(unchecked))));
        AssertionError error = new AssertionError("x");
        assertSame(error, assertThrows(AssertionError.class, () -> time.await(CompletableFuture.failedFuture(error))));
        IOException checked = new IOException("x");
        assertSame(
                checked,
                assertThrows(CompletionException.class, () -> time.await(CompletableFuture.failedFuture(checked)))
                        .getCause());
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(/* mayInterruptIfRunning= */ false);
        assertThrows(CancellationException.class, () -> time.await(cancelled));
    }

    @Test
    void await_nothingLeftToHappen_failsAtOnceAndNamesWhatWasAwaited() {
        in(5, "last");
        CompletableFuture<String> never = new CompletableFuture<>() {
            @Override
            public String toString() {
                return "the awaited thing";
            }
        };
        DeadlockException deadlock = assertThrows(DeadlockException.class, () -> time.await(never));
        assertTrue(deadlock.getMessage().contains("the awaited thing"), deadlock.getMessage());
        assertTrue(deadlock.getMessage().contains("PT0.005S"), deadlock.getMessage());
        assertEquals(List.of("5 last"), trace, "everything that could happen has happened");
    }

    @Test
    void await_deadlockAfterAFailedTask_tellsTheFailure() {
        IllegalStateException bug = new IllegalStateException("bug");
        time.executor().execute(() -> {
            throw bug;
        });
        DeadlockException deadlock =
                assertThrows(DeadlockException.class, () -> time.await(new CompletableFuture<String>()));
        assertSame(bug, deadlock.getSuppressed()[0]);
        time.close();
    }

    @Test
    void await_inACallback_runsTheQueueFromInside() {
        CompletableFuture<String> inner = new CompletableFuture<>();
        CompletableFuture<String> outer = CompletableFuture.supplyAsync(
                () -> {
                    time.schedule(ofMillis(10), time.serial("loop"), () -> inner.complete("inner"));
                    return time.await(inner) + " at " + time.elapsed().toMillis();
                },
                time.executor());
        assertEquals("inner at 10", time.await(outer));
    }

    @Test
    void await_inASerialTask_isRefusedAsARealLoopWouldHang() {
        CompletableFuture<String> never = new CompletableFuture<>();
        time.serial("the loop").execute(() -> time.await(never));
        IllegalStateException refused = assertThrows(IllegalStateException.class, time::settle);
        assertTrue(refused.getMessage().contains("the loop"), refused.getMessage());
    }

    @Test
    void await_inASerialTaskButComplete_isAllowed() {
        time.serial("loop").execute(() -> time.await(CompletableFuture.completedFuture("x")));
        time.settle();
    }

    @Test
    void await_serialTaskUnderANestedWait_isStillRefused() {
        CompletableFuture<String> never = new CompletableFuture<>();
        time.executor().execute(() -> {
            time.serial("loop").execute(() -> time.await(never));
            time.settle();
        });
        IllegalStateException refused = assertThrows(IllegalStateException.class, time::settle);
        assertTrue(refused.getMessage().contains("loop"), refused.getMessage());
    }

    @Test
    void await_callerInterrupted_throwsAndLeavesTheStageAlone() {
        CompletableFuture<String> never = new CompletableFuture<>();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> time.await((CompletionStage<?>) never));
        assertFalse(Thread.currentThread().isInterrupted());
        Thread.currentThread().interrupt();
        assertThrows(IllegalStateException.class, () -> time.await(never));
        assertTrue(Thread.interrupted(), "the flag stays set");
        assertFalse(never.isDone());
    }

    @Test
    void advance_endlessWorkAtOneInstant_isReportedAsStuck() {
        Executor executor = time.executor();
        executor.execute(new Runnable() {
            @Override
            public void run() {
                executor.execute(this);
            }
        });
        IllegalStateException stuck = assertThrows(IllegalStateException.class, time::settle);
        assertTrue(stuck.getMessage().contains("stuck"), stuck.getMessage());
    }

    // Failures.

    @Test
    void failure_ofATask_isThrownByAdvanceAndStopsNobodyElse() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");
        time.executor().execute(() -> {
            throw first;
        });
        in(1, "goes on");
        time.schedule(ofMillis(2), time.serial("x"), () -> {
            throw second;
        });
        assertSame(first, assertThrows(IllegalStateException.class, () -> time.advance(ofMillis(5))));
        assertSame(second, first.getSuppressed()[0]);
        assertEquals(List.of("1 goes on"), trace);
        time.close();
    }

    @Test
    void failure_thatNobodyAskedFor_isThrownByClose() {
        CompletableFuture<String> done = new CompletableFuture<>();
        time.executor().execute(() -> {
            done.complete("x");
            throw new UncheckedIOException(new IOException("lost?"));
        });
        assertEquals("x", time.await(done));
        assertThrows(UncheckedIOException.class, time::close);
        time.close();
    }

    @Test
    void failure_taken_isNotThrown() {
        AssertionError expected = new AssertionError("expected");
        CompletableFuture<String> done = new CompletableFuture<>();
        time.executor().execute(() -> {
            throw expected;
        });
        time.executor().execute(() -> done.complete("x"));
        time.await(done);
        assertEquals(List.of(expected), time.takeFailures());
        time.close();
    }

    @Test
    void close_withWorkLeft_dropsItAndRefusesMore() {
        in(5, "timer");
        time.executor().execute(note("task"));
        time.close();
        time.close();
        time.advance(ofSeconds(1));
        assertEquals(List.of(), trace);
        assertThrows(RejectedExecutionException.class, () -> time.executor().execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> in(1, "x"));
        assertThrows(DeadlockException.class, () -> time.await(new CompletableFuture<String>()));
    }

    @Test
    void toString_withWork_tellsWhatIsPending() {
        in(5, "timer");
        time.scheduleEvent(ofMillis(5), time.callbacks(), note("event"));
        time.executor().execute(note("task"));
        assertEquals("VirtualTime[PT0S, tasks=1, timers=1, events=1]", time.toString());
    }

    // Other threads.

    @Test
    void await_manyThreadsAtOnce_allReturnAndTasksRunOneAtATime() throws Exception {
        runFromManyThreads(time, inTask -> {});
        assertEquals(0, time.pendingTimers());
        time.close();
    }

    /** Twin: a time source whose serial executors have nothing to do with each other is found out. */
    @Test
    void runFromManyThreads_tasksOnManyThreads_isFoundOut() {
        try (TimeSource real = new RealTime(Optional.empty())) {
            AtomicBoolean overlapped = new AtomicBoolean();
            assertThrows(
                    AssertionError.class,
                    () -> runFromManyThreads(real, inTask -> {
                        while (!overlapped.get()) {
                            overlapped.compareAndSet(false, inTask.get() > 1);
                        }
                    }));
        }
    }

    /** Has 20 threads wait for tasks of their own, at once, and checks that no two of the tasks overlap. */
    private static void runFromManyThreads(TimeSource time, Consumer<AtomicInteger> inside)
            throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger inTask = new AtomicInteger();
        List<Thread> all = IntStream.range(0, 20)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        for (int round = 1; round <= 50; round++) {
                            CompletableFuture<Integer> together = new CompletableFuture<>();
                            time.schedule(ofMillis(1 + (i * 7 + round) % 13), time.serial(together), () -> {
                                inTask.incrementAndGet();
                                inside.accept(inTask);
                                int now = inTask.getAndDecrement();
                                together.complete(now);
                            });
                            time.await(together);
                            assertEquals(1, together.join(), "tasks at once");
                        }
                    } catch (InterruptedException | AssertionError e) {
                        failures.add(e);
                    }
                }))
                .toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void await_anotherThreadRunsTheQueue_isServedByIt() throws Exception {
        CompletableFuture<String> outer = new CompletableFuture<>();
        CompletableFuture<String> others = new CompletableFuture<>();
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread other = new Thread(() -> result.complete(time.await(others)));
        time.executor().execute(() -> {
            other.start();
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // until it waits for its turn
            }
            others.complete("served");
            outer.complete("done");
        });
        assertEquals("done", time.await(outer));
        assertEquals("served", result.get());
        other.join();
    }

    @Test
    void hold_whileAnotherThreadWorks_keepsTimeStillAndTheWaitAlive() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        in(1000, "deadline");
        VirtualTime.Hold hold = time.hold();
        Thread waiter = Thread.currentThread();
        Thread worker = new Thread(() -> {
            while (waiter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // until the wait has nothing to run and blocks
            }
            result.complete("from outside");
            hold.close();
        });
        worker.start();
        assertEquals("from outside", time.await(result));
        worker.join();
        assertEquals(ZERO, time.elapsed());
        hold.close();
    }

    @Test
    void hold_closed_letsTimeGoOn() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        time.schedule(ofMillis(10), time.executor(), () -> result.complete("timer"));
        VirtualTime.Hold hold = time.hold();
        Thread waiter = Thread.currentThread();
        Thread worker = new Thread(() -> {
            while (waiter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            time.executor().execute(note("task of another thread"));
            hold.close();
        });
        worker.start();
        assertEquals("timer", time.await(result));
        worker.join();
        assertEquals(List.of("0 task of another thread"), trace);
    }

    @Test
    void advance_underAHold_isFreeToMove() {
        in(10, "timer");
        VirtualTime.Hold hold = time.hold();
        time.advance(ofMillis(10));
        hold.close();
        assertEquals(List.of("10 timer"), trace);
    }
}
