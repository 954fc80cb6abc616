package dev.wsh;

import dev.wsh.engine.Printable;
import java.util.Objects;
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
    record Created(Session session, Mark mark) implements SessionEvent {
        /** Refuses {@code null}. */
        public Created {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
        }
    }

    /**
     * The session has another name.
     *
     * @param session the session
     * @param mark when
     * @param from the old name
     * @param to the new name
     */
    record Renamed(Session session, Mark mark, String from, String to) implements SessionEvent {
        /** Refuses {@code null}. */
        public Renamed {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

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
            Objects.requireNonNull(added, "added");
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(removed, "removed");
            Objects.requireNonNull(session, "session");
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
    record Printed(Session session, Mark mark, Output output) implements SessionEvent {
        /** Refuses {@code null}. */
        public Printed {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(output, "output");
        }
    }

    /**
     * The session is at work.
     *
     * @param session the session
     * @param mark when
     */
    record BecameActive(Session session, Mark mark) implements Activity {
        /** Refuses {@code null}. */
        public BecameActive {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
        }
    }

    /**
     * The session has been quiet for the window.
     *
     * @param session the session
     * @param mark when
     * @param screen its screen then
     */
    record BecameIdle(Session session, Mark mark, Screen screen) implements Activity {
        /** Refuses {@code null}. */
        public BecameIdle {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(screen, "screen");
        }
    }

    /**
     * The program set the window title.
     *
     * @param session the session
     * @param mark when
     * @param title the new title
     */
    record TitleChanged(Session session, Mark mark, String title) implements SessionEvent {
        /** Refuses {@code null}. */
        public TitleChanged {
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(title, "title");
        }

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
    record Resized(Session session, Mark mark, int rows, int cols) implements SessionEvent {
        /** Refuses {@code null}. */
        public Resized {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
        }
    }

    /**
     * The program rang the bell.
     *
     * @param session the session
     * @param mark when
     */
    record Rang(Session session, Mark mark) implements SessionEvent {
        /** Refuses {@code null}. */
        public Rang {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
        }
    }

    /**
     * The session's process has ended.
     *
     * @param session the session
     * @param mark when
     * @param status how it ended
     */
    record Exited(Session session, Mark mark, ExitStatus status) implements SessionEvent {
        /** Refuses {@code null}. */
        public Exited {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(status, "status");
        }
    }

    /**
     * The session was closed or dropped from {@link SessionGroup#ended}. Always the last event, after {@link Exited}.
     *
     * @param session the session
     * @param mark when
     */
    record Closed(Session session, Mark mark) implements SessionEvent {
        /** Refuses {@code null}. */
        public Closed {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
        }
    }

    /**
     * The subscriber was too slow, and events were left out for it.
     *
     * @param session the session
     * @param mark when the gap ended
     * @param events how many
     */
    record Missed(Session session, Mark mark, long events) implements SessionEvent {
        /** Refuses {@code null}. */
        public Missed {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(mark, "mark");
        }
    }
}
