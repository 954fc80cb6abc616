package dev.wsh;

import dev.wsh.engine.Printable;
import java.time.Duration;
import java.util.Objects;

/**
 * Waits for the first of many sessions. A {@link SessionGroup} has no memory: the same member may win again and again.
 * {@link Outcomes} give each outcome once.
 */
public interface Race {

    /**
     * Waits until any member is idle or ends. Of several, the one that has been quiet the longest wins.
     *
     * @param quiet the window; positive
     * @return the outcome; fails with {@link NoSessionsException} if there is no member, also after {@link
     *     SessionGroup#allowEmpty}; see {@link SessionGroup#waitForMembers}
     * @throws IllegalArgumentException if the window is not positive
     */
    default Pending<Settled> awaitAnyIdle(Duration quiet) {
        return awaitAnyIdle(Conditions.idle(quiet));
    }

    /**
     * Waits until any member is idle or ends.
     *
     * @param idle what idle means
     * @return the outcome; fails with {@link NoSessionsException} if there is no member, or none any more
     */
    Pending<Settled> awaitAnyIdle(Idle idle);

    /**
     * Waits until any member ends.
     *
     * @return the outcome; fails with {@link NoSessionsException} if there is no member, or none any more
     */
    Pending<Settled.Ended> awaitAnyExit();

    /**
     * Waits until a condition is true of any member. Members that end without it drop out.
     *
     * @param condition the condition
     * @param <T> the type of its value
     * @return the winner; fails with {@link NoSessionsException} if there is no member, or none any more
     */
    <T> Pending<Winner<T>> awaitAny(Condition<T> condition);

    /**
     * Who won.
     *
     * @param session the session
     * @param value what was found
     * @param <T> the type of the value
     */
    record Winner<T>(Session session, T value) {
        /** Checks the parts. */
        public Winner {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(value, "value");
        }

        /** {@return the session and what was found} */
        @Override
        public String toString() {
            return "session \"" + session.name() + "\": " + Printable.line(String.valueOf(value), 500);
        }
    }
}
