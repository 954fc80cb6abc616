package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.ConditionFailedException;
import dev.wsh.Evidence;
import dev.wsh.Pending;
import dev.wsh.WshClosedException;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.session.MemberOutcome;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.impl.wait.Waiters;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One race: a wait on every member, of which the first outcome wins; of several, that of the member that has been quiet
 * the longest. Members come and go while it runs.
 *
 * <p>Members say their outcomes without a lock, and no member is called while the race's own lock is held: it guards the
 * notes, and nothing is done under it but to read and write them.
 *
 * @param <T> what is waited for on each member
 * @param <R> the outcome
 */
final class RaceRun<T, R> {

    private final GroupView view;
    private final Terms<T, R> terms;
    private final EnginePending<R> pending;
    private final long started;
    private final Runnable refresh = this::askRefresh;
    private final RankedLock lock = new RankedLock(Rank.GROUP_WAIT); // guards what follows, and the entries' fields
    private final Map<DefaultSession, Entry> entries = new LinkedHashMap<>();
    private boolean refreshAsked;
    private int taking;

    /**
     * What makes one race differ from another.
     *
     * @param memory who takes part, and what was reported before
     * @param condition what is waited for
     * @param result makes the outcome of a member's value
     * @param what the condition in words
     */
    record Terms<T, R>(
            Races.Memory memory, Condition<T> condition, BiFunction<DefaultSession, T, R> result, String what) {}

    private RaceRun(GroupView view, Terms<T, R> terms, Duration minimum, Duration deadline) {
        this.view = view;
        this.terms = terms;
        this.started = view.registry().time().nanoTime();
        this.pending = view.registry()
                .listed(EnginePending.create(
                        view.registry().time(), terms.what(), minimum, Optional.of(deadline), this::evidence));
    }

    static <T, R> Pending<R> start(GroupView view, Terms<T, R> terms, Duration minimum, Duration deadline) {
        RaceRun<T, R> run = new RaceRun<>(view, terms, minimum, deadline);
        view.registry().addRace(run.refresh);
        run.pending.whenWithdrawn(run::stop);
        run.pending.beforeExpiry(run::lookOnceMore);
        run.refreshNow();
        return run.pending;
    }

    /** One member's part. */
    private final class Entry implements MemberOutcome<T> {
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
            Waiters.Wait<T> begun = member.watch(terms.memory().unreported(member, terms.condition()), this);
            boolean late = lock.locked(() -> {
                wait = begun;
                return gone;
            });
            if (late) {
                member.unwatch(begun);
            }
        }

        @Override
        public void found(Supplier<T> outcome, long since) {
            lock.run(() -> {
                value = outcome;
                quietSince = since;
                undecided = false;
            });
            later(RaceRun.this::decide);
        }

        @Override
        public void notYet() {
            lock.run(() -> undecided = false);
            later(RaceRun.this::decide);
        }

        @Override
        public void ended() {
            lock.run(() -> entries.remove(member, this));
            later(RaceRun.this::decide);
        }

