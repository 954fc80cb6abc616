package dev.wsh.impl.pty;

import dev.wsh.spi.TimeSource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Real time for the tests of this package, which need to see every thread that a provider starts. */
final class TestTime implements TimeSource {
    private final ExecutorService pool = Executors.newCachedThreadPool(TestTime::daemon);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, TestTime::daemon);
    private final Map<Object, Executor> serials = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();

    TestTime() {
        timer.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "test-time");
        thread.setDaemon(true);
        return thread;
    }

    /** The threads that a provider has started and that still live. */
    Set<Thread> threads() {
        started.removeIf(thread -> !thread.isAlive());
        return started;
    }

    int timers() {
        return timer.getQueue().size();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Cancellable schedule(Duration delay, Executor on, Runnable task) {
        Future<?> future = timer.schedule(() -> on.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(/* mayInterruptIfRunning= */ false);
    }

    @Override
    public Executor serial(Object key) {
        return serials.computeIfAbsent(key, each -> new Serial());
    }

    @Override
    public Executor engine() {
        return pool;
    }

    @Override
    public Executor callbacks() {
        return pool;
    }

    @Override
    public void startThread(String name, Runnable body) {
        Thread thread = new Thread(body, "wsh-" + name);
        thread.setDaemon(true);
        started.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        started.add(thread);
        thread.start();
    }

    /** As virtual time: everything but threads. */
    TimeSource withoutThreads() {
        return beforeThreads(name -> {
            throw new UnsupportedOperationException("no threads in virtual time");
        });
    }

    /** The same source, which does something, such as fail, before it starts a thread of some name. */
    TimeSource beforeThreads(Consumer<String> first) {
        return (TimeSource) Proxy.newProxyInstance(
                TimeSource.class.getClassLoader(), new Class<?>[] {TimeSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("startThread")) {
                        first.accept((String) args[0]);
                    }
                    return method.getName().equals("hashCode") ? 1 : method.invoke(this, args);
                });
    }

    /** The same source, which does something, such as fail, before it starts a thread, a timer or a task of the pool. */
    TimeSource beforeThreadsAndTimers(Consumer<String> first) {
        return (TimeSource) Proxy.newProxyInstance(
                TimeSource.class.getClassLoader(), new Class<?>[] {TimeSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("startThread")
                            || method.getName().equals("schedule")) {
                        first.accept(method.getName());
                    }
                    return method.getName().equals("hashCode") ? 2 : method.invoke(this, args);
                });
    }

    /** With a clock that throws the error once, to the next event loop that asks while there is one. */
    TimeSource failingLoops(AtomicReference<Error> error) {
        return (TimeSource) Proxy.newProxyInstance(
                TimeSource.class.getClassLoader(), new Class<?>[] {TimeSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("nanoTime")
                            && Thread.currentThread().getName().startsWith("wsh-loop")) {
                        Error due = error.getAndSet(null);
                        if (due != null) {
                            throw due;
                        }
                    }
                    return switch (method.getName()) {
                        case "hashCode" -> 1;
                        case "equals" -> proxy == args[0];
                        default -> method.invoke(this, args);
                    };
                });
    }

    /** With timers of that length handed to the test instead, which hears when they are cancelled. */
    TimeSource holding(Duration length, Consumer<Runnable> timer, Runnable cancelled) {
        return (TimeSource) Proxy.newProxyInstance(
                TimeSource.class.getClassLoader(), new Class<?>[] {TimeSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("schedule") && args[0].equals(length)) {
                        timer.accept(() -> ((Executor) args[1]).execute((Runnable) args[2]));
                        return (Cancellable) () -> {
                            cancelled.run();
                            return true;
                        };
                    }
                    return switch (method.getName()) {
                        case "hashCode" -> 1;
                        case "equals" -> proxy == args[0];
                        default -> method.invoke(this, args);
                    };
                });
    }

    @Override
    public void await(CompletionStage<?> stage) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        stage.whenComplete((value, failure) -> done.countDown());
        done.await();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pool.shutdownNow();
    }

    private final class Serial implements Executor {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean running;

        @Override
        public synchronized void execute(Runnable task) {
            tasks.add(task);
            if (!running) {
                running = true;
                pool.execute(this::drain);
            }
        }

        private void drain() {
            while (true) {
                Runnable task;
                synchronized (this) {
                    task = tasks.poll();
                    if (task == null) {
                        running = false;
                        return;
                    }
                }
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    // as in the real source: the tasks behind it run
                }
            }
        }
    }
}
