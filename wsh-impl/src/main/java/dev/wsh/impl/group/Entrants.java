package dev.wsh.impl.group;

import dev.wsh.Mark;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.Waiters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The notes of a race: who takes part, whose outcome is known, and how many are still being asked. Each step costs the same
 * however many there are.
 *
 * <p>Guarded by the race's lock.
 *
 * @param <T> what is waited for on each member
 */
final class Entrants<T> {

    private final Map<DefaultSession, Entrant<T>> all = new LinkedHashMap<>();
    private final TreeSet<Entrant<T>> found = new TreeSet<>(
            Comparator.<Entrant<T>>comparingLong(each -> each.quietSince).thenComparingLong(each -> each.number));
    private int undecided;
    private long joined;

    /** One member's part, from one watch of it to the next. */
    static final class Entrant<T> {
        final DefaultSession member;
        private final long number;
        private final long turn;
        private Waiters.@Nullable Wait<T> wait;
        private @Nullable Supplier<T> value;
        private Optional<? extends Mark> at = Optional.empty();
        private long quietSince;
        private boolean undecided = true;
        private boolean gone;

        private Entrant(DefaultSession member, long number, long turn) {
            this.member = member;
            this.number = number;
            this.turn = turn;
        }

        /** Returns the turn in which it was last asked. */
        long turn() {
            return turn;
        }

        /** Returns the outcome; empty as long as there is none. */
        Optional<Supplier<T>> value() {
            return Optional.ofNullable(value);
        }

        /** Returns the mark of the text that is its outcome; empty if that is no text. */
        Optional<? extends Mark> at() {
            return at;
        }

        /** Notes the wait; tells whether it has to be given up, since the member left meanwhile. */
        boolean begun(Waiters.Wait<T> begun) {
            wait = begun;
            return gone;
        }

        /** Takes it out; returns the wait that has to be given up, if it has begun. */
        Optional<Waiters.Wait<T>> leave() {
            gone = true;
            return Optional.ofNullable(wait);
        }
    }

    boolean contains(DefaultSession member) {
        return all.containsKey(member);
    }

    Optional<Entrant<T>> of(DefaultSession member) {
        return Optional.ofNullable(all.get(member));
    }

    /** Lets a member join, or be asked anew in the place that it had. */
    Entrant<T> join(DefaultSession member, long turn) {
        Entrant<T> before = all.get(member);
        if (before != null) {
            decided(before);
            found.remove(before);
        }
        Entrant<T> entrant = new Entrant<>(member, before == null ? joined++ : before.number, turn);
        all.put(member, entrant);
        undecided++;
        return entrant;
    }

    /** Notes an outcome; one of a watch that was replaced or has left says nothing. */
    void found(Entrant<T> entrant, Supplier<T> value, long quietSince, Optional<? extends Mark> at) {
        if (isIn(entrant)) {
            decided(entrant);
            entrant.value = value;
            entrant.at = at;
            entrant.quietSince = quietSince;
            found.add(entrant);
        }
    }

    /** Notes that a member has no outcome yet. */
    void notYet(Entrant<T> entrant) {
        if (isIn(entrant)) {
            decided(entrant);
        }
    }

    /** Takes a member out; false if it was out before. */
    boolean remove(Entrant<T> entrant) {
        if (!isIn(entrant)) {
            return false;
        }
        decided(entrant);
        found.remove(entrant);
        all.remove(entrant.member);
        return true;
    }

    private void decided(Entrant<T> entrant) {
        if (entrant.undecided) {
            entrant.undecided = false;
            undecided--;
        }
    }

    @SuppressWarnings("ReferenceEquality") // a later watch of the same member is another one
    private boolean isIn(Entrant<T> entrant) {
        return all.get(entrant.member) == entrant;
    }

    /** Tells whether somebody has not said yet whether there is an outcome. */
    boolean isUndecided() {
        return undecided > 0;
    }

    /** Returns the one with an outcome that has been quiet the longest. */
    Optional<Entrant<T>> best() {
        return found.isEmpty() ? Optional.empty() : Optional.of(found.first());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<DefaultSession> members() {
        return List.copyOf(all.keySet());
    }

    List<Entrant<T>> everyone() {
        return List.copyOf(all.values());
    }

    /** Returns the entrants of those of some members that take part. */
    List<Entrant<T>> of(Collection<DefaultSession> members) {
        List<Entrant<T>> some = new ArrayList<>();
        members.forEach(member -> of(member).ifPresent(some::add));
        return some;
    }

    /** Takes all out. */
    List<Entrant<T>> clear() {
        List<Entrant<T>> left = everyone();
        all.clear();
        found.clear();
        undecided = 0;
        return left;
    }
}
