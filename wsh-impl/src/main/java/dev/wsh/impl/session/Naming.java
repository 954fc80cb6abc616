package dev.wsh.impl.session;

import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A session's name and tags. The registry changes them under its own lock; who listens hears of each change later, in
 * order, under the session's.
 */
final class Naming {

    private volatile Identity current;
    private final Queue<Identity> changes = new ConcurrentLinkedQueue<>();
    private Identity published; // guarded by the session's lock

    Naming(Identity first) {
        current = first;
        published = first;
    }

    Identity current() {
        return current;
    }

    /** Changes name and tags; with the registry's lock held, and followed by {@link #publish}. */
    void become(Identity next) {
        current = next;
        changes.add(next);
    }

    /** Publishes each change since the last call; with the session's lock held. */
    void publish(Session session, Supplier<Mark> mark, Consumer<SessionEvent> events) {
        for (Identity next = changes.poll(); next != null; next = changes.poll()) {
            Identity old = published;
            published = next;
            if (!old.name().equals(next.name())) {
                events.accept(new SessionEvent.Renamed(session, mark.get(), old.name(), next.name()));
            }
            if (!old.tags().equals(next.tags())) {
                events.accept(new SessionEvent.TagsChanged(
                        session, mark.get(), next.tagsMissingIn(old), old.tagsMissingIn(next)));
            }
        }
    }
}
