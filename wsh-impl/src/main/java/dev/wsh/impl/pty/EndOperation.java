package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import dev.wsh.KillReport;
import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends every process of some sessions: HUP and CONT, the grace, then rounds of KILL until a scan finds nothing.
 *
 * <p>HUP alone would not wake a stopped job. More than one round is needed because a process may fork between the scan
 * and the signal. Between the signals it looks at the known processes only, at growing intervals; a new scan comes when
 * all of them are gone, so that it is done as soon as everything is gone and yet believes nothing but a scan. A scan that
 * could not see everything, because descriptors have run out, is not believed either: it is repeated, and if the rounds
 * are over by then and nothing was found, the end fails. Confined to the service's executor, except for {@link #living()}.
 */
final class EndOperation {
    static final int KILL_ROUNDS = 5;

    private static final long FIRST_LOOK_MILLIS = 1;
    private static final long LAST_LOOK_MILLIS = 25;
    private static final Duration ROUND = Duration.ofMillis(300);

    private final Supplier<List<Target>> targets;
    private final Duration grace;
    private final TimeSource time;
    private final EndService service;
    private final Executor executor;
    private final CompletableFuture<KillReport> report = new CompletableFuture<>();
    private final Map<ProcKey, Victim> victims = new LinkedHashMap<>();
    private volatile ProcessTree.Findings seen = new ProcessTree.Findings(List.of(), /* sure= */ true);
    private final long began;
    private long phaseBegan;
    private int killRound;
    private long lookMillis = FIRST_LOOK_MILLIS;

    /** A process for ever: its number and when it started. */
    private record ProcKey(int pid, long start) {}

    private record Victim(ProcessInfo process, @Nullable Signal last) {}

    EndOperation(Supplier<List<Target>> targets, Duration grace, TimeSource time, EndService service) {
        this.targets = targets;
        this.grace = grace;
        this.time = time;
        this.service = service;
        this.executor = service.executor(report::completeExceptionally);
        this.began = time.nanoTime();
        this.phaseBegan = began;
    }

    CompletableFuture<KillReport> start() {
        guarded(() -> scan(grace.isZero() ? this::kill : this::hangUp));
        return report;
    }

    /** What the last scan found, for other scans: by then this may be all that tells whose processes they are. */
    List<ProcessTree.Found> living() {
        return seen.found();
    }

    private void hangUp() {
        if (seen.none()) {
            finish();
        } else {
            signal(Signal.HUP, Signal.CONT);
            lookLater();
        }
    }

    /** Looks whether the known ones are gone; then scans again, kills when the time is up, or looks again later. */
    private void look() {
        boolean inGrace = killRound == 0;
        boolean timeIsUp = time.nanoTime() - phaseBegan >= (inGrace ? grace : ROUND).toNanos();
        boolean scanNow = seen.sure() ? allGone() : inGrace;
        if (inGrace && !timeIsUp && scanNow) {
            scan(this::hangUp);
        } else if (timeIsUp || scanNow) {
            scan(this::kill);
        } else {
            lookLater();
        }
    }

    private void lookLater() {
        time.schedule(Duration.ofMillis(lookMillis), executor, this::look);
        lookMillis = Math.min(lookMillis * 2, LAST_LOOK_MILLIS);
    }

    private void kill() {
        phaseBegan = time.nanoTime();
        lookMillis = FIRST_LOOK_MILLIS;
        if (seen.none() || killRound == KILL_ROUNDS) {
            finish();
            return;
        }
        killRound++;
        signal(Signal.KILL);
        lookLater();
    }

    private void scan(Runnable then) {
        service.scan(targets.get(), findings -> guarded(() -> take(findings, then)), report::completeExceptionally);
    }

    private void take(ProcessTree.Findings findings, Runnable then) {
        seen = findings;
        for (ProcessTree.Found each : findings.found()) {
            victims.computeIfAbsent(key(each), key -> new Victim(process(each), null));
        }
        then.run();
    }

    private static ProcessInfo process(ProcessTree.Found found) {
        return new ProcessInfo(
                found.process().pid(), found.command(), found.target().sessionId());
    }

    private static ProcKey key(ProcessTree.Found found) {
        return new ProcKey(found.process().pid(), found.process().start());
    }

    /** Signals the living; none of them twice with the same signal but KILL, since a program may heed each one. */
    private void signal(Signal first, Signal... others) {
        int[] numbers = new int[1 + others.length];
        numbers[0] = first.number();
        for (int i = 0; i < others.length; i++) {
            numbers[i + 1] = others[i].number();
        }
        try (ProcFs proc = new ProcFs()) {
            for (ProcessTree.Found found : seen.found()) {
                Victim victim = victims.get(key(found));
                boolean due = first.equals(Signal.KILL) || (victim != null && victim.last() == null);
                if (due && ProcessSignals.send(proc, found.process(), numbers)) {
                    victims.computeIfPresent(key(found), (key, known) -> new Victim(known.process(), first));
                }
            }
        }
    }

    private boolean allGone() {
        try (ProcFs proc = new ProcFs()) {
            return seen.found().stream().allMatch(found -> ProcessSignals.isGone(proc, found.process()));
        }
    }

    private void finish() {
        if (seen.found().isEmpty() && !seen.sure()) {
            report.completeExceptionally(new EngineException(
                    "cannot look for processes: out of file descriptors (ulimit -n) or memory", null));
            return;
        }
        List<ProcessInfo> survivors = new ArrayList<>();
        for (ProcessTree.Found found : seen.found()) {
            Victim victim = victims.remove(key(found));
            if (victim != null) {
                survivors.add(victim.process());
            }
        }
        List<KillReport.Gone> gone = new ArrayList<>();
        victims.values()
                .forEach(victim -> gone.add(new KillReport.Gone(victim.process(), Optional.ofNullable(victim.last()))));
        report.complete(new KillReport(gone, survivors, Duration.ofNanos(time.nanoTime() - began)));
    }

    private void guarded(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            report.completeExceptionally(e);
        }
    }
}
