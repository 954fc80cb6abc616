package dev.wsh.testkit;

/**
 * Nothing is left to happen in virtual time, and what somebody waits for is not complete: it never will be.
 *
 * <p>The message says what was awaited and when. Exceptions that tasks had thrown before are suppressed in this one, for
 * a task that failed is the usual reason.
 */
public final class DeadlockException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DeadlockException(String message) {
        super(message);
    }
}
