package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.ConditionFailedException;
import dev.wsh.Evidence;
import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.WshClosedException;
import dev.wsh.impl.group.Entrants.Entrant;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.session.MemberOutcome;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.impl.wait.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One race: a wait on every member, of which the first outcome wins; of several, that of the member that has been quiet
 * the longest. Members come and go while it runs.
 *
 * <p>A race with a memory may be kept for the next turn, with its waits: then only those are asked who came, changed or won
 * since, and who has the best outcome by what was known; that one is asked again, since it may have gone on meanwhile. So a
 * turn costs what has changed, not the group.
 *
 * <p>Members say their outcomes without a lock, and no member is called while the race's own lock is held: it guards the
 * notes, and nothing is done under it but to read and write them.
 *
 * @param <T> what is waited for on each member
 * @param <R> the outcome
 */
final class RaceRun<T, R> implements Registry.Changes {

    private final GroupView view;
    private final Terms<T, R> terms;
    private final RankedLock lock = new RankedLock(Rank.GROUP_WAIT); // guards what follows, and the entrants' fields
    private final Entrants<T> entrants = new Entrants<>();
    private Set<DefaultSession> changed = new LinkedHashSet<>();
    private volatile @Nullable Turn<R> turn; // none while it is kept, and once it is over; written with the lock held
    private long turns;
    private boolean refreshAsked;
    private boolean refreshing;
    private boolean everyone; // are looked at by the next refresh, not only those who have changed
    private boolean taking; // by one thread; others leave it to that one to choose again
    private boolean over;

    /**
     * What makes one race differ from another.
     *
     * @param memory who takes part, and what was reported before
     * @param kept where it may wait for the next turn
     * @param condition what is waited for
     * @param result makes the outcome of a member's value
     * @param what the condition in words
     */
    record Terms<T, R>(
            Races.Memory memory,
            KeptRaces kept,
            Condition<T> condition,
            BiFunction<DefaultSession, T, R> result,
            String what) {}

    /**
     * Who waits for the race.
     *
     * @param pending gets the outcome
     * @param started by the engine's clock
     */
    private record Turn<R>(EnginePending<R> pending, long started) {}

    RaceRun(GroupView view, Terms<T, R> terms) {
        this.view = view;
        this.terms = terms;
    }

    Condition<T> condition() {
        return terms.condition();
    }

    /** Begins the first turn, or the next one of a race that was kept. */
    Pending<R> begin(Duration minimum, Duration deadline) {
        long started = view.registry().time().nanoTime();
        EnginePending<R> pending = view.registry()
                .listed(EnginePending.create(
                        view.registry().time(), terms::what, minimum, Optional.of(deadline), () -> evidence(started)));
        boolean first = lock.locked(() -> {
            turn = new Turn<>(pending, started);
            everyone |= turns == 0;
            refreshAsked = true;
            return turns++ == 0;
        });
        pending.whenWithdrawn(this::stop);
        pending.beforeExpiry(this::lookOnceMore);
        if (first) {
            view.registry().addRace(this);
        }
        refresh();
        if (lock.locked(() -> over)) {
            view.registry().removeRace(this); // it may have been over before it was added
        }
        return pending;
    }

    /** Hears of one member. */
    private final class Watch implements MemberOutcome<T> {
        private final Entrant<T> entrant;

        Watch(Entrant<T> entrant) {
            this.entrant = entrant;
        }

        void begin() {
            Waiters.Wait<T> begun =
                    entrant.member.watch(terms.memory().unreported(entrant.member, terms.condition()), this);
            if (lock.locked(() -> entrant.begun(begun))) {
                entrant.member.unwatch(begun);
            }
        }

        @Override
        public void found(Supplier<T> outcome, long quietSince, Optional<? extends Mark> at) {
            lock.run(() -> entrants.found(entrant, outcome, quietSince, at));
            decideLater();
        }

        @Override
        public boolean inOrder() {
            return terms.memory().goesOn();
        }

        @Override
        public void notYet() {
            lock.run(() -> entrants.notYet(entrant));
            decideLater();
        }

