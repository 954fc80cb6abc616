package dev.wsh.impl.session;

import dev.wsh.EngineException;
import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.ProcessInfo;
import dev.wsh.engine.Durations;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.SafeLog;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the processes of sessions, many at once with one scan for each provider. */
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private Ending() {}

    /**
     * Ends all processes of some sessions.
     *
     * @param sessions which
     * @param grace between asking and killing
     * @return complete once all are gone and have told their exit, or once it is known what survives
     */
    static CompletableFuture<KillReport> end(Collection<SessionCore> sessions, Duration grace) {
        IdentityHashMap<PtyProvider, List<Pty>> byProvider = new IdentityHashMap<>();
        for (SessionCore core : sessions) {
            terminal(core)
                    .ifPresent(pty -> byProvider
                            .computeIfAbsent(core.setup().provider(), any -> new ArrayList<>())
                            .add(pty));
        }
        CompletableFuture<KillReport> all =
                CompletableFuture.completedFuture(new KillReport(List.of(), List.of(), Duration.ZERO));
        for (Map.Entry<PtyProvider, List<Pty>> entry : byProvider.entrySet()) {
            all = all.thenCombine(
                    ProviderCalls.end(entry.getKey(), entry.getValue(), Durations.cut(grace)), Ending::join);
        }
        return all.thenCompose(report -> awaitExits(report, sessions));
    }

    private static Optional<Pty> terminal(SessionCore core) {
        return core.locked(core.line()::pty);
    }

    private static KillReport join(KillReport a, KillReport b) {
        List<KillReport.Gone> gone = new ArrayList<>(a.gone());
        gone.addAll(b.gone());
        List<ProcessInfo> survivors = new ArrayList<>(a.survivors());
        survivors.addAll(b.survivors());
        return new KillReport(gone, survivors, a.took().compareTo(b.took()) >= 0 ? a.took() : b.took());
    }

    /** A report without survivors is told after the exits, so that whoever has it finds the sessions ended. */
    private static CompletableFuture<KillReport> awaitExits(KillReport report, Collection<SessionCore> sessions) {
        if (!report.complete()) {
            return CompletableFuture.completedFuture(report);
        }
        CompletableFuture<?>[] exits = sessions.stream()
                .filter(core -> terminal(core).isPresent())
                .map(core -> core.life().exited())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(exits);
        if (all.isDone()) {
            return CompletableFuture.completedFuture(report);
        }
        SessionCore any = sessions.iterator().next();
        TimeSource.Cancellable alarm = any.clock()
                .time()
                .schedule(
                        Limits.AFTER_EXIT_MAX,
                        any.clock().time().serial(any), // the user's code may hold the callbacks up, and wait for this
                        () -> sessions.forEach(core -> core.end(ExitStatus.unknown())));
        return all.handle((nothing, failure) -> {
            alarm.cancel(); // first: who hears of the end finds nothing left
            return report;
        });
    }

    /**
     * Ends and closes some sessions.
     *
     * @param sessions which; they have left all lists
     * @param grace between asking and killing
     * @return complete once their terminals are closed; fails if their processes could not be ended
     */
    static CompletableFuture<KillReport> close(Collection<SessionCore> sessions, Duration grace) {
        List<SessionCore> first = sessions.stream().filter(SessionCore::close).toList();
        CompletableFuture<KillReport> end = inTime(
                first, end(first, grace), Durations.cut(grace).plus(Limits.CLOSE), "their provider did not end them");
        CompletableFuture<KillReport> done = new CompletableFuture<>();
        end.whenComplete((report, failure) -> {
            boolean waits = false;
            try {
                released(first, report, failure).whenComplete((nothing, late) -> finish(done, report, failure));
                waits = true;
            } finally {
                if (!waits) {
                    finish(done, report, failure); // the heap is full; or whoever closes would wait for ever
                }
            }
        });
        return done;
    }

    /** Closes the terminals of sessions that have been ended; complete once their loops have done so, or are late. */
    private static CompletableFuture<?> released(
            List<SessionCore> first, @Nullable KillReport report, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                SafeLog.error(LOG, "the processes of {} could not be ended", names(first), failure);
            } else if (report != null && !report.complete()) {
                LOG.warn("processes survived the end of {}: {}", names(first), report.survivors());
            }
        } finally {
            first.forEach(Ending::release);
        }
        return inTime(first, afterLoops(first), Limits.CLOSE, "their loop did not close them")
                .whenComplete((nothing, late) -> {
                    if (late != null) {
                        SafeLog.error(LOG, "the terminals of {} were not closed", names(first), late);
                    }
                });
    }

    @SuppressWarnings("NullAway") // there is a report where there is no failure
    private static void finish(
            CompletableFuture<KillReport> done, @Nullable KillReport report, @Nullable Throwable failure) {
        if (failure == null) {
            done.complete(report);
        } else {
            done.completeExceptionally(failure);
        }
    }

    /** Whatever goes wrong with one, as when the heap is full: the others are closed, and whoever closes is told. */
    private static void release(SessionCore core) {
        try {
            Insist.onAll(() -> core.end(ExitStatus.unknown()), () -> core.enter(core.line()::release));
        } catch (RuntimeException | Error e) {
            SafeLog.error(
                    LOG,
                    "session {} could not be closed",
                    core.naming().current().name(),
                    e);
        }
    }

    /** Fails if something of a provider takes too long. */
    private static <T> CompletableFuture<T> inTime(
            List<SessionCore> sessions, CompletableFuture<T> work, Duration limit, String late) {
        if (work.isDone() || sessions.isEmpty()) {
            return work;
        }
        CompletableFuture<T> first = new CompletableFuture<>();
        TimeSource time = sessions.get(0).clock().time();
        TimeSource.Cancellable alarm = time.schedule(
                limit,
                time.serial(first), // the user's code may hold the callbacks up, and wait for this
                () -> first.completeExceptionally(
                        new EngineException(late + " within " + limit.toMillis() + " ms", null)));
        work.whenComplete((value, failure) -> {
            alarm.cancel();
            if (failure == null) {
                first.complete(value);
            } else {
                first.completeExceptionally(failure);
            }
        });
        return first;
    }

    /** Complete once the loops have done what was asked of them, the close of the terminals included. */
    private static CompletableFuture<Void> afterLoops(List<SessionCore> sessions) {
        List<CompletableFuture<?>> closed = new ArrayList<>();
        for (SessionCore core : sessions) {
            terminal(core).ifPresent(pty -> {
                CompletableFuture<Boolean> passed = new CompletableFuture<>();
                closed.add(passed);
                try {
                    pty.loop().execute(() -> passed.complete(true));
                } catch (RuntimeException e) {
                    passed.complete(false); // the loop has ended with its last terminal
                }
            });
        }
        return CompletableFuture.allOf(closed.toArray(CompletableFuture<?>[]::new));
    }

    private static List<String> names(List<SessionCore> sessions) {
        return sessions.stream().map(core -> core.naming().current().name()).toList();
    }
}
