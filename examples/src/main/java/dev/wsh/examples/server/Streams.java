package dev.wsh.examples.server;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Answers that go on: each has a thread of its own while it runs, and their number is bounded. Thread-safe. */
final class Streams {
    private static final int MOST = 64;

    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;

    /** A stream under way: what lets its thread look around, and its end. Equal to itself only. */
    private static final class Running {
        private final Runnable wake;
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        Running(Runnable wake) {
            this.wake = wake;
        }
    }

    /** What a stream does. */
    interface Body {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Runs a stream on this thread until its end.
     *
     * @param wake lets it look whether this {@link #isClosing}
     * @throws Problem if there are too many
     */
    void run(Call call, Runnable wake, Body body) throws IOException {
        if (running.size() >= MOST) {
            throw new Problem(503, "too-many-streams", "there are " + MOST + " streams already");
        }
        Running stream = new Running(wake);
        running.add(stream);
        try {
            if (closing) {
                throw Problem.closing();
            }
            body.run();
            call.exchange().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.exchange().close();
        } finally {
            running.remove(stream);
            stream.end.complete(null);
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** Asks all streams to send what is there, and to end. {@return complete when they have} */
    CompletableFuture<Void> close() {
        closing = true;
        CompletableFuture<Void> ended = ended();
        running.forEach(stream -> stream.wake.run());
        return ended;
    }

    /** {@return complete when all that run now have ended} */
    CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(
                running.stream().map(stream -> stream.end).toArray(CompletableFuture[]::new));
    }
}
