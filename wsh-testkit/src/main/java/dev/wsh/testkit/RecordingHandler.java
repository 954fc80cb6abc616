package dev.wsh.testkit;

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

/**
 * Remembers what a provider tells of a terminal, lets tests wait for it, and notes calls that break the contract of
 * {@link PtyHandler}: two at the same time, one after {@link #closed}, output after its end, a second end or exit.
 *
 * <p>This class is threadsafe.
 */
public final class RecordingHandler implements PtyHandler {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Wait> waits = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final boolean keep;
    private long bytes;
    private boolean closed;

    private record Wait(Predicate<String> test, CompletableFuture<String> future) {}

    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final CompletableFuture<Void> endOfOutput = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private volatile Runnable whenOutput = () -> {};
    private volatile Runnable whenWritable = () -> {};
    private volatile String textAtExit = "";

    /** Creates a handler that keeps all output. */
    public RecordingHandler() {
        this(true);
    }

    /**
     * Creates a handler.
     *
     * @param keep false to count the output only, for floods
     */
    public RecordingHandler(boolean keep) {
        this.keep = keep;
    }

    /** {@return completes when the process has ended} */
    public CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    /** {@return completes when no more output can come} */
    public CompletableFuture<Void> endOfOutput() {
        return endOfOutput;
    }

    /** {@return completes when the provider gives the terminal up} */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    /**
     * Lets something run inside each call of {@link #onOutput}, instead of what was set before.
     *
     * @param task what runs
     */
    public void whenOutput(Runnable task) {
        whenOutput = task;
    }

    /**
     * Lets something run inside each call of {@link #onWritable}, instead of what was set before.
     *
     * @param task what runs
     */
    public void whenWritable(Runnable task) {
        whenWritable = task;
    }

    /** {@return the output that had come before the exit; empty before it} */
    public String textAtExit() {
        return textAtExit;
    }

    /**
     * Waits for a text in the output.
     *
     * @param text what to look for
     * @return completes with all output once it contains the text
     */
    public CompletableFuture<String> shows(String text) {
        return output(all -> all.contains(text));
    }

    /**
     * Waits until the output passes a test.
     *
     * @param test gets all output so far, decoded as UTF-8
     * @return completes with the output that passed
     */
    public CompletableFuture<String> output(Predicate<String> test) {
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

    /** {@return all output so far, decoded as UTF-8; empty if it is not kept} */
    public synchronized String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** {@return how many bytes came so far} */
    public synchronized long bytes() {
        return bytes;
    }

    /** From now on no call may come. */
    public synchronized void closed() {
        closed = true;
    }

    /** {@return what broke the contract so far, in words} */
    public synchronized List<String> violations() {
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
            whenOutput.run();
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
        whenWritable.run();
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
