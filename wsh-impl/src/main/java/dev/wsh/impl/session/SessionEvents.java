package dev.wsh.impl.session;

import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.wait.SessionMark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The events of a session on their way to its own listeners and to those of all sessions. What happens before the session
 * is listed waits, so that its creation comes first.
 *
 * <p>Guarded by the session's lock.
 */
final class SessionEvents {

    private final Session session;
    private final RankedLock lock;
    private final EventHub hub;
    private final EventSink groups;
    private final List<SessionEvent> unannounced = new ArrayList<>();
    private boolean announced;

    SessionEvents(Session session, RankedLock lock, EventHub hub, EventSink groups) {
        this.session = session;
        this.lock = lock;
        this.hub = hub;
        this.groups = groups;
    }

    Session session() {
        return session;
    }

    EventHub hub() {
        return hub;
    }

    /** Tells whether somebody listens: events need not be made for nobody. */
    boolean isHeard() {
        return !hub.isEmpty() || groups.isHeard();
    }

    /** Makes an event of the session and hands it out, if somebody listens. */
    void publishIfHeard(Function<Session, SessionEvent> event) {
        if (isHeard()) {
            publish(event.apply(session));
        }
    }

    void publish(SessionEvent event) {
        if (announced) {
            hub.publish(event, lock::afterwards);
            groups.publish(event, lock::afterwards);
        } else {
            unannounced.add(event);
        }
    }

    /** The session is listed from now on. */
    void announce(SessionMark start) {
        announced = true;
        publish(new SessionEvent.Created(session, start));
        unannounced.forEach(this::publish);
        unannounced.clear();
    }

    /** The user has closed the session; nothing follows. */
    void close(SessionMark mark) {
        publish(new SessionEvent.Closed(session, mark));
        hub.complete(lock::afterwards);
    }
}
