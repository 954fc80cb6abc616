package dev.wsh.impl.group;

import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Waits for all members of a view, each with a wait of its own. */
final class AllOf {

    private AllOf() {}

    static <T, R> Pending<R> join(
            GroupView view,
            List<DefaultSession> members,
            Function<DefaultSession, Pending<T>> wait,
            Function<Map<Session, T>, R> result,
            String what,
            Duration extension) {
        Map<DefaultSession, Pending<T>> waits = new LinkedHashMap<>();
        members.forEach(member -> waits.put(member, wait.apply(member)));
        long started = view.registry().time().nanoTime();
        EnginePending<R> pending = view.registry()
                .listed(EnginePending.create(
                        view.registry().time(),
                        what + view.description(),
                        Duration.ZERO,
                        Optional.of(view.deadline().plus(extension)),
                        () -> view.evidence(
                                members.stream()
                                        .filter(member -> !isDone(waits, member))
                                        .toList(),
                                what,
                                Duration.ofNanos(view.registry().time().nanoTime() - started))));
        Runnable cancelAll = () -> waits.values().forEach(each -> each.cancel(/* mayInterruptIfRunning= */ false));
        pending.whenWithdrawn(cancelAll);
        if (waits.isEmpty() && view.failsForNobody()) {
            pending.fail(view.nobody(what));
            return pending;
        }
        CompletableFuture<?> all = CompletableFuture.allOf(waits.values().toArray(CompletableFuture<?>[]::new));
        pending.beforeExpiry(then -> takeRest(members, () -> {
            if (waits.values().stream().allMatch(AllOf::isDecided)) {
                all.whenComplete((nothing, failure) -> then.run()); // their outcomes are on the way
            } else {
                then.run();
            }
        }));
        for (Pending<T> each : waits.values()) {
            each.whenComplete((value, failure) -> {
                if (failure != null && pending.fail(cause(failure))) {
                    cancelAll.run(); // once: each that is cancelled comes here, too
                }
            });
        }
        all.whenComplete((nothing, failure) -> {
            if (failure == null) {
                pending.succeed(result.apply(values(waits)));
            }
        });
        return pending;
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
        return wait instanceof EnginePending<?> own ? own.isClaimed() : wait.isDone();
    }

    private static <T> boolean isDone(Map<DefaultSession, Pending<T>> waits, DefaultSession member) {
        Pending<T> wait = waits.get(member);
        return wait == null || wait.isDone();
    }

    private static <T> Map<Session, T> values(Map<DefaultSession, Pending<T>> waits) {
        Map<Session, T> values = new LinkedHashMap<>();
        waits.forEach((member, wait) -> values.put(member, wait.join()));
        return values;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? failure : cause;
    }
}