        @Override
        public void ended() {
            lock.run(() -> entrants.remove(entrant));
            decideLater();
        }

        @Override
        public void hopeless(String condition) {
            later(() -> {
                Turn<R> now = turn;
                if (now != null && now.pending().claim()) {
                    stop();
                    now.pending()
                            .deliverFailure(new ConditionFailedException(
                                    "waited for " + terms.what() + ", but " + condition + " came true first",
                                    entrant.member.evidence(terms.what(), waited(now.started()))));
                }
            });
        }
    }

    private void later(Runnable task) {
        view.registry().time().engine().execute(task);
    }

    private void decideLater() {
        if (isWaitedFor()) {
            later(this::decide);
        }
    }

    private boolean isWaitedFor() {
        Turn<R> now = turn;
        return now != null && !now.pending().isDecided();
    }

    @Override
    public void changed(Collection<DefaultSession> sessions) {
        boolean ask = lock.locked(() -> {
            changed.addAll(sessions);
            boolean before = refreshAsked;
            refreshAsked |= turn != null;
            return refreshAsked && !before;
        });
        if (ask) {
            later(this::refresh);
        }
    }

    /**
     * Lets those join who are members by now, and takes out those who are not any more. One thread does it at a time, also
     * for those who ask meanwhile: one that is late must not take out who has joined since it looked.
     */
    private void refresh() {
        for (Optional<News> news = takeNews(); news.isPresent(); news = takeNews()) {
            try {
                update(news.get());
            } finally {
                lock.run(() -> refreshing = false);
            }
        }
        decide();
    }

    /**
     * Who is to be looked at.
     *
     * @param everyone all sessions
     * @param changed else those
     */
    private record News(boolean everyone, Set<DefaultSession> changed) {}

    /** Between two turns nobody is looked at; what has changed is when the next one begins. */
    private Optional<News> takeNews() {
        return lock.locked(() -> {
            if (refreshing || !refreshAsked || turn == null) {
                return Optional.empty();
            }
            News news = new News(everyone, changed);
            refreshing = true;
            refreshAsked = false;
            everyone = false;
            changed = new LinkedHashSet<>();
            return Optional.of(news);
        });
    }

