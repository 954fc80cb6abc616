package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of tasks when one fails, or when no thread can be started. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HelperThreadTest {
    private final TestTime time = new TestTime();

    @AfterEach
    void closes() {
        time.close();
    }

    @Test
    void execute_taskThrows_isToldAndLaterTasksRun() throws Exception {
        HelperThread thread = new HelperThread(time, "test");
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        OutOfMemoryError failure = new OutOfMemoryError("of the test");
        thread.reporting(told::complete).execute(() -> {
            thread.reporting(ran::completeExceptionally).execute(() -> ran.complete(true));
            throw failure;
        });
        assertSame(failure, told.get());
        assertTrue(ran.get());
    }

    @Test
    void execute_tellingThrowsToo_laterTasksRun() throws Exception {
        HelperThread thread = new HelperThread(time, "test");
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        thread.reporting(failure -> {
                    throw new IllegalStateException(failure);
                })
                .execute(() -> {
                    thread.reporting(ran::completeExceptionally).execute(() -> ran.complete(true));
                    throw new IllegalStateException("of the test");
                });
        assertTrue(ran.get());
    }

    @Test
    void execute_threadCannotBeStarted_allWhoWaitAreToldAndLaterTasksRun() throws Exception {
        List<String> told = new ArrayList<>();
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        HelperThread thread = new HelperThread(
                time.beforeThreads(name -> {
                    Runnable once = meanwhile.getAndSet(null);
                    if (once != null) {
                        once.run();
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                }),
                "test");
        meanwhile.set(() ->
                thread.reporting(e -> told.add("second: " + e.getMessage())).execute(() -> told.add("second ran")));
        thread.reporting(e -> told.add("first: " + e.getMessage())).execute(() -> told.add("first ran"));
        assertEquals(List.of("first: unable to create native thread", "second: unable to create native thread"), told);
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        thread.reporting(ran::completeExceptionally).execute(() -> ran.complete(true));
        assertTrue(ran.get());
    }
}
