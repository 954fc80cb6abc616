package dev.wsh.impl.session;

import dev.wsh.Registration;
import dev.wsh.SessionEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to subscribers and listeners.
 *
 * <p>This class is thread-safe; the order of events is that of the calls of {@link #publish}.
 */
public final class EventHub implements Flow.Publisher<SessionEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final Executor callbacks;
    private final Supplier<String> owner;
    private final int capacity;
    private final List<EventQueue> queues = new CopyOnWriteArrayList<>();
    private volatile boolean complete;

    /**
     * Creates a hub.
     *
     * @param callbacks where subscribers run
     * @param owner whose events these are, for the log
     * @param capacity how many events a subscriber may be behind
     */
    public EventHub(Executor callbacks, Supplier<String> owner, int capacity) {
        this.callbacks = callbacks;
        this.owner = owner;
        this.capacity = capacity;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super SessionEvent> subscriber) {
        add(Objects.requireNonNull(subscriber, "subscriber"));
    }

    private Delivery<SessionEvent> add(Flow.Subscriber<? super SessionEvent> subscriber) {
        return Delivery.open(subscriber, callbacks, owner, signal -> {
            EventQueue queue = new EventQueue(capacity, signal, queues::remove);
            queues.add(queue);
            if (complete) {
                queue.complete(Runnable::run);
            }
            return queue;
        });
    }

    /**
     * Adds a listener.
     *
     * @param listener an exception of it is logged and changes nothing
     * @return closes the subscription
     */
    public Registration listen(Consumer<? super SessionEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        return new Listening(owner, add(new Listener(listener)));
    }

    private record Listening(Supplier<String> owner, Delivery<SessionEvent> delivery) implements Registration {
        @Override
        public void close() {
            delivery.cancel();
        }

        @Override
        public String toString() {
            return "a listener to " + owner.get();
        }
    }

    @Override
    public String toString() {
        return "events of " + owner.get();
    }

    private record Listener(Consumer<? super SessionEvent> listener) implements Flow.Subscriber<SessionEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(SessionEvent event) {
            try {
                listener.accept(event);
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "a listener failed on {} of session {}",
                        event.getClass().getSimpleName(),
                        event.session().name(),
                        e);
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    /** {@return whether nobody listens, so that an event need not be made} */
    public boolean isEmpty() {
        return queues.isEmpty();
    }

    /**
     * Hands an event to everybody; never blocks.
     *
     * @param event the event
     * @param afterwards does something once the caller's locks are released
     */
    public void publish(SessionEvent event, Consumer<Runnable> afterwards) {
        for (EventQueue queue : queues) {
            queue.offer(event, afterwards);
        }
    }

    /**
     * Completes all subscriptions, also those to come.
     *
     * @param afterwards does something once the caller's locks are released
     */
    public void complete(Consumer<Runnable> afterwards) {
        complete = true;
        for (EventQueue queue : queues) {
            queue.complete(afterwards);
        }
    }
}