        @Override
        public void hopeless(String condition) {
            later(() -> {
                if (pending.claim()) {
                    stop();
                    pending.deliverFailure(new ConditionFailedException(
                            "waited for " + terms.what() + ", but " + condition + " came true first",
                            member.evidence(terms.what(), waited())));
                }
            });
        }
    }

    private void later(Runnable task) {
        view.registry().time().engine().execute(task);
    }

    private void askRefresh() {
        boolean asked = lock.locked(() -> {
            boolean before = refreshAsked;
            refreshAsked = true;
            return before;
        });
        if (!asked) {
            later(this::refreshNow);
        }
    }

    private void refreshNow() {
        lock.run(() -> refreshAsked = false);
        if (pending.isClaimed()) {
            return;
        }
        Collection<DefaultSession> members;
        try {
            members = terms.memory().members();
        } catch (RuntimeException | Error e) {
            fail(e); // the user's filter
            return;
        }
        List<Entry> joined = lock.locked(() -> members.stream()
                .filter(member -> !entries.containsKey(member))
                .map(this::join)
                .toList());
        removeAll(entriesNotIn(members));
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

    private Entry join(DefaultSession member) {
        Entry entry = new Entry(member);
        entries.put(member, entry);
        return entry;
    }

    /** Who left. One that is about to say its end is no member any more, but not out of the race. */
    private List<Entry> entriesNotIn(Collection<DefaultSession> members) {
        return lock.locked(() -> List.copyOf(entries.values())).stream()
                .filter(entry -> !members.contains(entry.member))
                .filter(entry -> entry.member.exitStatus().isEmpty() || entry.member.isClosed())
                .toList();
    }

    /** Takes members out of the race, but for those that have an outcome by now. */
    private void removeAll(List<Entry> left) {
        List<Entry> gone = lock.locked(() -> left.stream()
                .filter(entry -> entry.value == null && entries.remove(entry.member, entry))
                .toList());
        gone.forEach(this::unwatch);
    }

    private void unwatch(Entry entry) {
        Optional<Waiters.Wait<T>> wait = lock.locked(() -> {
            entry.gone = true;
            return Optional.ofNullable(entry.wait);
        });
        wait.ifPresent(entry.member::unwatch);
    }

    /** Takes the best outcome, once the terminals of all that looked quiet at first have answered. */
    private void decide() {
        while (!pending.isClaimed() && !lock.locked(this::isUndecided)) {
            Optional<Entry> best = lock.locked(this::choose);
            if (best.isEmpty()) {
                failIfEmpty();
                return;
            }
            try {
                take(best.get());
            } finally {
                lock.run(() -> taking--);
            }
        }
    }

    private boolean isUndecided() {
        return entries.values().stream().anyMatch(entry -> entry.undecided);
    }

    private Optional<Entry> choose() {
        Optional<Entry> best = entries.values().stream()
                .filter(entry -> entry.value != null)
                .min(Comparator.comparingLong(entry -> entry.quietSince));
        best.ifPresent(entry -> {
            entries.remove(entry.member);
            taking++;
        });
        return best;
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
            result = terms.result().apply(best.member, value);
        } catch (RuntimeException | Error e) {
            fail(e); // the user's function
            return;
        }
        switch (terms.memory().take(best.member, value, pending)) {
            case WON -> {
                stop();
                pending.deliver(result);
            }
            case STALE -> askRefresh();
            case OVER -> stop();
        }
    }

    /** A race whose last member is just being taken by another thread is not empty; that thread decides what follows. */
    private void failIfEmpty() {
        boolean empty = lock.locked(() -> entries.isEmpty() && taking == 0 && !refreshAsked);
        if (empty && view.registry().isClosed()) {
            fail(new WshClosedException("this Wsh is closed; nothing can be waited for: " + terms.what()));
        } else if (empty && !view.waitsForMembers()) {
            fail(view.nobody(terms.what()));
        }
    }

    private void fail(Throwable cause) {
        if (pending.claim()) {
            stop();
            pending.deliverFailure(cause);
        }
    }

    private void stop() {
        view.registry().removeRace(refresh);
        List<Entry> all = lock.locked(() -> {
            List<Entry> copy = List.copyOf(entries.values());
            entries.clear();
            return copy;
        });
        all.forEach(this::unwatch);
    }

    private void lookOnceMore(Runnable then) {
        AllOf.takeRest(lock.locked(() -> List.copyOf(entries.keySet())), () -> {
            decide();
            then.run();
        });
    }

    private Duration waited() {
        return Duration.ofNanos(view.registry().time().nanoTime() - started);
    }

    private List<Evidence> evidence() {
        return terms.memory().members().stream()
                .map(member -> member.evidence(terms.what(), waited()))
                .toList();
    }
}
