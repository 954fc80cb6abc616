package dev.wsh.impl.session;

import dev.wsh.SessionEvent;
import java.util.function.Consumer;

/** Those who listen to many sessions. Called with a session's lock held. */
public interface EventSink {

    /**
     * Hands an event to the subscribers of groups; must not block.
     *
     * @param event the event
     * @param afterwards does something once the caller's locks are released
     */
    void publish(SessionEvent event, Consumer<Runnable> afterwards);

    /** {@return whether somebody subscribed to events of a group} */
    boolean isHeard();
}
