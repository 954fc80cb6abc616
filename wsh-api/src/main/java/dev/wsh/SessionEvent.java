package dev.wsh;

import dev.wsh.engine.Printable;
import java.util.Set;

/** Something that happened to a session. Events of one session come in order. */
public sealed interface SessionEvent {

    /** {@return the session} */
    Session session();

    /** {@return when it happened in the session's life: the mark just after it} */
    Mark mark();

    /** Whether a session is at work; alternates between {@link BecameActive} and {@link BecameIdle}. */
    sealed interface Activity extends SessionEvent {}

    /**
     * The session was started.
     *
     * @param session the session
     * @param mark when
     */
    record Created(Session session, Mark mark) implements SessionEvent {}

    /**
     * The session has another name.
     *
     * @param session the session
     * @param mark when
     * @param from the old name
     * @param to the new name
     */
    record Renamed(Session session, Mark mark, String from, String to) implements SessionEvent {}

    /**
     * The session has other tags.
     *
     * @param session the session
     * @param mark when
     * @param added the new ones
     * @param removed the ones that are gone
     */
    record TagsChanged(Session session, Mark mark, Set<String> added, Set<String> removed) implements SessionEvent {
        /** Copies the sets. */
        public TagsChanged {
            added = Set.copyOf(added);
            removed = Set.copyOf(removed);
        }
    }

    /**
     * The program wrote something.
     *
     * @param session the session
     * @param mark when
     * @param output what
     */
    record Printed(Session session, Mark mark, Output output) implements SessionEvent {}

    /**
     * The session is at work.
     *
     * @param session the session
     * @param mark when
     */
    record BecameActive(Session session, Mark mark) implements Activity {}

    /**
     * The session has been quiet for the window.
     *
     * @param session the session
     * @param mark when
     * @param screen its screen then
     */
    record BecameIdle(Session session, Mark mark, Screen screen) implements Activity {}

    /**
     * The program set the window title.
     *
     * @param session the session
     * @param mark when
     * @param title the new title
     */
    record TitleChanged(Session session, Mark mark, String title) implements SessionEvent {
        /** {@return the session and its title} */
        @Override
        public String toString() {
            return "TitleChanged[" + session + ", title " + Printable.quoted(title, 200) + "]";
        }
    }

    /**
     * The screen has another size.
     *
     * @param session the session
     * @param mark when
     * @param rows the new height
     * @param cols the new width
     */
    record Resized(Session session, Mark mark, int rows, int cols) implements SessionEvent {}

    /**
     * The program rang the bell.
     *
     * @param session the session
     * @param mark when
     */
    record Rang(Session session, Mark mark) implements SessionEvent {}

    /**
     * The session's process has ended.
     *
     * @param session the session
     * @param mark when
     * @param status how it ended
     */
    record Exited(Session session, Mark mark, ExitStatus status) implements SessionEvent {}

    /**
     * The session was closed or dropped from {@link SessionGroup#ended}. Always the last event, after {@link Exited}.
     *
     * @param session the session
     * @param mark when
     */
    record Closed(Session session, Mark mark) implements SessionEvent {}

    /**
     * The subscriber was too slow, and events were left out for it.
     *
     * @param session the session
     * @param mark when the gap ended
     * @param events how many
     */
    record Missed(Session session, Mark mark, long events) implements SessionEvent {}
}
