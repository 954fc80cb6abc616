package dev.wsh.impl.session;

import dev.wsh.Registration;
import dev.wsh.SessionEvent;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to subscribers and listeners.
 *
 * <p>This class is thread-safe; the order of events is that of the calls of {@link #publish}.
 */
public final class EventHub implements Flow.Publisher<SessionEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    private static final Stream[] NONE = {};

    private final Executor callbacks;
    private final Supplier<String> owner;
    private final int capacity;
    private volatile Stream[] streams = NONE; // replaced, never changed
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

    /** A stream that knows the newest event, to say to whom a gap belongs. */
    private static final class Stream {
        private @Nullable EventStream<SessionEvent> stream;
        private volatile @Nullable SessionEvent newest;

        EventStream<SessionEvent> get() {
            return Objects.requireNonNull(stream);
        }

        SessionEvent missed(long events) {
            SessionEvent event = Objects.requireNonNull(newest);
            return new SessionEvent.Missed(event.session(), event.mark(), events);
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super SessionEvent> subscriber) {
        add(Objects.requireNonNull(subscriber, "subscriber"));
    }

    private EventStream<SessionEvent> add(Flow.Subscriber<? super SessionEvent> subscriber) {
        Stream entry = new Stream();
        EventStream<SessionEvent> stream =
                new EventStream<>(subscriber, callbacks, owner, capacity, entry::missed, () -> remove(entry));
        entry.stream = stream;
        add(entry);
        stream.open();
        if (complete) {
            stream.complete();
        }
        return stream;
    }

    private synchronized void add(Stream entry) {
        streams = ListenerArrays.with(streams, entry);
    }

    private synchronized void remove(Stream entry) {
        streams = ListenerArrays.without(streams, entry);
    }

    /**
     * Adds a listener.
     *
     * @param listener an exception of it is logged and changes nothing
     * @return closes the subscription
     */
    public Registration listen(Consumer<? super SessionEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        EventStream<SessionEvent> stream = add(new Listener(listener));
        return stream::cancel;
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

    /**
     * Tells whether nobody listens, so that an event need not be made.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return streams.length == 0;
    }

    /**
     * Hands an event to everybody; never blocks.
     *
     * @param event the event
     */
    public void publish(SessionEvent event) {
        for (Stream entry : streams) {
            entry.newest = event;
            entry.get().offer(event);
        }
    }

    /** Completes all subscriptions, also those to come. */
    public void complete() {
        complete = true;
        for (Stream entry : streams) {
            entry.get().complete();
        }
    }
}
