package dev.wsh.impl.session;

import dev.wsh.Mark;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A group's wait hears what became of it on one member. Called without a lock, by the thread that saw it; what a member
 * says may be overtaken by what it says later.
 *
 * @param <T> the type of the value
 */
public interface MemberOutcome<T> {

    /**
     * The condition is true; the wait on the member is over.
     *
     * @param value may run the user's code
     * @param quietSince since when the member is quiet, by the engine's clock, comparable between sessions
     * @param at the mark of the text that was found; empty if it was no text
     */
    void found(Supplier<T> value, long quietSince, Optional<? extends Mark> at);

    /**
     * Tells whether of several texts that which was written first is wanted.
     *
     * @return false, if any of them is good
     */
    default boolean inOrder() {
        return false;
    }

    /** The member has ended, and its final screen does not satisfy the condition; the wait on it is over. */
    void ended();

    /**
     * The wait can't succeed any more and is over.
     *
     * @param what the condition that came true first
     */
    void hopeless(String what);

    /** The condition is not true now. */
    void notYet();
}
