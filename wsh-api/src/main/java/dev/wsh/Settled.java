package dev.wsh;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** How a wait for idle came out. Taken atomically: the screen and the mark belong together. */
public sealed interface Settled {

    /** {@return the session} */
    Session session();

    /** {@return the screen at that moment; the final one for {@link Ended}} */
    Screen screen();

    /** {@return the position at that moment} */
    Mark mark();

    /** {@return how the session ended; present exactly for {@link Ended}} */
    Optional<ExitStatus> exitStatus();

    /** How sure it is that nothing more was coming. */
    enum Confirmation {
        /** The kernel had nothing more to read. */
        CONFIRMED,
        /** This system can't tell. */
        UNCONFIRMED,
        /** An escape sequence or a synchronized update stayed open for a second. */
        UNFINISHED,
        /** The output is stopped, as by Ctrl-S, so that nobody knows what the program has to say. */
        STOPPED
    }

    /**
     * The session was quiet for the whole window.
     *
     * @param session the session
     * @param screen its screen
     * @param mark the position
     * @param quietFor how long it has been quiet, at least the window
     * @param confirmation how sure that is
     */
    record Idle(Session session, Screen screen, Mark mark, Duration quietFor, Confirmation confirmation)
            implements Settled {
        /** Refuses {@code null}. */
        public Idle {
            Objects.requireNonNull(confirmation, "confirmation");
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(quietFor, "quietFor");
            Objects.requireNonNull(screen, "screen");
            Objects.requireNonNull(session, "session");
        }

        @Override
        public Optional<ExitStatus> exitStatus() {
            return Optional.empty();
        }

        /** {@return such as {@code session "build" was quiet for 1.000 s, CONFIRMED}} */
        @Override
        public String toString() {
            return "session \"" + session.name() + "\" was quiet for " + Evidence.readable(quietFor) + ", "
                    + confirmation;
        }
    }

    /**
     * The session ended.
     *
     * @param session the session
     * @param screen its final screen
     * @param mark the position at its end
     * @param status how it ended
     */
    record Ended(Session session, Screen screen, Mark mark, ExitStatus status) implements Settled {
        /** Refuses {@code null}. */
        public Ended {
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(screen, "screen");
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(status, "status");
        }

        @Override
        public Optional<ExitStatus> exitStatus() {
            return Optional.of(status);
        }

        /** {@return such as {@code session "build" has ended: exit 0}} */
        @Override
        public String toString() {
            return "session \"" + session.name() + "\" has ended: " + status;
        }
    }
}
