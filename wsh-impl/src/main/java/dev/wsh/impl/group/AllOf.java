package dev.wsh.impl.group;

import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.WshClosedException;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Waits for all members of a view, each with a wait of its own. Once all are over, those whose outcome is not true any more
 * are waited for anew, so that in the end all are true of one moment.
 *
 * <p>Where nobody is there, and the view says so, it waits for a first member before; then for those that are there when that
 * one is noticed.
 *
 * @param <T> what is waited for on each member
 * @param <R> the outcome
 */
final class AllOf<T, R> implements Registry.Changes {

    private final GroupView view;
    private final Races.Memory joining;
    private final AtomicBoolean awaitsFirst = new AtomicBoolean();
    private volatile List<DefaultSession> members; // none while it waits for the first; then they stay the same
    private final Terms<T, R> terms;
    private final EnginePending<R> pending;
    private final Map<DefaultSession, Pending<T>> waits = new LinkedHashMap<>(); // guarded by itself

    /**
     * What is waited for.
     *
     * @param begin begins the wait for a member
     * @param holds tells whether a member's outcome is still true
     * @param result makes the outcome of those of all members
     * @param what in words
     * @param extension of the default deadline
     */
    record Terms<T, R>(
            Function<DefaultSession, Pending<T>> begin,
            BiPredicate<DefaultSession, T> holds,
            Function<Map<Session, T>, R> result,
            String what,
            Duration extension) {}

    private AllOf(GroupView view, List<DefaultSession> members, Terms<T, R> terms) {
        this.view = view;
        this.joining = new Races.None(view).forRace();
        this.members = members;
        this.terms = terms;
        long started = view.registry().time().nanoTime();
        this.pending = view.registry()
                .listed(EnginePending.create(
                        view.registry().time(),
                        () -> terms.what() + view.description(),
                        Duration.ZERO,
                        Optional.of(view.deadline().plus(terms.extension())),
                        () -> view.evidence(
                                missing(),
                                terms.what(),
                                Duration.ofNanos(view.registry().time().nanoTime() - started))));
    }

    static <T, R> Pending<R> join(GroupView view, List<DefaultSession> members, Terms<T, R> terms) {
        AllOf<T, R> all = new AllOf<>(view, members, terms);
        all.begin();
        return all.pending;
    }

    private void begin() {
        pending.whenWithdrawn(this::giveUp);
        boolean nobody = members.isEmpty() && view.failsForNobody();
        if (nobody && !view.waitsForMembers()) {
            pending.fail(view.nobodyOfAll(terms.what()));
            return;
        }
        awaitsFirst.set(nobody);
        pending.beforeExpiry(then -> {
            lookForFirst();
            takeRest(members, () -> {
                List<Pending<T>> now = now();
                if (now.stream().allMatch(AllOf::isDecided)) {
                    allOf(now).whenComplete((nothing, failure) -> then.run()); // their outcomes are on the way
                } else {
                    then.run();
                }
            });
        });
        if (!nobody) {
            await(members);
            return;
        }
        view.registry().addRace(this);
        lookForFirst();
        if (pending.isDecided()) {
            view.registry().removeRace(this); // it may have been over before it was added
        }
    }

    /** Somebody came, perhaps the first member. */
    @Override
    public void changed(Collection<DefaultSession> sessions) {
        view.registry().time().engine().execute(this::lookForFirst);
    }

    /** Begins as soon as there is a member; one that has ended since the call counts, too. */
    private void lookForFirst() {
        if (!awaitsFirst.get() || pending.isDecided()) {
            return;
        }
        try {
            List<DefaultSession> now = List.copyOf(joining.members());
            if (!now.isEmpty() && awaitsFirst.compareAndSet(true, false)) {
                view.registry().removeRace(this);
                members = now;
                await(now);
            } else if (now.isEmpty() && view.registry().isClosed()) {
                fail(new WshClosedException("this Wsh is closed; nothing can be waited for: " + terms.what()));
            }
        } catch (RuntimeException | Error e) {
            fail(e); // the user's filter
        }
    }

    private void fail(Throwable cause) {
        if (pending.fail(cause)) {
            giveUp();
        }
    }

    private void giveUp() {
        view.registry().removeRace(this);
        cancelAll();
    }

    /** Waits for some, and for the others as before. */
    private void await(List<DefaultSession> some) {
        Map<DefaultSession, Pending<T>> begun = new LinkedHashMap<>();
        some.forEach(member -> begun.put(member, terms.begin().apply(member)));
        synchronized (waits) {
            members.forEach(member -> {
                Pending<T> own = begun.get(member);
                if (own != null) {
                    waits.put(member, own);
                }
            });
        }
        for (Pending<T> each : begun.values()) {
            each.whenComplete((value, failure) -> {
                if (failure != null && pending.fail(cause(failure))) {
                    cancelAll(); // once: each that is cancelled comes here, too
                }
            });
        }
        allOf(now()).whenComplete((nothing, failure) -> {
            if (failure == null) {
                allHave();
            }
        });
        if (pending.isDecided()) {
            cancelAll(); // given up meanwhile
        }
    }

    private void allHave() {
        List<DefaultSession> moved = new ArrayList<>();
        Map<Session, T> values = new LinkedHashMap<>();
        synchronized (waits) {
            waits.forEach((member, wait) -> values.put(member, wait.join()));
        }
        for (DefaultSession member : members) {
            if (!terms.holds().test(member, values.get(member))) {
                moved.add(member);
            }
        }
        if (moved.isEmpty()) {
            pending.succeed(terms.result().apply(values));
        } else if (!pending.isDecided()) {
            await(moved);
        }
    }

    private List<Pending<T>> now() {
        synchronized (waits) {
            return List.copyOf(waits.values());
        }
    }

    private List<DefaultSession> missing() {
        synchronized (waits) {
            return members.stream()
                    .filter(member -> {
                        Pending<T> wait = waits.get(member);
                        return wait != null && !wait.isDone();
                    })
                    .toList();
        }
    }

    private void cancelAll() {
        now().forEach(each -> each.cancel(/* mayInterruptIfRunning= */ false));
    }

    private static CompletableFuture<?> allOf(List<? extends Pending<?>> waits) {
        return CompletableFuture.allOf(waits.toArray(CompletableFuture<?>[]::new));
    }

    /** Lets members take over what their terminals have by now, and then runs something. */
    static void takeRest(List<DefaultSession> members, Runnable then) {
        AtomicInteger left = new AtomicInteger(members.size() + 1);
        Runnable one = () -> {
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        };
        members.forEach(member -> member.takeRest(one));
        one.run();
    }

    private static boolean isDecided(Pending<?> wait) {
        return wait instanceof EnginePending<?> own ? own.isDecided() : wait.isDone();
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? failure : cause;
    }
}
