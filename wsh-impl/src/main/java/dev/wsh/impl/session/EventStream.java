package dev.wsh.impl.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber with a bounded queue of its own. What does not fit pushes out the oldest, and the subscriber is told how
 * many it missed. Signals are delivered one at a time on the callback executor; the source never waits.
 *
 * <p>A subscriber that never asked for anything is completed all the same when the source ends.
 *
 * <p>This class is thread-safe.
 *
 * @param <T> the type of the items
 */
final class EventStream<T> implements Flow.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Flow.Subscriber<? super T> subscriber;
    private final Executor callbacks;
    private final Supplier<String> owner;
    private final int capacity;
    private final LongFunction<? extends T> missed;
    private final Runnable detach;
    private final Deque<T> queue = new ArrayDeque<>();
    private long dropped;
    private long demand;
    private boolean asked;
    private boolean subscribed;
    private boolean complete;
    private boolean ended;
    private boolean running;
    private @Nullable Throwable failure;

    EventStream(
            Flow.Subscriber<? super T> subscriber,
            Executor callbacks,
            Supplier<String> owner,
            int capacity,
            LongFunction<? extends T> missed,
            Runnable detach) {
        this.subscriber = subscriber;
        this.callbacks = callbacks;
        this.owner = owner;
        this.capacity = capacity;
        this.missed = missed;
        this.detach = detach;
    }

    /** Delivers {@code onSubscribe}. */
    void open() {
        schedule();
    }

    void offer(T item) {
        synchronized (this) {
            if (ended || complete) {
                return;
            }
            if (queue.size() == capacity) {
                queue.remove();
                dropped++;
            }
            queue.add(item);
        }
        schedule();
    }

    /** Completes after what is queued; at once for a subscriber that never asked for anything. */
    void complete() {
        synchronized (this) {
            complete = true;
        }
        schedule();
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            if (n <= 0) {
                failure = new IllegalArgumentException("request of " + n + " items is not positive");
            } else {
                asked = true;
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
        }
        schedule();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            ended = true;
            queue.clear();
        }
        detach.run();
    }

    private void schedule() {
        synchronized (this) {
            if (running || ended) {
                return;
            }
            running = true;
        }
        callbacks.execute(this::drain);
    }

    private void drain() {
        while (true) {
            Runnable signal;
            synchronized (this) {
                signal = next();
                if (signal == null) {
                    running = false;
                    return;
                }
            }
            try {
                signal.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a subscriber of {} failed; its subscription is cancelled", owner.get(), e);
                cancel();
            }
        }
    }

    private @Nullable Runnable next() {
        if (ended) {
            return null;
        }
        if (!subscribed) {
            subscribed = true;
            return () -> subscriber.onSubscribe(this);
        }
        Throwable wrong = failure;
        if (wrong != null) {
            ended = true;
            return () -> {
                detach.run();
                subscriber.onError(wrong);
            };
        }
        if (demand > 0 && dropped > 0) {
            demand--;
            T gap = missed.apply(dropped);
            dropped = 0;
            return () -> subscriber.onNext(gap);
        }
        T item = demand > 0 ? queue.poll() : null;
        if (item != null) {
            demand--;
            return () -> subscriber.onNext(item);
        }
        if (complete && (!asked || (queue.isEmpty() && dropped == 0))) {
            ended = true;
            return () -> {
                detach.run();
                subscriber.onComplete();
            };
        }
        return null;
    }
}
