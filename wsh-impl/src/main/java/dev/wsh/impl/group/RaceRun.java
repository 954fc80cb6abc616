package dev.wsh.impl.group;

import dev.wsh.ConditionFailedException;
import dev.wsh.Evidence;
import dev.wsh.NoSessionsException;
import dev.wsh.Pending;
import dev.wsh.WshClosedException;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.impl.wait.Outcome;
import dev.wsh.impl.wait.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One race: a wait on every member, of which the first outcome wins; of several, that of the member that has been quiet
 * the longest. Members come and go while it runs.
 *
 * <p>Outcomes are told with a session's lock held and only noted; decisions are made on the callback executor. Its lock is
 * taken after a session's, so no session is called while it is held.
 *
 * @param <T> what is waited for on each member
 * @param <R> the outcome
 */
final class RaceRun<T, R> {

    private final Registry registry;
    private final RaceRules<T, R> rules;
    private final String what;
    private final EnginePending<R> pending;
    private final long started;
    private final Map<DefaultSession, Entry> entries = new LinkedHashMap<>();
    private final Runnable refresh = this::askRefresh;
    private boolean refreshAsked;
    private int taking;

    private RaceRun(Registry registry, RaceRules<T, R> rules, String what, Duration minimum, Duration deadline) {
        this.registry = registry;
        this.rules = rules;
        this.what = what;
        this.started = registry.time().nanoTime();
        this.pending = EnginePending.create(registry.time(), what, minimum, Optional.of(deadline), this::evidence);
    }

    static <T, R> Pending<R> start(
            Registry registry, RaceRules<T, R> rules, String what, Duration minimum, Duration deadline) {
        RaceRun<T, R> run = new RaceRun<>(registry, rules, what, minimum, deadline);
        registry.addRace(run.refresh);
        run.pending.whenWithdrawn(run::stop);
        run.refreshNow();
        return run.pending;
    }

    /** One member's part. Its fields are guarded by the race's lock. */
    private final class Entry implements Outcome<T> {
        private final DefaultSession member;
        private Waiters.@Nullable Wait<T> wait;
        private @Nullable Supplier<T> value;
        private long quietSince;
        private boolean undecided = true;
        private boolean gone;

        Entry(DefaultSession member) {
            this.member = member;
        }

        void begin() {
            Waiters.Wait<T> begun = member.watch(rules.condition(member), this);
            boolean late;
            synchronized (RaceRun.this) {
                wait = begun;
                late = gone;
            }
            if (late) {
                member.unwatch(begun);
            }
        }

        @Override
        public void found(Supplier<T> outcome) {
            long since = member.quietSince();
            synchronized (RaceRun.this) {
                value = outcome;
                quietSince = since;
                undecided = false;
            }
            later(RaceRun.this::decide);
        }

        @Override
        public void notYet() {
            synchronized (RaceRun.this) {
                undecided = false;
            }
            later(RaceRun.this::decide);
        }

        @Override
        public void ended() {
            synchronized (RaceRun.this) {
                entries.remove(member, this);
            }
            later(RaceRun.this::decide);
        }

        @Override
        public void hopeless(String condition) {
            later(() -> {
                if (pending.claim()) {
                    stop();
                    pending.completeExceptionally(new ConditionFailedException(
                            "waited for " + what + ", but " + condition + " came true first",
                            member.evidence(what, waited())));
                }
            });
        }
    }

    private void later(Runnable task) {
        registry.time().callbacks().execute(task);
    }

    private void askRefresh() {
        synchronized (this) {
            if (refreshAsked) {
                return;
            }
            refreshAsked = true;
        }
        later(this::refreshNow);
    }

    private void refreshNow() {
        synchronized (this) {
            refreshAsked = false;
        }
        if (pending.isClaimed()) {
            return;
        }
        Collection<DefaultSession> members;
        try {
            members = rules.members();
        } catch (RuntimeException | Error e) {
            fail(e); // the user's filter
            return;
        }
        List<Entry> joined = new ArrayList<>();
        List<Entry> left = new ArrayList<>();
        synchronized (this) {
            for (DefaultSession member : members) {
                if (!entries.containsKey(member)) {
                    Entry entry = new Entry(member);
                    entries.put(member, entry);
                    joined.add(entry);
                }
            }
            entries.values().removeIf(entry -> {
                // One that has an outcome, or is about to tell its end, is no member any more, but not out of the race.
                boolean out = entry.value == null
                        && !members.contains(entry.member)
                        && (entry.member.exitStatus().isEmpty() || entry.member.isClosed());
                if (out) {
                    entry.gone = true;
                    left.add(entry);
                }
                return out;
            });
        }
        left.forEach(this::unwatch);
        try {
            joined.forEach(Entry::begin);
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
        if (pending.isClaimed()) {
            stop(); // withdrawn while members joined
        }
        decide();
    }

    private void unwatch(Entry entry) {
        Waiters.Wait<T> wait;
        synchronized (this) {
            wait = entry.wait;
        }
        if (wait != null) {
            entry.member.unwatch(wait);
        }
    }

    /** Takes the best outcome, once the terminals of all that looked quiet at first have answered. */
    private void decide() {
        while (!pending.isClaimed()) {
            Entry best;
            synchronized (this) {
                if (entries.values().stream().anyMatch(entry -> entry.undecided)) {
                    return;
                }
                best = entries.values().stream()
                        .filter(entry -> entry.value != null)
                        .min(Comparator.comparingLong(entry -> entry.quietSince))
                        .orElse(null);
                if (best != null) {
                    entries.remove(best.member);
                    taking++;
                }
            }
            if (best == null) {
                failIfEmpty();
                return;
            }
            try {
                take(best);
            } finally {
                synchronized (this) {
                    taking--;
                }
            }
        }
    }

    private void take(Entry best) {
        Supplier<T> supplier = best.value;
        if (supplier == null) {
            return;
        }
        T value;
        R result;
        try {
            value = supplier.get();
            result = rules.result(best.member, value);
        } catch (RuntimeException | Error e) {
            fail(e); // the user's function
            return;
        }
        switch (rules.take(best.member, value, pending)) {
            case WON -> {
                stop();
                pending.complete(result);
            }
            case STALE -> askRefresh();
            case OVER -> stop();
        }
    }

    /** A race whose last member is just being taken by another thread is not empty; that thread decides what follows. */
    private void failIfEmpty() {
        boolean empty;
        synchronized (this) {
            empty = entries.isEmpty() && taking == 0 && !refreshAsked;
        }
        if (empty && registry.isClosed()) {
            fail(new WshClosedException("this Wsh is closed; nothing can be waited for: " + what));
        } else if (empty && !rules.waitsForMembers()) {
            fail(new NoSessionsException(
                    "there is no session (any more) to wait for: " + what + "; waitForMembers() would wait for one"));
        }
    }

    private void fail(Throwable cause) {
        if (pending.claim()) {
            stop();
            pending.completeExceptionally(cause);
        }
    }

    private void stop() {
        registry.removeRace(refresh);
        List<Entry> all;
        synchronized (this) {
            all = List.copyOf(entries.values());
            entries.clear();
            all.forEach(entry -> entry.gone = true);
        }
        all.forEach(this::unwatch);
    }

    private Duration waited() {
        return Duration.ofNanos(registry.time().nanoTime() - started);
    }

    private List<Evidence> evidence() {
        return rules.members().stream()
                .map(member -> member.evidence(what, waited()))
                .toList();
    }
}
