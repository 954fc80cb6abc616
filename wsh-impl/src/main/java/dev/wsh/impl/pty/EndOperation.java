package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import dev.wsh.KillReport;
import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import dev.wsh.engine.Durations;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends every process of some sessions: HUP and CONT, the grace, then rounds of KILL until a scan finds nothing.
 *
 * <p>HUP alone would not wake a stopped job. More than one round is needed because a process may fork between the scan
 * and the signal. KILL goes to the groups of the processes, too: the kernel lets no member of a group fork past a signal to
 * it, so that a chain of processes which fork and exit is cut wherever it is just then. From the second round on, what is
 * found is stopped first, until a scan finds nothing new: what is stopped does not fork.
 *
 * <p>Between the signals it looks at the known processes only, at growing intervals; a new scan comes when
 * all of them are gone, so that it is done as soon as everything is gone and yet believes nothing but a scan. A scan that
 * is not sure is not believed either: it is repeated, and if the rounds are over by then and nothing was found, the end
 * fails, and says so. Where {@code /proc} shows nothing of our processes at all, the leaders and their groups are signalled,
 * which needs none, and the end fails as well.
 *
 * <p>A step that fails for want of memory is tried again; when that is in vain, the leaders are killed before the end fails.
 * Confined to the service's executor, except for {@link #living()}.
 */
final class EndOperation {
    static final int KILL_ROUNDS = 5;

    private static final long FIRST_LOOK_MILLIS = 1;
    private static final int LAST_LOOK_MILLIS = 25;
    private static final int MOST_FREEZES = 20;
    private static final int MOST_FAILURES = 20;
    private static final Duration ROUND = Duration.ofMillis(300);

    private final Supplier<List<Target>> targets;
    private final Duration grace;
    private final TimeSource time;
    private final EndService service;
    private final Executor executor;
    private final CompletableFuture<KillReport> report = new CompletableFuture<>();
    private final Map<ProcKey, Victim> victims = new LinkedHashMap<>();
    private final Set<ProcKey> stopped = new HashSet<>();
    private volatile ProcessTree.Findings seen = ProcessTree.Findings.NONE;
    private final long began;
    private long phaseBegan;
    private final Runnable lookTask; // made before the heap may be full
    private int killRound;
    private int freezes;
    private int failures;
    private boolean leadersAsked;
    private long lookMillis = FIRST_LOOK_MILLIS;

    /** A process for ever: its number and when it started. */
    private record ProcKey(int pid, long start) {}

    private record Victim(ProcessTree.Found found, @Nullable Signal last) {}

    EndOperation(Supplier<List<Target>> targets, Duration grace, TimeSource time, EndService service) {
        this.targets = targets;
        this.grace = Durations.cut(grace);
        this.time = time;
        this.service = service;
        this.lookTask = this::guardedLook;
        this.executor = service.executor(this::failed);
        this.began = time.nanoTime();
        this.phaseBegan = began;
    }

    CompletableFuture<KillReport> report() {
        return report;
    }

    void start() {
        guarded(() -> scan(grace.isZero() ? this::kill : this::hangUp));
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
        if (isBlind() && targets.get().stream().allMatch(target -> target.reapedAt() != Target.NOT_REAPED)) {
            finish();
            return;
        }
        if (inGrace && !timeIsUp && scanNow) {
            scan(this::hangUp);
        } else if (timeIsUp || scanNow) {
            scan(this::kill);
        } else {
            lookLater();
        }
    }

    /** On the engine's timer, or, where that can start no thread, by waiting here. */
    private void lookLater() {
        long millis = lookMillis;
        lookMillis = Math.min(lookMillis * 2, LAST_LOOK_MILLIS);
        try {
            time.schedule(Duration.ofMillis(millis), executor, lookTask);
        } catch (RuntimeException | Error e) {
            LibC.pause((int) millis);
            executor.execute(lookTask);
        }
    }

    private void guardedLook() {
        guarded(this::look);
    }

