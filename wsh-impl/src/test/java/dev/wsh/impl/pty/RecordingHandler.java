package dev.wsh.impl.pty;

import dev.wsh.ExitStatus;
import dev.wsh.spi.PtyHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Remembers what a provider tells, lets tests wait for it, and notes calls that break the handler's contract. */
final class RecordingHandler implements PtyHandler {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Wait> waits = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final boolean keep;
    private long bytes;
    private boolean closed;

    private record Wait(Predicate<String> test, CompletableFuture<String> future) {}

    final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    final CompletableFuture<Void> endOfOutput = new CompletableFuture<>();
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    volatile Runnable onOutput = () -> {};
    volatile Runnable onWritable = () -> {};
    volatile String textAtExit = "";

    RecordingHandler() {
        this(true);
    }

    /** Without keeping the output: for floods. */
    RecordingHandler(boolean keep) {
        this.keep = keep;
    }

    /** Completes with the whole output when the output contains the text. */
    CompletableFuture<String> shows(String text) {
        return output(all -> all.contains(text));
    }

    CompletableFuture<String> output(Predicate<String> test) {
        CompletableFuture<String> future = new CompletableFuture<>();
        synchronized (this) {
            waits.add(new Wait(test, future));
        }
        look();
        return future;
    }

    private void look() {
        List<Wait> done;
        String all = text();
        synchronized (this) {
            done = waits.stream().filter(wait -> wait.test().test(all)).toList();
            waits.removeAll(done);
        }
        done.forEach(wait -> wait.future().complete(all));
    }

    synchronized String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    synchronized long bytes() {
        return bytes;
    }

    /** From now on no call may come. */
    synchronized void closed() {
        closed = true;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    private synchronized void enter(String call) {
        if (inside.incrementAndGet() != 1) {
            violations.add(call + " while another call was under way");
        }
        if (closed) {
            violations.add(call + " after close");
        }
    }

    private void leave() {
        inside.decrementAndGet();
    }

    @Override
    public void onOutput(ByteBuffer chunk) {
        enter("onOutput");
        synchronized (this) {
            if (endOfOutput.isDone()) {
                violations.add("onOutput after onEndOfOutput");
            }
            bytes += chunk.remaining();
            if (keep) {
                byte[] copy = new byte[chunk.remaining()];
                chunk.get(copy);
                output.writeBytes(copy);
            }
        }
        try {
            onOutput.run();
        } finally {
            leave();
            if (keep) {
                look();
            }
        }
    }

    @Override
    public void onWritable() {
        enter("onWritable");
        onWritable.run();
        leave();
    }

    @Override
    public void onEndOfOutput() {
        enter("onEndOfOutput");
        if (endOfOutput.isDone()) {
            violations.add("a second onEndOfOutput");
        }
        leave();
        endOfOutput.complete(null);
    }

    @Override
    public void onExit(ExitStatus status) {
        enter("onExit");
        textAtExit = text();
        if (exit.isDone()) {
            violations.add("a second onExit");
        }
        leave();
        exit.complete(status);
    }

    @Override
    public void onFailure(Throwable cause) {
        failure.complete(cause);
    }
}
