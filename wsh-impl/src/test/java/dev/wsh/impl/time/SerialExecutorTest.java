package dev.wsh.impl.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On threads that run a task when the test says so. */
class SerialExecutorTest {

    private static final int ROUNDS = 20;

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private boolean closed;

    private SerialExecutor executor() {
        return new SerialExecutor(task -> {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            threads.add(task);
        });
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    /** Runs again and again, as a terminal that is flooded. */
    private void flood(SerialExecutor executor, int more) {
        ran.add("flood");
        if (more > 0) {
            executor.execute(() -> flood(executor, more - 1));
        }
    }

    @Test
    void execute_anothersTaskQueuesItselfAgain_comesAfterOneOfThem() {
        SerialExecutor flooded = executor();
        SerialExecutor other = executor();
        flooded.execute(() -> flood(flooded, ROUNDS));
        other.execute(() -> ran.add("other"));
        runAll();
        assertEquals(1, ran.indexOf("other"), ran.toString());
        assertEquals(ROUNDS + 2, ran.size());
    }

    @Test
    void execute_anotherWasGivenMany_comesAfterAFewOfThem() {
        SerialExecutor busy = executor();
        SerialExecutor other = executor();
        IntStream.range(0, 1000).forEach(i -> busy.execute(() -> ran.add("busy")));
        other.execute(() -> ran.add("other"));
        runAll();
        int before = ran.indexOf("other");
        assertTrue(before <= SerialExecutor.MOST_TASKS, before + " tasks came before");
        assertEquals(1001, ran.size());
    }

    @Test
    void enqueue_whoComesSecondBeginsFirst_keepsTheOrder() {
        SerialExecutor executor = executor();
        Runnable first = executor.enqueue(() -> ran.add("first"));
        Runnable second = executor.enqueue(() -> ran.add("second"));
        second.run();
        runAll();
        assertEquals(List.of(), ran);
        first.run();
        runAll();
        assertEquals(List.of("first", "second"), ran);
    }

    @Test
    void execute_tasksThatAddTasks_runInTheOrderOfAdding() {
        SerialExecutor executor = executor();
        for (int i = 0; i < ROUNDS; i++) {
            String name = Integer.toString(i);
            executor.execute(() -> {
                ran.add(name);
                executor.execute(() -> ran.add("after " + name));
            });
        }
        runAll();
        List<String> expected = new ArrayList<>();
        IntStream.range(0, ROUNDS).forEach(i -> expected.add(Integer.toString(i)));
        IntStream.range(0, ROUNDS).forEach(i -> expected.add("after " + i));
        assertEquals(expected, ran);
    }

    @Test
    void execute_taskFails_theNextOneRuns() {
        SerialExecutor executor = executor();
        executor.execute(() -> {
            throw new IllegalStateException("a task that fails on purpose");
        });
        executor.execute(() -> ran.add("next"));
        runAll();
        assertEquals(List.of("next"), ran);
    }

    @Test
    void execute_threadsCloseMeanwhile_whatWasAcceptedStillRuns() {
        SerialExecutor executor = executor();
        executor.execute(() -> flood(executor, ROUNDS));
        closed = true;
        threads.remove().run();
        assertEquals(ROUNDS + 1, ran.size());
        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> ran.add("late")));
        assertEquals(ROUNDS + 1, ran.size());
    }
}
