package dev.wsh.impl.session;

import dev.wsh.Session;
import dev.wsh.SessionEvent;
import java.util.function.Consumer;

/** The registry, as a session sees it. Never called with the session's lock held, but for {@link #publish}. */
public interface SessionOwner {

    /**
     * The session has ended.
     *
     * @param session which
     */
    void ended(DefaultSession session);

    /**
     * The user closes the session: it leaves all lists now, and is ended while this returns.
     *
     * @param session which
     */
    void close(DefaultSession session);

    /**
     * Changes the name and tags of a session.
     *
     * @param session which
     * @param change the change
     */
    void update(DefaultSession session, Consumer<? super Session.Change> change);

    /**
     * Hands an event to the subscribers of groups; must not block.
     *
     * @param event the event
     * @param afterwards does something once the caller's locks are released
     */
    void publish(SessionEvent event, Consumer<Runnable> afterwards);

    /**
     * Tells whether somebody subscribed to events of a group.
     *
     * @return true if events must be published
     */
    boolean isHeard();
}
