package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtySpec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes down what a provider says, with the virtual time in milliseconds. */
final class TracingHandler implements PtyHandler {

    private static final AtomicLong SESSIONS = new AtomicLong();

    private final VirtualTime time;
    private final List<String> trace = new ArrayList<>();
    private final List<Integer> reads = new ArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ArrayDeque<Runnable> onNextOutput = new ArrayDeque<>();

    TracingHandler(VirtualTime time) {
        this.time = time;
    }

    static PtySpec spec(String... argv) {
        return new PtySpec("s" + SESSIONS.incrementAndGet(), List.of(argv), Path.of("/"), Map.of(), 24, 80);
    }

    List<String> trace() {
        return trace;
    }

    /** The number of bytes of each read. */
    List<Integer> reads() {
        return reads;
    }

    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Runs something inside the next call of {@link #onOutput}. */
    void onNextOutput(Runnable task) {
        onNextOutput.add(task);
    }

    private void note(String what) {
        trace.add(time.elapsed().toMillis() + " " + what);
    }

    @Override
    public void onOutput(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        output.writeBytes(copy);
        reads.add(copy.length);
        note("out " + new String(copy, StandardCharsets.UTF_8));
        while (!onNextOutput.isEmpty()) {
            onNextOutput.remove().run();
        }
    }

    @Override
    public void onWritable() {
        note("writable");
    }

    @Override
    public void onEndOfOutput() {
        note("end");
    }

    @Override
    public void onExit(ExitStatus exit) {
        note(exit + " " + exit.output());
    }

    @Override
    public void onFailure(Throwable cause) {
        note("failure " + cause.getMessage());
    }
}
