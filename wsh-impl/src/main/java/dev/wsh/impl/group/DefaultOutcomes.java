package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.ExitStatus;
import dev.wsh.Idle;
import dev.wsh.Mark;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Settled;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.spi.ConditionTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * A race with a memory. Thread-safe; its lock is taken after the registry's and holds nothing else.
 *
 * <p>It is told of every session that ends, so that none is lost however late it is asked; its view's filter is applied
 * when it is asked.
 */
final class DefaultOutcomes implements Outcomes, Races.Memory {

    private final GroupView view;
    private final Races races;
    private final Map<DefaultSession, Mark> quietReported = new HashMap<>();
    private final Map<DefaultSession, Mark> conditionReported = new HashMap<>();
    private final Set<DefaultSession> ended = new LinkedHashSet<>();
    private final Set<DefaultSession> taken = Collections.newSetFromMap(new WeakHashMap<>());

    DefaultOutcomes(GroupView view) {
        this.view = view;
        this.races = new Races(view, this);
    }

    /** A session has ended; its end can be taken once. */
    synchronized void ended(DefaultSession session) {
        if (!taken.contains(session)) {
            ended.add(session);
        }
    }

    /** The user closed a session: it leaves without a report. */
    synchronized void closed(DefaultSession session) {
        forget(session);
    }

    private void forget(DefaultSession session) {
        ended.remove(session);
        quietReported.remove(session);
        conditionReported.remove(session);
    }

    @Override
    public Collection<DefaultSession> members() {
        List<DefaultSession> live = view.live(); // first: one that ends meanwhile is then in both, and not in neither
        List<DefaultSession> members = new ArrayList<>();
        synchronized (this) {
            members.addAll(ended);
        }
        members.removeIf(session -> !view.includes(session));
        synchronized (this) {
            for (DefaultSession session : live) {
                if (!taken.contains(session) && !members.contains(session)) {
                    members.add(session);
                }
            }
        }
        return members;
    }

    @Override
    public <T> Condition<T> unreported(DefaultSession member, Condition<T> condition) {
        Mark reported;
        synchronized (this) {
            reported = (condition instanceof Idle ? quietReported : conditionReported).get(member);
        }
        return reported == null ? condition : since(condition, reported);
    }

    private static <T> Condition<T> since(Condition<T> condition, Mark mark) {
        return new ConditionTree.Since<>(ConditionTree.of(condition), mark);
    }

    @Override
    public RaceRules.Taken take(DefaultSession member, Object value, EnginePending<?> pending) {
        boolean isEnd = value instanceof Settled.Ended || value instanceof ExitStatus;
        return isEnd ? takeEnd(member, pending) : takeMoment(member, value, pending);
    }

    private RaceRules.Taken takeEnd(DefaultSession member, EnginePending<?> pending) {
        boolean closed = member.isClosed();
        synchronized (this) {
            if (closed || taken.contains(member)) {
                return RaceRules.Taken.STALE;
            }
            if (!pending.claim()) {
                return RaceRules.Taken.OVER;
            }
            forget(member);
            taken.add(member);
            return RaceRules.Taken.WON;
        }
    }

    private RaceRules.Taken takeMoment(DefaultSession member, Object value, EnginePending<?> pending) {
        Mark at = value instanceof Settled settled ? settled.mark() : member.mark();
        synchronized (this) {
            Map<DefaultSession, Mark> reported = value instanceof Settled ? quietReported : conditionReported;
            Mark last = reported.get(member);
            if (last != null && last.generation() >= at.generation()) {
                return RaceRules.Taken.STALE;
            }
            if (!pending.claim()) {
                return RaceRules.Taken.OVER;
            }
            reported.put(member, at);
            return RaceRules.Taken.WON;
        }
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
