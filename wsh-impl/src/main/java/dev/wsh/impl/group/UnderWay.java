package dev.wsh.impl.group;

import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import java.util.concurrent.CompletableFuture;

/**
 * Counts what must be over before the engine's threads may end: starts in flight, and sessions that are being closed.
 *
 * <p>This class is thread-safe.
 */
final class UnderWay {

    private final RankedLock lock = new RankedLock(Rank.LEAF); // guards what follows
    private int count;
    private CompletableFuture<Boolean> over = CompletableFuture.completedFuture(true);

    /** One more has begun. */
    void begin() {
        lock.run(() -> {
            if (count++ == 0) {
                over = new CompletableFuture<>();
            }
        });
    }

    /** One is over. May run what was left to {@link #over}, so the registry's lock must not be held. */
    void end() {
        lock.run(() -> {
            if (--count == 0) {
                CompletableFuture<Boolean> last = over;
                lock.afterwards(() -> last.complete(true));
            }
        });
    }

    /** How many have begun and are not over. */
    int count() {
        return lock.locked(() -> count);
    }

    /** Complete once none is under way of those that have begun. */
    CompletableFuture<Boolean> over() {
        return lock.locked(() -> over);
    }
}
