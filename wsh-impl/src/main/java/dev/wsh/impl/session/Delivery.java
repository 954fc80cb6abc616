package dev.wsh.impl.session;

import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.lock.SafeLog;
import dev.wsh.impl.time.Callbacks;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber of a source: what it asked for and what it has been given. Signals are delivered one at a time on the
 * callback executor; the source never waits, and says what it has when it is asked.
 *
 * <p>A subscriber that never asked for anything is completed all the same when the source ends.
 *
 * <p>This class is thread-safe.
 *
 * @param <T> the type of the items
 */
final class Delivery<T> implements Flow.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** What is delivered; called by one thread at a time, without a lock. */
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

    /** How a source says that there may be something new. */
    interface Signal {

        /**
         * There may be something new. Callable with any lock held but a delivery's own.
         *
         * @param afterwards does something once the caller's locks are released
         */
        void raise(Consumer<Runnable> afterwards);
    }

    private final Flow.Subscriber<? super T> subscriber;
    private final Executor callbacks;
    private final Supplier<String> owner;
    private final Source<T> source;
    private final RankedLock lock = new RankedLock(Rank.DELIVERY); // guards what follows
    private long demand;
    private boolean asked;
    private boolean subscribed;
    private boolean ended;
    private boolean running = true; // until it is open: a source may signal while it is made
    private boolean again;
    private @Nullable Throwable failure;
    private final Runnable turn; // made before the heap may be full

    private Delivery(
            Flow.Subscriber<? super T> subscriber,
            Executor callbacks,
            Supplier<String> owner,
            Function<Signal, Source<T>> source) {
        this.owner = owner;
        this.subscriber = subscriber;
        this.callbacks = callbacks;
        this.turn = new Callbacks.Named(() -> "a listener or subscriber of " + owner.get(), this::drain);
        this.source = source.apply(this::signal);
    }

    /** Subscribes to a source, which is given what to call when there may be something new; its owner is named in the log. */
    static <T> Delivery<T> open(
            Flow.Subscriber<? super T> subscriber,
            Executor callbacks,
            Supplier<String> owner,
            Function<Signal, Source<T>> source) {
        Delivery<T> delivery = new Delivery<>(subscriber, callbacks, owner, source);
        delivery.turn();
        return delivery;
    }

    private void signal(Consumer<Runnable> afterwards) {
        boolean begins = lock.locked(() -> {
            again |= running;
            if (running || ended) {
                return false;
            }
            running = true;
            return true;
        });
        if (begins) {
            afterwards.accept(this::turn);
        }
    }

    private void turn() {
        Insist.on(Executor::execute, callbacks, turn);
    }

    @Override
    public void request(long n) {
        lock.run(() -> {
            if (n <= 0) {
                failure = new IllegalArgumentException("request of " + n + " items is not positive");
            } else {
                asked = true;
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
        });
        signal(Runnable::run);
    }

    @Override
    public void cancel() {
        lock.run(() -> ended = true);
        source.close();
    }

    private void drain() {
        boolean goesOn = true;
        while (goesOn) {
            lock.run(() -> again = false);
            boolean moved = step();
            goesOn = lock.locked(() -> {
                running = !ended && (moved || again);
                return running;
            });
        }
    }

    /** Delivers one signal; returns false if there is none. */
    private boolean step() {
        try {
            Runnable signal = lock.locked(this::control);
            if (signal == null) {
                signal = item();
            }
            if (signal != null) {
                signal.run();
                return true;
            }
        } catch (RuntimeException | Error e) {
            SafeLog.error(LOG, "a subscriber of {} failed; its subscription is cancelled", owner.get(), e);
            cancel();
        }
        return false;
    }

    /** What comes before all items: the subscription itself, and the end of one that asked for nonsense. */
    @SuppressWarnings("NullAway") // a supplier may return null; there is no such type
    private @Nullable Runnable control() {
        if (ended) {
            return null;
        }
        if (!subscribed) {
            subscribed = true;
            return () -> subscriber.onSubscribe(this);
        }
        Throwable wrong = failure;
        return wrong == null ? null : () -> end(() -> subscriber.onError(wrong));
    }

    private @Nullable Runnable item() {
        boolean wanted = lock.locked(() -> demand > 0 && !ended);
        boolean ignored = lock.locked(() -> !asked && !ended);
        Optional<T> item = wanted ? source.next() : Optional.empty();
        if (item.isPresent()) {
            return take() ? () -> subscriber.onNext(item.get()) : null;
        }
        return wanted ? completion(source.isExhausted()) : completion(ignored && source.isOver());
    }

    /** Counts an item that is about to be delivered; false if the subscription was cancelled meanwhile. */
    private boolean take() {
        return lock.locked(() -> {
            demand--;
            return !ended;
        });
    }

    private @Nullable Runnable completion(boolean over) {
        return over ? () -> end(subscriber::onComplete) : null;
    }

    private void end(Runnable last) {
        cancel();
        last.run();
    }
}
