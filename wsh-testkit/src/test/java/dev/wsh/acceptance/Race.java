package dev.wsh.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs something in several threads at once and reports what went wrong in any of them. */
final class Race {

    private Race() {}

    @FunctionalInterface
    interface Body {
        void run(int number) throws Exception;
    }

    static void inThreads(int threads, Body body) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(
                        () -> {
                            try {
                                body.run(i);
                            } catch (Throwable e) {
                                synchronized (failures) {
                                    failures.add(e);
                                }
                            }
                        },
                        "racer-" + i))
                .toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError(failures.size() + " threads failed", failures.get(0));
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
    }
}
