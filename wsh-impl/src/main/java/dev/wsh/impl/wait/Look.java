package dev.wsh.impl.wait;

import java.time.Duration;
import java.util.Optional;

/**
 * A condition made ready for one wait: it is looked at again and again, and may remember what it saw.
 *
 * <p>Confined to the session's lock. The value is a supplier because a part of it may be the user's code, which runs
 * elsewhere.
 *
 * @param <T> the type of the value
 */
abstract class Look<T> {

    /** No time: only something that happens can make it true. */
    static final long NEVER = Long.MAX_VALUE;

    /** Says whether the condition is true of this moment. */
    abstract Answer<T> look(Moment moment);

    /** Says that it will go on after each answer, so that it can look for more than the first one. */
    void repeat() {}

    /** Says that of several texts that which was written first is wanted, wherever it stands. */
    void inOrder() {}

    /**
     * Goes on after it was true, which was answered: only what is newer counts from now on.
     *
     * @param now the present mark; empty if only texts are to go on, each from where it was found
     * @return true if there may be more in what was looked at, so that it can be looked at again
     */
    boolean goOn(Optional<SessionMark> now) {
        return false;
    }

    /**
     * Returns the first time later than {@code seen}, when it was last looked at, at which it should be looked at although
     * nothing happened; it may be past by now. What was due at {@code seen} already waits for something else to happen.
     */
    long wakeAt(Moment moment, long seen) {
        return NEVER;
    }

    /** Tells whether output, input and the like can't make it true, only the passing of time. */
    boolean byTimeOnly() {
        return false;
    }

    /** Tells whether what happens can bring {@link #wakeAt} forward. */
    boolean mayComeEarlier(Moment moment) {
        return false;
    }

    /** Tells whether it must see the rows that leave the screen. */
    boolean needsLeavingRows() {
        return false;
    }

    /** Tells whether it must see each whole frame. */
    boolean needsFrames() {
        return false;
    }

    /** Returns what it needs; empty if each change can make it true. It may need more than that once it has looked. */
    Optional<TextNeed> need() {
        return Optional.empty();
    }

    /** Tells whether the user's code has a part in the answer, so that it comes late, of a screen of its own. */
    boolean asksUser() {
        return false;
    }

    /** Tells whether the user's code is looking at a screen just now. */
    boolean busy() {
        return false;
    }

    /** Returns how long it takes at least, counted from the call. */
    Duration minimum() {
        return Duration.ZERO;
    }

    /** Returns how much the default deadline is extended by. */
    Duration extension() {
        return minimum();
    }

    /** Adds what is known of why it is not true, in words, for the failure of its wait. */
    void explain(Explanation into) {}

    /** Thrown by a look when {@code unless} came true; the wait is hopeless. */
    static final class Hopeless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Hopeless(String what) {
            super(what, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        }
    }

    /** Thrown by a look that has failed itself, as when the user's function threw; its wait fails alone. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super(null, cause, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        }
    }
}
