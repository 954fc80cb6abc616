package dev.wsh.impl.pty;

import dev.wsh.spi.TimeSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The two threads of a terminal without an event loop, started before its process: when the process has used up all threads
 * that there may be, they are there. They wait until they are given the terminal, or leave. This class is thread-safe.
 */
final class TerminalThreads {
    private final CompletableFuture<Optional<ThreadReadiness>> given = new CompletableFuture<>();
    private final CompletableFuture<Void> readerEnded = new CompletableFuture<>();

    private TerminalThreads() {}

    /**
     * Starts both.
     *
     * @param number that of the terminal, for their names
     * @throws Error if one can't be started; then none is left
     */
    static TerminalThreads start(TimeSource time, int number) {
        TerminalThreads threads = new TerminalThreads();
        boolean started = false;
        try {
            time.startThread("exit-" + number, threads::awaitExit);
            time.startThread("read-" + number, threads::read);
            started = true;
            return threads;
        } finally {
            if (!started) {
                threads.leave();
            }
        }
    }

    private void awaitExit() {
        given.join().ifPresent(ThreadReadiness::awaitExit);
    }

    private void read() {
        try {
            given.join().ifPresent(ThreadReadiness::pollLoop);
        } finally {
            readerEnded.complete(null);
        }
    }

    void begin(ThreadReadiness terminal) {
        given.complete(Optional.of(terminal));
    }

    /** Lets them leave if they have not begun. */
    void leave() {
        given.complete(Optional.empty());
    }

    /** Blocks until nobody polls the terminal; the reader was asked to end. */
    void awaitReader() {
        readerEnded.join();
    }
}
