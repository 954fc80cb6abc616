package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import java.util.Collection;

/**
 * What makes one race differ from another.
 *
 * @param <T> what is waited for on each member
 * @param <R> the outcome
 */
interface RaceRules<T, R> {

    /** Returns who takes part now; runs the user's filters. */
    Collection<DefaultSession> members();

    /** Tells whether the race waits while nobody takes part. */
    boolean waitsForMembers();

    /** Returns the condition for a member. */
    Condition<T> condition(DefaultSession member);

    /** Claims the pending for an outcome, if nobody has taken that outcome before. */
    Taken take(DefaultSession member, T value, EnginePending<R> pending);

    /** What came of an attempt to take an outcome. */
    enum Taken {
        /** The outcome is the pending's. */
        WON,
        /** The pending was over; the outcome is untouched. */
        OVER,
        /** Another pending has taken it; the member goes on. */
        STALE
    }

    /** Makes the outcome. */
    R result(DefaultSession member, T value);
}
