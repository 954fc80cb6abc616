package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.ExitStatus;
import dev.wsh.Idle;
import dev.wsh.Mark;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Settled;
import dev.wsh.engine.ConditionTree;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * A race with a memory. Thread-safe.
 *
 * <p>It is told of every session that ends, so that none is lost however late it is asked; its view's filter is applied
 * when it is asked.
 */
final class DefaultOutcomes implements Outcomes, Races.Memory {

    private final GroupView view;
    private final Races races;
    private final RankedLock lock = new RankedLock(Rank.OUTCOMES); // guards what follows
    private final Map<DefaultSession, Mark> quietReported = new HashMap<>();
    private final Map<DefaultSession, Mark> conditionReported = new HashMap<>();
    private final Set<DefaultSession> ended = new LinkedHashSet<>();
    private final Set<DefaultSession> taken = Collections.newSetFromMap(new WeakHashMap<>());

    DefaultOutcomes(GroupView view) {
        this.view = view;
        this.races = new Races(view, this, KeptRaces.of(view.registry()));
    }

    @Override
    public String toString() {
        return "outcomes of " + view;
    }

    /** A session has ended; its end can be taken once. */
    void ended(DefaultSession session) {
        lock.run(() -> {
            if (!taken.contains(session)) {
                ended.add(session);
            }
        });
    }

    /** The user closed a session: it leaves without a report. */
    void closed(DefaultSession session) {
        lock.run(() -> forget(session));
    }

    private void forget(DefaultSession session) {
        ended.remove(session);
        quietReported.remove(session);
        conditionReported.remove(session);
    }

    @Override
    public Set<DefaultSession> members() {
        List<DefaultSession> live = view.live(); // first: one that ends meanwhile is then in both, and not in neither
        Set<DefaultSession> members = new LinkedHashSet<>();
        lock.run(() -> members.addAll(ended));
        members.removeIf(session -> !view.includes(session));
        members.addAll(live);
        lock.run(() -> members.removeAll(taken));
        return members;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public boolean isMember(DefaultSession session) {
        boolean isLive = view.registry().isLive(session); // first, as above
        boolean isThere = lock.locked(() -> !taken.contains(session) && (isLive || ended.contains(session)));
        return isThere && view.includes(session);
    }

    @Override
    public <T> Condition<T> unreported(DefaultSession member, Condition<T> condition) {
        Optional<Mark> reported = lock.locked(
                () -> Optional.ofNullable((condition instanceof Idle ? quietReported : conditionReported).get(member)));
        return reported.map(mark -> since(condition, mark)).orElse(condition);
    }

    private static <T> Condition<T> since(Condition<T> condition, Mark mark) {
        return new ConditionTree.Since<>(ConditionTree.of(condition), mark);
    }

    @Override
    public Races.Taken take(
            DefaultSession member, Object value, Optional<? extends Mark> at, EnginePending<?> pending) {
        boolean isEnd = value instanceof Settled.Ended || value instanceof ExitStatus;
        return isEnd ? takeEnd(member, pending) : takeMoment(member, value, at, pending);
    }

    /** One that the user has closed is not there any more; one that the registry has dropped is. */
    private Races.Taken takeEnd(DefaultSession member, EnginePending<?> pending) {
        return lock.locked(() -> {
            if (!ended.contains(member)) {
                return Races.Taken.STALE;
            }
            if (!pending.claim()) {
                return Races.Taken.OVER;
            }
            forget(member);
            taken.add(member);
            return Races.Taken.WON;
        });
    }

    /** The next outcome is newer than this one: than the text that was found, or than all that has happened. */
    private Races.Taken takeMoment(
            DefaultSession member, Object value, Optional<? extends Mark> found, EnginePending<?> pending) {
        Mark at = value instanceof Settled settled
                ? settled.mark()
                : found.<Mark>map(mark -> mark).orElseGet(member::mark);
        return lock.locked(() -> {
            Map<DefaultSession, Mark> reported = value instanceof Settled ? quietReported : conditionReported;
            Mark last = reported.get(member);
            if (last != null && last.compareTo(at) >= 0) {
                return Races.Taken.STALE;
            }
            if (!pending.claim()) {
                return Races.Taken.OVER;
            }
            reported.put(member, at);
            return Races.Taken.WON;
        });
    }

    @Override
    public Pending<Settled> awaitAnyIdle(Idle idle) {
        return races.anyIdle(GroupView.quiet(idle));
    }

    @Override
    public Pending<Settled.Ended> awaitAnyExit() {
        return races.anyExit();
    }

    @Override
    public <T> Pending<Winner<T>> awaitAny(Condition<T> condition) {
        return races.any(condition);
    }

    @Override
    public boolean isDrained() {
        return members().isEmpty();
    }
}
