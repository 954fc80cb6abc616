package dev.wsh.impl.session;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber of a source that always knows its newest item, so that nothing is queued: a slow subscriber gets fewer,
 * or larger, items. Signals are delivered one at a time on the callback executor.
 *
 * <p>A subscriber that never asked for anything is completed all the same when the source ends.
 *
 * <p>This class is thread-safe.
 *
 * @param <T> the type of the items
 */
final class PullStream<T> implements Flow.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(PullStream.class);

    /** What a stream is drawn from; called by one thread at a time. */
    interface Source<T> {

        /** Returns the next item if there is one by now. */
        Optional<T> next();

        /** Tells whether nothing more can come, now that {@link #next} gave nothing. */
        boolean isExhausted();

        /** Tells whether nothing more can come after what was not taken yet. */
        boolean isOver();

        /** Lets go of what the source holds. */
        void close();
    }

    private final Flow.Subscriber<? super T> subscriber;
    private final Executor callbacks;
    private final Source<T> source;
    private final Supplier<String> owner;
    private long demand;
    private boolean asked;
    private boolean subscribed;
    private boolean ended;
    private boolean running = true; // until it is open: a source may signal while it is made
    private boolean again;
    private @Nullable Throwable failure;

    private PullStream(
            Flow.Subscriber<? super T> subscriber,
            Executor callbacks,
            Supplier<String> owner,
            Function<Runnable, Source<T>> source) {
        this.owner = owner;
        this.subscriber = subscriber;
        this.callbacks = callbacks;
        this.source = source.apply(this::signal);
    }

    /** Subscribes to a source, which is given what to call when there may be something new; its owner is named in the log. */
    static <T> void open(
            Flow.Subscriber<? super T> subscriber,
            Executor callbacks,
            Supplier<String> owner,
            Function<Runnable, Source<T>> source) {
        PullStream<T> stream = new PullStream<>(subscriber, callbacks, owner, source);
        callbacks.execute(stream::drain);
    }

    /** There may be something new; quick, and callable with any lock held. */
    void signal() {
        synchronized (this) {
            if (running) {
                again = true;
                return;
            }
            if (ended) {
                return;
            }
            running = true;
        }
        callbacks.execute(this::drain);
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
        signal();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            ended = true;
        }
        source.close();
    }

    private void drain() {
        while (true) {
            synchronized (this) {
                again = false;
            }
            boolean moved;
            try {
                moved = step();
            } catch (RuntimeException | Error e) {
                LOG.error("a subscriber of {} failed; its subscription is cancelled", owner.get(), e);
                cancel();
                moved = false;
            }
            synchronized (this) {
                if (ended || (!moved && !again)) {
                    running = false;
                    return;
                }
            }
        }
    }

    /** Delivers one signal; returns false if there is none. */
    private boolean step() {
        Throwable wrong;
        boolean wanted;
        boolean first;
        synchronized (this) {
            first = !subscribed;
            subscribed = true;
            wrong = failure;
            wanted = demand > 0;
        }
        if (first) {
            subscriber.onSubscribe(this);
            return true;
        }
        if (wrong != null) {
            cancel();
            subscriber.onError(wrong);
            return false;
        }
        Optional<T> item = wanted ? source.next() : Optional.empty();
        if (item.isPresent()) {
            synchronized (this) {
                demand--;
            }
            subscriber.onNext(item.get());
            return true;
        }
        boolean isIgnored;
        synchronized (this) {
            isIgnored = !asked;
        }
        if (wanted ? source.isExhausted() : isIgnored && source.isOver()) {
            cancel();
            subscriber.onComplete();
        }
        return false;
    }
}
