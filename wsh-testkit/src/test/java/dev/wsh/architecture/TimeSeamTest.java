package dev.wsh.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeSeamTest {
    private static final List<String> AROUND_IT = List.of(
            "System.nanoTime()",
            "System.currentTimeMillis()",
            "LongSupplier s = System::nanoTime",
            "Instant.now()",
            "LocalDateTime.now()",
            "Clock.systemUTC()",
            "new Date()",
            "Thread. sleep(1)",
            "TimeUnit.SECONDS. sleep(1)",
            "LockSupport.parkNanos(1)",
            "condition.awaitNanos(1)",
            "lock.wait(1)",
            "lock.wait(1, 1)",
            "thread.join(1)",
            "latch.await(1, TimeUnit.SECONDS)",
            "queue.poll(1, TimeUnit.SECONDS)",
            "queue.offer(\"\", 1, TimeUnit.SECONDS)",
            "future.get(1, TimeUnit.SECONDS)",
            "new Sub().get(1, TimeUnit.SECONDS)",
            "mutex.tryLock(1, TimeUnit.SECONDS)",
            "future.orTimeout(1, TimeUnit.SECONDS)",
            "new Sub().orTimeout(1, TimeUnit.SECONDS)",
            "future.completeOnTimeout(\"\", 1, TimeUnit.SECONDS)",
            "CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, executor)",
            "future.thenRunAsync(task)",
            "CompletableFuture.runAsync(task)",
            "timer.schedule(task, 1, TimeUnit.SECONDS)",
            "new Thread(task)",
            "Function<Runnable, Thread> f = Thread::new",
            "new Thread() {}",
            "Executors.newCachedThreadPool()",
            "ForkJoinPool.commonPool()",
            "new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>())",
            "new Timer()",
            "list.parallelStream()",
            "process.waitFor()",
            "process.waitFor(1, TimeUnit.SECONDS)");

    private static final List<String> HARMLESS = List.of(
            "TimeUnit.SECONDS.toNanos(1)",
            "TimeUnit.SECONDS.convert(1, TimeUnit.DAYS)",
            "future.thenRunAsync(task, executor)",
            "String.join(\"\", list)",
            "Duration.ofSeconds(1).toNanos()",
            "executor.execute(task)");

    private static final String PARAMETERS =
            "Object lock, Thread thread, Process process, CompletableFuture<String> future,"
                    + " BlockingQueue<String> queue, CountDownLatch latch, ReentrantLock mutex, Condition condition,"
                    + " ScheduledExecutorService timer, Runnable task, List<String> list, Executor executor";

    @ParameterizedTest
    @ValueSource(strings = {"wsh-api", "wsh-impl", "wsh-testkit"})
    void seam_inMainClasses_isKept(String module) {
        List<String> found = new ArrayList<>(TimeSeam.violations(ProjectTree.classes(module)));
        found.removeAll(TimeSeam.EXCEPTIONS);
        assertEquals("", String.join("\n", found));
    }

    @Test
    void exceptions_inMainClasses_areAllStillThere() {
        Set<String> unused = new TreeSet<>(TimeSeam.EXCEPTIONS);
        for (String module : ProjectTree.PUBLISHED) {
            TimeSeam.violations(ProjectTree.classes(module)).forEach(unused::remove);
        }
        assertEquals(Set.of(), unused, "no exception stays longer than its reason");
    }

    @TestFactory
    Stream<DynamicTest> seam_statementAroundIt_isFound(@TempDir Path folder) throws IOException {
        return tests("dev.wsh.impl.session", AROUND_IT, 1, folder);
    }

    @TestFactory
    Stream<DynamicTest> seam_harmlessStatement_isAllowed(@TempDir Path folder) throws IOException {
        return tests("dev.wsh.impl.session", HARMLESS, 0, folder);
    }

    @TestFactory
    Stream<DynamicTest> seam_inRealTime_isAllowed(@TempDir Path folder) throws IOException {
        return tests("dev.wsh.impl.time", AROUND_IT, 0, folder);
    }

    /** One class per statement, all compiled together, and a test for each. */
    private static Stream<DynamicTest> tests(String packageName, List<String> statements, int expected, Path folder)
            throws IOException {
        String head = "package " + packageName + "; import java.time.*; import java.util.*;"
                + " import java.util.concurrent.*; import java.util.concurrent.locks.*; import java.util.function.*;";
        List<Samples.Source> sources = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            String text = head + " class Sample" + i + " { static class Sub extends CompletableFuture<String> {}"
                    + " void f(" + PARAMETERS + ") throws Exception { " + statements.get(i) + "; } }";
            sources.add(new Samples.Source(packageName + ".Sample" + i, text));
        }
        List<CompiledClass> compiled = Samples.compile(folder, sources);
        return IntStream.range(0, statements.size())
                .mapToObj(i -> dynamicTest(
                        statements.get(i),
                        () -> assertEquals(
                                expected,
                                TimeSeam.violations(Samples.of(compiled, "Sample" + i))
                                        .size())));
    }
}
