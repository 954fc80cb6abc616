package dev.wsh.impl.wait;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Waits in the order of the times at which they should be looked at. Confined to the session's lock.
 *
 * <p>A wait that can become due only after something else has happened has no time and is not here.
 */
final class Agenda {

    private final TreeSet<Waiters.Wait<?>> byTime = new TreeSet<>(
            Comparator.<Waiters.Wait<?>>comparingLong(wait -> wait.wakeAt).thenComparingLong(wait -> wait.number));

    /** Moves a wait to another time; {@link Look#NEVER} takes it out. */
    void move(Waiters.Wait<?> wait, long at) {
        if (wait.wakeAt == at) {
            return;
        }
        if (wait.wakeAt != Look.NEVER) {
            byTime.remove(wait);
        }
        wait.wakeAt = at;
        if (at != Look.NEVER) {
            byTime.add(wait);
        }
    }

    /** Returns the first time of all; {@link Look#NEVER} if there is none. */
    long first() {
        return byTime.isEmpty() ? Look.NEVER : byTime.first().wakeAt;
    }

    /** Takes the first wait out if its time is not after {@code now}. */
    Waiters.@Nullable Wait<?> takeDue(long now) {
        if (first() > now) {
            return null;
        }
        Waiters.Wait<?> wait = byTime.first();
        move(wait, Look.NEVER);
        return wait;
    }
}
