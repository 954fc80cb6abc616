package dev.wsh.impl.pty;

import dev.wsh.KillReport;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the ends of sessions on one thread for a time source, with one scan of {@code /proc} for all that ask meanwhile.
 *
 * <p>Each session {@linkplain #hold holds} the thread from before its start until nothing of it is left: when the system has
 * no more threads, it is there. It lingers for a moment after the last, since the next session mostly comes soon.
 *
 * <p>A scan costs milliseconds that grow with the system's processes. When a thousand sessions end one by one, a thousand
 * scans would take half a minute; the requests that wait while one scan runs share the next one. What one end has found,
 * the scans for all others know. This class is thread-safe.
 */
final class EndService {
    private static final Duration LINGER = Duration.ofMillis(100);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(EndService.class);
    private static final IdentityHashMap<TimeSource, EndService> ALL = new IdentityHashMap<>();

    private final TimeSource time;
    private final HelperThread thread;
    private List<Request> waiting = new ArrayList<>(); // guarded by this
    private List<Request> served = new ArrayList<>(); // confined to the thread, but for the exchange with the other
    private final Set<EndOperation> operations = new HashSet<>(); // guarded by ALL
    private final Orphans orphans = new Orphans(); // confined to the thread
    private final boolean reaps = Orphans.fallToUs();
    private int holds; // guarded by ALL, as are the next three
    private boolean attached;
    private boolean lingers;
    private boolean sweeps;

    /** Whose processes are wanted, who gets them, where, and who hears of a failure. */
    private record Request(
            List<Target> targets, Consumer<ProcessTree.Findings> then, Consumer<? super Throwable> onFailure) {}

    private EndService(TimeSource time) {
        this.time = time;
        this.thread = new HelperThread(time, "end");
    }

    /**
     * Starts what will end a session that is about to be started, if it is not there.
     *
     * @throws Error if there is no thread for it; then it is not held
     */
    static void hold(TimeSource time) {
        synchronized (ALL) {
            EndService service = ALL.computeIfAbsent(time, EndService::new);
            try {
                if (!service.attached) {
                    service.thread.hold();
                    service.attached = true;
                }
                service.holds++;
            } finally {
                service.forgetIfUnused();
            }
            if (service.reaps && !service.sweeps) {
                service.sweeps = true;
                service.sweepLater();
            }
        }
    }

    /** Nothing of a session is left, or none was started. */
    static void release(TimeSource time) {
        EndService service;
        synchronized (ALL) {
            service = ALL.get(time);
            if (service == null || --service.holds > 0 || service.lingers) {
                return;
            }
            service.lingers = true;
        }
        try {
            time.schedule(LINGER, Runnable::run, service::leave);
        } catch (RuntimeException | Error e) {
            service.leave();
        }
    }

    private void leave() {
        synchronized (ALL) {
            lingers = false;
            if (holds == 0 && attached) {
                attached = false;
                thread.release();
            }
            forgetIfUnused();
        }
    }

    private void forgetIfUnused() {
        if (operations.isEmpty() && !attached) {
            ALL.remove(time);
        }
    }

    private void sweepLater() {
        time.schedule(SWEEP, thread.reporting(failure -> log.debug("no orphans were reaped", failure)), () -> {
            orphans.sweep();
            synchronized (ALL) {
                sweeps = attached;
                if (sweeps) {
                    sweepLater();
                }
            }
        });
    }

    /** Ends all processes of the targets, which are asked for again before each scan. */
    static CompletableFuture<KillReport> end(Supplier<List<Target>> targets, Duration grace, TimeSource time) {
        EndService service;
        EndOperation operation;
        synchronized (ALL) {
            service = ALL.computeIfAbsent(time, EndService::new);
            operation = new EndOperation(targets, grace, time, service);
            service.operations.add(operation);
        }
        CompletableFuture<KillReport> report = operation.report();
        CompletableFuture<KillReport> done = report.whenComplete((told, failure) -> service.finished(operation));
        operation.start();
        return done;
    }

    private void finished(EndOperation operation) {
        synchronized (ALL) {
            operations.remove(operation);
            forgetIfUnused();
        }
    }

    /** What all ends that are under way have found. */
    static List<ProcessTree.Found> known() {
        synchronized (ALL) {
            return ALL.values().stream()
                    .flatMap(service -> service.operations.stream())
                    .flatMap(operation -> operation.living().stream())
                    .toList();
        }
    }

    /** Where operations run: one at a time. Of a task that fails, or for which there is no thread, {@code onFailure} hears. */
    Executor executor(Consumer<? super Throwable> onFailure) {
        return thread.reporting(onFailure);
    }

    /** Finds the processes of the targets and hands them over on the executor, or a failure. */
    void scan(List<Target> targets, Consumer<ProcessTree.Findings> then, Consumer<? super Throwable> onFailure) {
        Request request = new Request(targets, then, onFailure);
        synchronized (this) {
            waiting.add(request);
        }
        thread.reporting(this::failAll).execute(this::scanForAll);
    }

    /** No scan came about. */
    private void failAll(Throwable cause) {
        List<Request> failed;
        synchronized (this) {
            failed = List.copyOf(waiting);
            waiting.clear();
        }
        failed.forEach(request -> request.onFailure().accept(cause));
    }

    /** Allocates nothing, so that no request is lost when the heap is full. */
    private synchronized void takeWaiting() {
        List<Request> free = served;
        served = waiting;
        waiting = free;
    }

    private void scanForAll() {
        takeWaiting();
        if (served.isEmpty()) {
            return; // an earlier scan was for this one, too
        }
        try {
            scanFor(served);
        } catch (RuntimeException | Error e) {
            for (Request request : served) {
                request.onFailure().accept(e);
            }
        } finally {
            served.clear();
        }
    }

    private static void scanFor(List<Request> requests) {
        // several may ask for the same session
        Map<String, Target> targets = new HashMap<>();
        for (Request request : requests) {
            request.targets().forEach(target -> targets.put(target.sessionId(), target));
        }
        Map<String, List<ProcessTree.Found>> bySession = new HashMap<>();
        ProcessTree.Findings all = ProcessTree.find(targets.values(), known());
        for (ProcessTree.Found found : all.found()) {
            bySession
                    .computeIfAbsent(found.target().sessionId(), id -> new ArrayList<>())
                    .add(found);
        }
        for (Request request : requests) {
            List<ProcessTree.Found> found = new ArrayList<>();
            request.targets().forEach(target -> found.addAll(bySession.getOrDefault(target.sessionId(), List.of())));
            request.then().accept(new ProcessTree.Findings(found, all.doubt()));
        }
    }
}
