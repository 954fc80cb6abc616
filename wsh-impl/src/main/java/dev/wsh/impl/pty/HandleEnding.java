package dev.wsh.impl.pty;

import dev.wsh.KillReport;
import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import dev.wsh.engine.Durations;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends leaders and their descendants through the JDK's {@link ProcessHandle}, where there is no {@code /proc}.
 *
 * <p>Descendants that detached themselves are not found; the providers that use it do not claim otherwise. Confined to
 * the executor that is handed to the time source.
 */
final class HandleEnding {
    private static final Duration AFTER_KILL = Duration.ofSeconds(1);

    private final List<StreamPty> ptys;
    private final TimeSource time;
    private final Executor executor;
    private final long began;
    private final Map<ProcessHandle, ProcessInfo> all = new LinkedHashMap<>();
    private final Map<ProcessHandle, Signal> last = new HashMap<>();
    private final Map<ProcessHandle, CompletableFuture<ProcessHandle>> exits = new LinkedHashMap<>();
    private final CompletableFuture<KillReport> report = new CompletableFuture<>();
    private TimeSource.@Nullable Cancellable alarm;
    private boolean killed;

    private HandleEnding(List<StreamPty> ptys, TimeSource time) {
        this.ptys = ptys;
        this.time = time;
        this.executor = new HelperThread(time, "end").reporting(report::completeExceptionally);
        this.began = time.nanoTime();
    }

    static CompletableFuture<KillReport> end(List<StreamPty> ptys, Duration grace) {
        if (ptys.isEmpty()) {
            return CompletableFuture.completedFuture(new KillReport(List.of(), List.of(), Duration.ZERO));
        }
        HandleEnding ending = new HandleEnding(List.copyOf(ptys), ptys.get(0).time());
        ending.executor.execute(() -> ending.begin(grace));
        return ending.report;
    }

    private void begin(Duration grace) {
        collect();
        if (grace.isZero()) {
            kill();
        } else {
            signal(Signal.TERM, ProcessHandle::destroy);
            whenGone(this::finish);
            alarm(Durations.cut(grace), this::kill);
        }
    }

    /** Sends to those that have not gone by themselves, and notes whom it reached. */
    private void signal(Signal signal, Predicate<ProcessHandle> send) {
        all.keySet().forEach(handle -> {
            if (!isGone(handle) && send.test(handle)) {
                last.put(handle, signal);
            }
        });
    }

    private void collect() {
        for (StreamPty pty : ptys) {
            ProcessHandle.of(pty.pid().orElse(-1)).ifPresent(leader -> {
                Set<ProcessHandle> left = left(leader, pty);
                leader.descendants().filter(each -> !left.contains(each)).forEach(each -> add(each, pty));
                add(leader, pty);
            });
        }
    }

    /** Returns the descendants that are to be left, and theirs. */
    private static Set<ProcessHandle> left(ProcessHandle leader, StreamPty pty) {
        Set<ProcessHandle> left = new HashSet<>();
        if (!pty.leaving().isNone()) {
            leader.descendants()
                    .filter(each -> pty.leaving().leaves(info(each, pty)))
                    .forEach(each -> {
                        left.add(each);
                        each.descendants().forEach(left::add);
                    });
        }
        return left;
    }

    private static ProcessInfo info(ProcessHandle handle, StreamPty pty) {
        ProcessHandle.Info info = handle.info();
        return new ProcessInfo(
                handle.pid(), info.commandLine().or(info::command).orElse(""), pty.sessionId());
    }

    private void add(ProcessHandle handle, StreamPty pty) {
        if (handle.isAlive()) {
            all.putIfAbsent(handle, info(handle, pty));
            exits.computeIfAbsent(handle, ProcessHandle::onExit);
        }
    }

    private void kill() {
        if (!killed && !report.isDone()) {
            killed = true;
            collect();
            signal(Signal.KILL, ProcessHandle::destroyForcibly);
            whenGone(this::finish);
            alarm(AFTER_KILL, this::finish);
        }
    }

    /** Does something later, unless all are gone before. */
    private void alarm(Duration delay, Runnable task) {
        TimeSource.Cancellable made = time.schedule(delay, executor, task);
        alarm = made;
        report.exceptionally(failure -> {
            made.cancel();
            return null;
        });
    }

    private void whenGone(Runnable then) {
        CompletableFuture<?>[] awaited = exits.values().toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(awaited).thenRun(() -> executor.execute(then));
    }

    /** A process that has ended but was not reaped yet still counts as alive for the JDK; its exit is what tells. */
    private boolean isGone(ProcessHandle handle) {
        CompletableFuture<ProcessHandle> exit = exits.get(handle);
        return !handle.isAlive() || (exit != null && exit.isDone());
    }

    private void finish() {
        List<KillReport.Gone> gone = new ArrayList<>();
        List<ProcessInfo> survivors = new ArrayList<>();
        all.forEach((handle, process) -> {
            if (isGone(handle)) {
                gone.add(new KillReport.Gone(process, Optional.ofNullable(last.get(handle))));
            } else {
                survivors.add(process);
            }
        });
        TimeSource.Cancellable known = alarm;
        if (known != null) {
            known.cancel(); // first: who hears of the end finds nothing left
        }
        report.complete(new KillReport(gone, survivors, Duration.ofNanos(time.nanoTime() - began)));
    }
}