    private void kill() {
        phaseBegan = time.nanoTime();
        lookMillis = FIRST_LOOK_MILLIS;
        if (seen.none() || killRound == KILL_ROUNDS || (isBlind() && killRound > 0)) {
            finish();
            return;
        }
        killRound++;
        freezes = 0;
        if (killRound == 1) {
            strike();
        } else {
            freeze();
        }
    }

    /** Stops what a scan has found, and scans again, until there is nothing new. */
    private void freeze() {
        boolean news = false;
        try (ProcFs proc = new ProcFs()) {
            for (ProcessTree.Found found : seen.found()) {
                if (stopped.add(key(found))) {
                    news = true;
                    sendToGroup(found, Signals.STOP);
                    ProcessSignals.send(proc, found.process(), Signals.STOP);
                }
            }
        }
        if (news && ++freezes < MOST_FREEZES) {
            scan(this::freeze);
        } else {
            strike();
        }
    }

    private void strike() {
        signal(Signal.KILL);
        lookLater();
    }

    private void scan(Runnable then) {
        service.scan(targets.get(), findings -> guarded(() -> take(findings, then)), this::failed);
    }

    private void take(ProcessTree.Findings findings, Runnable then) {
        seen = findings;
        for (ProcessTree.Found each : findings.found()) {
            victims.computeIfAbsent(key(each), key -> new Victim(each, null));
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
        boolean kills = first.equals(Signal.KILL);
        try (ProcFs proc = new ProcFs()) {
            for (ProcessTree.Found found : seen.found()) {
                Victim victim = victims.get(key(found));
                boolean due = kills || (victim != null && victim.last() == null);
                if (due && ProcessSignals.send(proc, found.process(), numbers)) {
                    victims.computeIfPresent(key(found), (key, known) -> new Victim(known.found(), first));
                }
            }
        }
        if (kills) {
            seen.found().forEach(found -> sendToGroup(found, first.number()));
        }
        if (kills || (!seen.sure() && !leadersAsked)) {
            leadersAsked = true;
            signalLeaders(numbers);
        }
    }

    private static void sendToGroup(ProcessTree.Found found, int signal) {
        if (found.groupToo()) {
            ProcessSignals.sendToGroup(found.process(), signal);
        }
    }

    /** Needs no look at the processes: as long as a leader is not reaped, its number is its own. */
    private void signalLeaders(int... numbers) {
        for (Target target : targets.get()) {
            for (int number : numbers) {
                target.terminal().signalLeader(number);
            }
        }
    }

    private static boolean isBlind() {
        return ProcRoot.problem() != null;
    }

    private boolean allGone() {
        try (ProcFs proc = new ProcFs()) {
            return seen.found().stream().allMatch(found -> ProcessSignals.isGone(proc, found.process()));
        }
    }

    private void finish() {
        Orphans.reap(victims.values().stream().map(Victim::found).toList());
        if (seen.found().isEmpty() && !seen.sure()) {
            report.completeExceptionally(
                    new EngineException("cannot look for processes, so some may be left: " + seen.doubt(), null));
            return;
        }
        List<ProcessInfo> survivors = new ArrayList<>();
        for (ProcessTree.Found found : seen.found()) {
            Victim victim = victims.remove(key(found));
            if (victim != null) {
                survivors.add(process(victim.found()));
            }
        }
        List<KillReport.Gone> gone = new ArrayList<>();
        victims.values()
                .forEach(victim ->
                        gone.add(new KillReport.Gone(process(victim.found()), Optional.ofNullable(victim.last()))));
        report.complete(new KillReport(gone, survivors, Duration.ofNanos(time.nanoTime() - began)));
    }

    private void guarded(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** A step failed, as when the heap is full: it is tried again a little later, for there may be room by then. */
    private void failed(Throwable cause) {
        if (report.isDone()) {
            return;
        }
        boolean mayPass = cause instanceof VirtualMachineError;
        while (mayPass && ++failures < MOST_FAILURES) {
            LibC.pause(LAST_LOOK_MILLIS);
            try {
                executor.execute(lookTask);
                return;
            } catch (RuntimeException | Error e) {
                mayPass = e instanceof VirtualMachineError;
            }
        }
        try {
            signalLeaders(Signals.KILL);
        } finally {
            report.completeExceptionally(cause);
        }
    }
}
