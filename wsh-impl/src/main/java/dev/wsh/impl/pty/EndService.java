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

/**
 * Runs the ends of sessions on one thread for a time source, with one scan of {@code /proc} for all that ask meanwhile.
 *
 * <p>A scan costs milliseconds that grow with the system's processes. When a thousand sessions end one by one, a thousand
 * scans would take half a minute; the requests that wait while one scan runs share the next one. What one end has found,
 * the scans for all others know. This class is threadsafe.
 */
final class EndService {
    private static final IdentityHashMap<TimeSource, EndService> ALL = new IdentityHashMap<>();

    private final TimeSource time;
    private final HelperThread thread;
    private final List<Request> waiting = new ArrayList<>(); // guarded by itself
    private final Set<EndOperation> operations = new HashSet<>(); // guarded by ALL

    /** Whose processes are wanted, who gets them, where, and who hears of a failure. */
    private record Request(
            List<Target> targets, Consumer<ProcessTree.Findings> then, Consumer<? super Throwable> onFailure) {}

    private EndService(TimeSource time) {
        this.time = time;
        this.thread = new HelperThread(time, "end");
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
        CompletableFuture<KillReport> report = operation.start();
        report.whenComplete((done, failure) -> service.finished(operation));
        return report;
    }

    private void finished(EndOperation operation) {
        synchronized (ALL) {
            operations.remove(operation);
            if (operations.isEmpty()) {
                ALL.remove(time);
            }
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

    /** Where operations run: one at a time. A task that fails, or for which there is no thread, tells. */
    Executor executor(Consumer<? super Throwable> onFailure) {
        return thread.telling(onFailure);
    }

    /** Finds the processes of the targets and hands them over on the executor, or tells of a failure. */
    void scan(List<Target> targets, Consumer<ProcessTree.Findings> then, Consumer<? super Throwable> onFailure) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            waiting.add(new Request(targets, then, onFailure));
        }
        if (first) {
            thread.telling(this::failAll).execute(this::scanForAll);
        }
    }

    /** No scan came about: the next request is the first again. */
    private void failAll(Throwable cause) {
        takeWaiting().forEach(request -> request.onFailure().accept(cause));
    }

    private List<Request> takeWaiting() {
        synchronized (waiting) {
            List<Request> requests = List.copyOf(waiting);
            waiting.clear();
            return requests;
        }
    }

    private void scanForAll() {
        List<Request> requests = takeWaiting();
        try {
            scanFor(requests);
        } catch (RuntimeException | Error e) {
            requests.forEach(request -> request.onFailure().accept(e));
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
            request.then().accept(new ProcessTree.Findings(found, all.sure()));
        }
    }
}
