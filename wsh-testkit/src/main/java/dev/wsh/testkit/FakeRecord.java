package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * What happened on one fake terminal, for tests to read.
 *
 * <p>This class is threadsafe; written on the terminal's loop, read anywhere.
 */
final class FakeRecord {

    /** Somebody who waits for input. */
    private record Waiter(Predicate<String> test, CompletableFuture<Void> done) {}

    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private final List<FakeTerminal.Size> sizes = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private Optional<ExitStatus> exit = Optional.empty();
    private Optional<Pty.Foreground> foreground = Optional.empty();
    private boolean closed;

    FakeRecord(FakeTerminal.Size size) {
        sizes.add(size);
    }

    void input(byte[] bytes) {
        List<Waiter> satisfied;
        synchronized (this) {
            input.writeBytes(bytes);
            if (waiters.isEmpty()) {
                return;
            }
            String text = text();
            satisfied =
                    waiters.stream().filter(waiter -> waiter.test().test(text)).toList();
            waiters.removeAll(satisfied);
        }
        satisfied.forEach(waiter -> waiter.done().complete(null));
    }

    /** Returns a future that is complete when the whole input so far passes a test. */
    CompletableFuture<Void> awaitInput(Predicate<String> test) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            if (!test.test(text())) {
                waiters.add(new Waiter(test, done));
                return done;
            }
        }
        done.complete(null);
        return done;
    }

    synchronized void size(FakeTerminal.Size size) {
        sizes.add(size);
    }

    synchronized void signal(Signal signal) {
        signals.add(signal);
    }

    synchronized void exit(ExitStatus status) {
        exit = Optional.of(status);
    }

    synchronized void foreground(Pty.Foreground now) {
        foreground = Optional.of(now);
    }

    synchronized void closed() {
        closed = true;
    }

    synchronized String text() {
        return input.toString(StandardCharsets.UTF_8);
    }

    synchronized byte[] bytes() {
        return input.toByteArray();
    }

    synchronized List<FakeTerminal.Size> sizes() {
        return List.copyOf(sizes);
    }

    synchronized List<Signal> signals() {
        return List.copyOf(signals);
    }

    synchronized Optional<ExitStatus> exit() {
        return exit;
    }

    synchronized Optional<Pty.Foreground> foreground() {
        return foreground;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
