package dev.wsh.impl.time;

import dev.wsh.Diagnostics;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's clocks, and the only place of the engine that starts threads. All are daemons named {@code wsh-…}, started
 * when first used and gone after {@link #close}. One each of those that wait for time, serve terminals, decide waits and run
 * callbacks is there from the first terminal on.
 *
 * <p>What is asked of it after that is still done, on threads that leave with their task: who has a session of an engine
 * that is closed may wait for it, kill it and set a deadline.
 *
 * <p>This class is thread-safe.
 */
public final class RealTime implements TimeSource {

    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);

    /** Threads for the loops of terminals whose provider has none of its own. */
    private static final int SERIAL_THREADS = 2;

    private static final long CLOSE_MILLIS = 2_000;

    private final ThreadGroup group = new ThreadGroup("wsh");
    private final TimerThread timer;
    private final ThreadPoolExecutor loops;
    private final GrowingPool engine;
    private final GrowingPool pool;
    private final SlowCallbacks slow;
    private final PauseWatch pauses;
    private final Executor callbacks;
    private volatile boolean ready;
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private final Set<Thread> pooled = ConcurrentHashMap.newKeySet();
    private final RankedLock lock = new RankedLock(Rank.LEAF);
    private final Map<Object, SerialExecutor> serials = new WeakHashMap<>(); // guarded by lock

    /**
     * Creates a source.
     *
     * @param userExecutor where the user's code runs; empty for a pool of this source's own
     */
    public RealTime(Optional<Executor> userExecutor) {
        timer = new TimerThread(factory("timer"));
        ThreadFactory serialThreads = pooled("serial");
        ThreadFactory reviving = body -> serialThreads.newThread(Standby.reviving(body, this::loops));
        loops = new ThreadPoolExecutor(
                SERIAL_THREADS,
                SERIAL_THREADS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                reviving,
                (task, closed) -> serialThreads.newThread(task).start());
        loops.allowCoreThreadTimeOut(true);
        engine = new GrowingPool(pooled("engine"), look -> timer.schedule(GrowingPool.STALL, look));
        pool = new GrowingPool(pooled("callback"), look -> timer.schedule(GrowingPool.STALL, look));
        slow = new SlowCallbacks(look -> timer.schedule(SlowCallbacks.SLOW, look));
        pauses = new PauseWatch(this::nanoTime, beat -> timer.schedule(PauseWatch.BEAT, beat), () -> !timer.isIdle());
        callbacks = new Callbacks(
                userExecutor.orElse(pool),
                pool,
                userExecutor.map(any -> new SerialExecutor(engine)),
                Optional.of(slow));
    }

    private ThreadPoolExecutor loops() {
        return loops;
    }

    private ThreadFactory factory(String name) {
        AtomicInteger count = new AtomicInteger();
        return body -> thread(name + "-" + count.getAndIncrement(), body);
    }

    private ThreadFactory pooled(String name) {
        ThreadFactory factory = factory(name);
        return body -> remembered(pooled, factory.newThread(body));
    }

    private Thread thread(String name, Runnable body) {
        Thread thread = new Thread(group, body, "wsh-" + name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> LOG.error("thread {} failed", t.getName(), e));
        return thread;
    }

    private static Thread remembered(Set<Thread> threads, Thread thread) {
        threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
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
    public Pauses pauses() {
        return pauses.pauses();
    }

    @Override
    public Cancellable schedule(Duration delay, Executor on, Runnable task) {
        pauses.start();
        Future<?> scheduled = timer.schedule(delay, () -> Insist.on(Executor::execute, on, task));
        return () -> scheduled.cancel(/* mayInterruptIfRunning= */ false);
    }

    @Override
    public Executor serial(Object key) {
        return lock.locked(() ->
                serials.computeIfAbsent(key, any -> new SerialExecutor(task -> Standby.execute(loops, task))));
    }

    /** {@return how much of the engine's own work runs and waits; a picture of this moment} */
    public Diagnostics.Tasks engineState() {
        return new Diagnostics.Tasks(engine.active(), engine.waiting(), Duration.ZERO);
    }

    @Override
    public Executor engine() {
        return engine;
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public void startThread(String name, Runnable body) {
        if (!ready) {
            keepReady();
        }
        remembered(started, thread(name, body)).start();
    }

    /** A terminal comes: what ends it needs these threads, when perhaps there are no others. */
    private void keepReady() {
        lock.run(() -> {
            if (!ready && !loops.isShutdown()) {
                timer.keepReady();
                engine.keepReady();
                pool.keepReady();
                Standby.keep(loops);
                ready = true;
            }
        });
    }

    @Override
    public void await(CompletionStage<?> stage) throws InterruptedException {
        if (stage instanceof Handover.Result result) {
            result.handover().await(result);
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        stage.whenComplete((value, failure) -> done.countDown());
        done.await();
    }

    @Override
    public void close() {
        loops.shutdown();
        slow.close();
        pauses.close();
        pool.close();
        engine.close();
        timer.close();
        if (group.equals(Thread.currentThread().getThreadGroup())) {
            return; // a callback closes: it can't wait for its own end
        }
        try {
            long end = nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS); // for all together
            boolean ended = loops.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                    && pool.awaitEnd(millisUntil(end))
                    && engine.awaitEnd(millisUntil(end))
                    && timer.awaitEnd(millisUntil(end));
            started.forEach(Thread::interrupt); // a loop may linger
            end = nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
            for (Thread thread : started) {
                thread.join(millisUntil(end)); // they end with their terminals, which are closed by now
            }
            if (ended) {
                for (Thread thread : pooled) {
                    thread.join(millisUntil(end)); // a pool has ended a moment before its last thread has
                }
            } else {
                LOG.warn("a callback still runs {} ms after close; its thread stays until it returns", CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One at least, since a thread is joined for ever for none. */
    private long millisUntil(long end) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - nanoTime()));
    }
}
