package dev.wsh.impl.wait;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who is told what became of a wait on one session. Called with the session's lock held, so it only hands over.
 *
 * @param <T> the type of the value
 */
public interface Outcome<T> {

    /**
     * The condition is true; the wait is over.
     *
     * @param value may run the user's code
     */
    void found(Supplier<T> value);

    /**
     * {@return whether the wait goes on after {@link #found}: with the next text, or the next frame, or when something has
     * happened; it is over when it is withdrawn, or with the session; asked when it begins and each time}
     */
    default boolean goesOn() {
        return false;
    }

    /**
     * Tells whether of several texts that which was written first is wanted, since another wait goes on from there.
     *
     * @return false, if any of them is good
     */
    default boolean inOrder() {
        return false;
    }

    /**
     * As {@link #found(Supplier)}, for who wants to know where in the session's life the condition became true.
     *
     * @param value may run the user's code
     * @param at the mark of the text that was found; empty if it was no text
     */
    default void found(Supplier<T> value, Optional<SessionMark> at) {
        found(value);
    }

    /**
     * The condition can't be looked at: the user's code threw, or a search takes too long; the wait is over.
     *
     * @param cause what was thrown
     */
    default void failed(Throwable cause) {
        found(() -> {
            throw Unchecked.of(cause);
        });
    }

    /** The session has ended, and its final screen does not satisfy the condition; the wait is over. */
    void ended();

    /**
     * The wait can't succeed any more and is over.
     *
     * @param what the condition that came true first
     */
    void hopeless(String what);

    /** The terminal was asked, and the condition, which only needed its answer, is not true after all. */
    default void notYet() {}
}