    private void update(News news) {
        List<Watch> joined;
        try {
            joined = news.everyone() || !view.isByIdentity() ? update() : update(news.changed());
        } catch (RuntimeException | Error e) {
            fail(e); // the user's filter
            return;
        }
        try {
            joined.forEach(Watch::begin);
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    private List<Watch> update() {
        Collection<DefaultSession> members = terms.memory().members();
        List<Watch> joined = join(members);
        removeAll(lock.locked(entrants::everyone).stream()
                .filter(entrant -> !members.contains(entrant.member))
                .toList());
        return joined;
    }

    private List<Watch> update(Collection<DefaultSession> news) {
        List<DefaultSession> members = new ArrayList<>();
        List<DefaultSession> others = new ArrayList<>();
        for (DefaultSession session : news) {
            (terms.memory().isMember(session) ? members : others).add(session);
        }
        removeAll(lock.locked(() -> entrants.of(others)));
        return join(members);
    }

    private List<Watch> join(Collection<DefaultSession> members) {
        return lock.locked(() -> members.stream()
                .filter(member -> !over && !entrants.contains(member))
                .map(member -> new Watch(entrants.join(member, turns)))
                .toList());
    }

    /**
     * Takes out who left. An outcome of this turn counts even if its member has just left, and one that is about to say its
     * end is no member any more, but not out of the race.
     */
    private void removeAll(List<Entrant<T>> left) {
        Set<Entrant<T>> ending = left.stream()
                .filter(entrant -> entrant.member.exitStatus().isPresent() && !entrant.member.isClosed())
                .collect(Collectors.toSet());
        List<Entrant<T>> gone = lock.locked(() -> left.stream()
                .filter(entrant -> entrant.value().isPresent() ? entrant.turn() != turns : !ending.contains(entrant))
                .filter(entrants::remove)
                .toList());
        gone.forEach(this::unwatch);
    }

    private void unwatch(Entrant<T> entrant) {
        lock.locked(entrant::leave).ifPresent(entrant.member::unwatch);
    }

    /** Takes the best outcome, once the terminals of all that looked quiet at first have answered. */
    private void decide() {
        while (isWaitedFor() && !lock.locked(entrants::isUndecided)) {
            Optional<Choice<T, R>> best = lock.locked(this::choose);
            if (best.isEmpty()) {
                failIfEmpty();
                return;
            }
            Entrant<T> chosen = best.get().entrant();
            if (chosen.value().isEmpty()) {
                new Watch(chosen).begin();
                continue;
            }
            Runnable then;
            try {
                then = take(chosen, best.get().turn());
            } finally {
                lock.run(() -> taking = false);
            }
            then.run();
        }
    }

    private record Choice<T, R>(Entrant<T> entrant, Turn<R> turn) {}

    /**
     * Returns the best, to be taken, or to be asked again if its outcome is of a turn before: it may have gone on since.
     * Nobody is best while another is being taken: the second must not be told before it is known that the first is not.
     */
    private Optional<Choice<T, R>> choose() {
        Turn<R> now = turn;
        if (now == null || taking || entrants.isUndecided()) {
            return Optional.empty();
        }
        return entrants.best().map(best -> {
            if (best.turn() != turns) {
                return new Choice<>(entrants.join(best.member, turns), now);
            }
            entrants.remove(best);
            taking = true;
            return new Choice<>(best, now);
        });
    }

    /** Takes an outcome; returns what is left to do once another may be taken, which may be the user's and take its time. */
    private Runnable take(Entrant<T> best, Turn<R> now) {
        T value;
        R result;
        try {
            value = best.value().orElseThrow().get();
            result = terms.result().apply(best.member, value);
        } catch (RuntimeException | Error e) {
            return () -> fail(e); // the user's function
        }
        return switch (terms.memory().take(best.member, value, best.at(), now.pending())) {
            case WON -> {
                end(best.member);
                yield () -> now.pending().deliver(result);
            }
            case STALE, OVER -> {
                changed(List.of(best.member)); // it goes on
                yield () -> {};
            }
        };
    }

    /** The turn is won; the race is kept for the next one, if that pays. */
    private void end(DefaultSession winner) {
        boolean pays = lock.locked(() -> {
            turn = null;
            changed.add(winner);
            return !over && !entrants.isEmpty();
        });
        if (!pays || !terms.kept().keep(this)) {
            stop();
        }
    }

    /** A race whose last member is just being taken by another thread is not empty; that thread decides what follows. */
    private void failIfEmpty() {
        boolean empty = lock.locked(() -> entrants.isEmpty() && !taking && !refreshAsked && !refreshing);
        if (empty && view.registry().isClosed()) {
            fail(new WshClosedException("this Wsh is closed; nothing can be waited for: " + terms.what()));
        } else if (empty && !view.waitsForMembers()) {
            fail(view.nobodyOfAny(terms.what()));
        }
    }

    private void fail(Throwable cause) {
        Turn<R> now = turn;
        if (now != null && now.pending().claim()) {
            stop();
            now.pending().deliverFailure(cause);
        }
    }

    /** Gives all waits up. */
    void stop() {
        view.registry().removeRace(this);
        List<Entrant<T>> all = lock.locked(() -> {
            over = true;
            turn = null;
            return entrants.clear();
        });
        all.forEach(this::unwatch);
    }

    private void lookOnceMore(Runnable then) {
        AllOf.takeRest(lock.locked(entrants::members), () -> {
            decide();
            then.run();
        });
    }

    private Duration waited(long started) {
        return Duration.ofNanos(view.registry().time().nanoTime() - started);
    }

    private List<Evidence> evidence(long started) {
        return terms.memory().members().stream()
                .filter(member -> member.exitStatus().isEmpty())
                .map(member -> member.evidence(terms.what(), waited(started)))
                .toList();
    }
}
