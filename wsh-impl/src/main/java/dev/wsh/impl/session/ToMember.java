package dev.wsh.impl.session;

import dev.wsh.impl.wait.Outcome;
import dev.wsh.impl.wait.SessionMark;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hands the outcome of a member's wait to the group's once the session's lock is released: no lock of a group is ever taken
 * inside a session's, nor the other way round.
 *
 * @param <T> the type of the value
 */
record ToMember<T>(SessionCore core, MemberOutcome<T> outcome) implements Outcome<T> {

    @Override
    public void found(Supplier<T> value) {
        found(value, Optional.empty());
    }

    @Override
    public void found(Supplier<T> value, Optional<SessionMark> at) {
        long quietSince = core.clock().absolute(core.content().activity().quietSince());
        core.afterwards(() -> outcome.found(value, quietSince, at));
    }

    @Override
    public boolean inOrder() {
        return outcome.inOrder();
    }

    @Override
    public void ended() {
        core.afterwards(outcome::ended);
    }

    @Override
    public void hopeless(String what) {
        core.afterwards(() -> outcome.hopeless(what));
    }

    @Override
    public void notYet() {
        core.afterwards(outcome::notYet);
    }
}
