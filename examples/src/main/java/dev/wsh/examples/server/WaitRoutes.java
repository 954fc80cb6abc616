package dev.wsh.examples.server;

import dev.wsh.Conditions;
import dev.wsh.Idle;
import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.Race;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Waits until a session, or any of many, is idle.
 *
 * <p>A client that waits again and again says which generation it knows already: then only newer activity counts, so that
 * nothing is reported twice, and nothing that happened between two calls is missed.
 */
final class WaitRoutes {
    private static final long USUAL_QUIET = 1000;
    private static final long USUAL_TIMEOUT = 30_000;
    private static final long LONGEST = 3_600_000;

    private final Directory directory;
    private final Waits waits;

    WaitRoutes(Directory directory, Waits waits) {
        this.directory = directory;
        this.waits = waits;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/sessions/{name}/idle", this::idle, "quiet", "timeout", "fresh", "lastGeneration"),
                Route.of(
                        "GET",
                        "/idle",
                        this::anyIdle,
                        "tag",
                        "quiet",
                        "timeout",
                        "fresh",
                        "ended",
                        "lastSession",
                        "lastGeneration"));
    }

    private void idle(Call call) {
        Session session = directory.get(call.path("name"));
        Idle idle = condition(call);
        OptionalLong known = lastGeneration(call);
        Idle newer = known.isPresent() ? newerThan(session, known.getAsLong(), idle) : idle;
        waits.answer(call, session.await(newer).within(timeout(call)), Views::of);
    }

    private void anyIdle(Call call) {
        SessionGroup group = directory.group(call.all("tag"));
        Idle idle = condition(call);
        Duration timeout = timeout(call);
        OptionalLong known = lastGeneration(call);
        Optional<String> lastName = call.one("lastSession");
        if (lastName.isPresent() != known.isPresent()) {
            throw Problem.badRequest("lastSession and lastGeneration go together");
        }
        boolean ended = call.flag("ended");
        Optional<Session> last = lastName.flatMap(directory::find);
        if (last.isEmpty()) {
            waits.answer(call, race(group, ended).awaitAnyIdle(idle).within(timeout), Views::of);
            return;
        }
        Session before = last.get();
        SessionGroup others = group.matching(session -> !session.equals(before));
        if (!group.sessions().contains(before)) {
            waits.answer(call, race(others, ended).awaitAnyIdle(idle).within(timeout), Views::of);
            return;
        }
        Pending<Settled> again = before.await(newerThan(before, known.orElse(0), idle));
        waits.answer(
                call,
                first(race(others.waitForMembers(), ended).awaitAnyIdle(idle).within(timeout), again.within(timeout)),
                Views::of);
    }

    /** A new cursor also gives those that have ended already. */
    private static Race race(SessionGroup group, boolean withEnded) {
        return withEnded ? group.outcomes() : group;
    }

    private static Idle condition(Call call) {
        Idle idle = Conditions.idle(call.millis("quiet", 1, USUAL_QUIET, LONGEST));
        return call.flag("fresh") ? idle.fromNow() : idle;
    }

    private static Duration timeout(Call call) {
        return call.millis("timeout", 1, USUAL_TIMEOUT, LONGEST);
    }

    private static OptionalLong lastGeneration(Call call) {
        return call.number("lastGeneration", 0, Long.MAX_VALUE);
    }

    /** Activity that the client does not know yet is asked for only if there was none since. */
    private static Idle newerThan(Session session, long generation, Idle idle) {
        Mark now = session.mark();
        if (generation > now.generation()) {
            throw Problem.badRequest("lastGeneration " + generation + " of " + session.name()
                    + " is in the future; it is at " + now.generation());
        }
        return generation == now.generation() && session.exitStatus().isEmpty() ? idle.since(now) : idle;
    }

    /**
     * The first of two waits; the other one is given up. The race of the others decides about a failure, but for time: both
     * have the same.
     */
    private static CompletableFuture<Settled> first(Pending<Settled> others, Pending<Settled> last) {
        CompletableFuture<Settled> first = new CompletableFuture<>();
        others.whenComplete((settled, failure) -> settle(first, settled, failure));
        last.whenComplete((settled, failure) -> {
            if (failure == null || failure instanceof WaitTimeoutException) {
                settle(first, settled, failure);
            }
        });
        first.whenComplete((settled, failure) -> {
            others.cancel(/* mayInterruptIfRunning= */ false);
            last.cancel(/* mayInterruptIfRunning= */ false);
        });
        return first;
    }

    private static void settle(CompletableFuture<Settled> first, Settled settled, Throwable failure) {
        if (failure == null) {
            first.complete(settled);
        } else {
            first.completeExceptionally(failure);
        }
    }
}
