package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.SessionInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A session's life: it runs, its process ends, everybody is told, and at some time the user closes it.
 *
 * <p>Written with the session's lock held; each answer may be asked for without.
 */
final class Life {

    private volatile Optional<ExitStatus> ended = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();
    private boolean timeIsUp;
    private volatile boolean endTold;
    private volatile boolean closed;
    private final CompletableFuture<ExitStatus> exited = new CompletableFuture<>();

    /** The limit of time has passed: whatever the process does now, we have ended it. */
    void timeIsUp() {
        timeIsUp = true;
    }

    /** The terminal can't go on, or the engine can't; the first cause counts, and none does after the end. */
    void fail(Throwable cause) {
        if (ended.isEmpty() && failure.isEmpty()) {
            failure = Optional.of(cause);
        }
    }

    /** Returns why the session ended though its process had not; empty if that is not so. */
    Optional<Throwable> failure() {
        return failure;
    }

    /** Says why the session ended though its process had not; empty if that is not so. */
    Optional<String> failureInWords() {
        return failure.map(cause -> "its terminal failed: " + cause);
    }

    /** The process has ended; returns false if that was known. */
    boolean end(ExitStatus status) {
        if (ended.isPresent()) {
            return false;
        }
        ended = Optional.of(timeIsUp ? status.withTimedOut() : status);
        return true;
    }

    /** Everybody is told of the end now. */
    void tellEnd() {
        endTold = true;
    }

    /** The user closes; returns false if that was done before. */
    boolean close() {
        if (closed) {
            return false;
        }
        closed = true;
        return true;
    }

    /** Returns how the process ended; empty while it runs. */
    Optional<ExitStatus> ended() {
        return ended;
    }

    boolean isEnded() {
        return ended.isPresent();
    }

    /** Tells whether everybody was told of the end. */
    boolean isEndTold() {
        return endTold;
    }

    boolean isClosed() {
        return closed;
    }

    /** Complete once the session has ended and all were told; for the engine itself, since it completes on its threads. */
    CompletableFuture<ExitStatus> exited() {
        return exited;
    }

    SessionInfo.State state() {
        if (closed) {
            return SessionInfo.State.CLOSED;
        }
        return isEnded() ? SessionInfo.State.ENDED : SessionInfo.State.RUNNING;
    }

    /** Says whether it runs, or how it ended. */
    String stateInWords() {
        return ended.map(exit ->
                        exit + failureInWords().map(why -> ", since " + why).orElse(""))
                .orElse(closed ? "closed" : "running");
    }

    /** Says what has become of a session that does not live any more. */
    String inWords() {
        return ended.map(exit -> "has ended (" + exit
                        + failureInWords().map(why -> ", since " + why).orElse("") + ")")
                .orElse("was closed");
    }
}
