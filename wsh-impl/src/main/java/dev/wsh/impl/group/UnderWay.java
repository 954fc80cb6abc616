package dev.wsh.impl.group;

import java.util.concurrent.CompletableFuture;

/**
 * Counts what must be over before the engine's threads may end: starts in flight, and sessions that are being closed.
 *
 * <p>This class is thread-safe. Its lock is taken after the registry's.
 */
final class UnderWay {

    private int count;
    private CompletableFuture<Boolean> over = CompletableFuture.completedFuture(true);

    /** One more has begun. */
    synchronized void begin() {
        if (count++ == 0) {
            over = new CompletableFuture<>();
        }
    }

    /** One is over. May run what was left to {@link #over}, so the registry's lock must not be held. */
    void end() {
        CompletableFuture<Boolean> last;
        synchronized (this) {
            if (--count > 0) {
                return;
            }
            last = over;
        }
        last.complete(true);
    }

    /** Complete once none is under way of those that have begun. */
    synchronized CompletableFuture<Boolean> over() {
        return over;
    }
}
