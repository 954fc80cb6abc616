package dev.wsh.impl.session;

import dev.wsh.SessionEvent;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events that one subscriber has not taken yet, bounded: what does not fit pushes out the oldest, and the subscriber
 * hears how many it missed.
 *
 * <p>This class is thread-safe.
 */
final class EventQueue implements Delivery.Source<SessionEvent> {

    private final int capacity;
    private final Delivery.Signal signal;
    private final Consumer<EventQueue> detach;
    private final RankedLock lock = new RankedLock(Rank.QUEUE); // guards what follows
    private final Deque<SessionEvent> events = new ArrayDeque<>();
    private @Nullable SessionEvent newest; // says to whom a gap belongs
    private long dropped;
    private boolean complete;

    EventQueue(int capacity, Delivery.Signal signal, Consumer<EventQueue> detach) {
        this.capacity = capacity;
        this.signal = signal;
        this.detach = detach;
    }

    void offer(SessionEvent event, Consumer<Runnable> afterwards) {
        lock.run(() -> {
            if (!complete) {
                if (events.size() == capacity) {
                    events.remove();
                    dropped++;
                }
                events.add(event);
                newest = event;
            }
        });
        signal.raise(afterwards);
    }

    /** Nothing follows what is queued. */
    void complete(Consumer<Runnable> afterwards) {
        lock.run(() -> complete = true);
        signal.raise(afterwards);
    }

    @Override
    public Optional<SessionEvent> next() {
        return lock.locked(() -> {
            if (dropped == 0) {
                return Optional.ofNullable(events.poll());
            }
            SessionEvent last = Objects.requireNonNull(newest);
            SessionEvent gap = new SessionEvent.Missed(last.session(), last.mark(), dropped);
            dropped = 0;
            return Optional.of(gap);
        });
    }

    @Override
    public boolean isExhausted() {
        return lock.locked(() -> complete && events.isEmpty() && dropped == 0);
    }

    @Override
    public boolean isOver() {
        return lock.locked(() -> complete);
    }

    @Override
    public void close() {
        lock.run(() -> {
            complete = true;
            events.clear();
        });
        detach.accept(this);
    }
}
