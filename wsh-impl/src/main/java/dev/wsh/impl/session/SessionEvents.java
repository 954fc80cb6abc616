package dev.wsh.impl.session;

import dev.wsh.SessionEvent;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.wait.SessionMark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The events of a session on their way to its own listeners and to those of all sessions. What happens before the session
 * is listed waits, so that its creation comes first.
 *
 * <p>Guarded by the session's lock.
 */
final class SessionEvents {

    private final RankedLock lock;
    private final EventHub hub;
    private final SessionOwner owner;
    private final List<SessionEvent> unannounced = new ArrayList<>();
    private boolean announced;

    SessionEvents(RankedLock lock, EventHub hub, SessionOwner owner) {
        this.lock = lock;
        this.hub = hub;
        this.owner = owner;
    }

    EventHub hub() {
        return hub;
    }

    /** Tells whether somebody listens: events need not be made for nobody. */
    boolean isHeard() {
        return !hub.isEmpty() || owner.isHeard();
    }

    /** Makes an event and hands it out, if somebody listens. */
    void publishIfHeard(Supplier<SessionEvent> event) {
        if (isHeard()) {
            publish(event.get());
        }
    }

    void publish(SessionEvent event) {
        if (announced) {
            hub.publish(event, lock::afterwards);
            owner.publish(event, lock::afterwards);
        } else {
            unannounced.add(event);
        }
    }

    /** The session is listed from now on. */
    void announce(DefaultSession session, SessionMark start) {
        announced = true;
        publish(new SessionEvent.Created(session, start));
        unannounced.forEach(this::publish);
        unannounced.clear();
    }

    /** Nothing follows. */
    void complete() {
        hub.complete(lock::afterwards);
    }
}
