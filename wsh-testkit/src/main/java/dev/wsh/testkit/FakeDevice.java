package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The line between a fake program and the engine: buffers in both directions, echo, chunking, back-pressure.
 *
 * <p>Everything for the engine stands in one queue, so that it arrives in the order in which the program did it: output,
 * end of output, exit, failure. One delivery is one task of the loop. While the engine has paused output, all of them wait,
 * for the exit comes after the last byte.
 *
 * <p>Confined to its loop, except {@link #pid} and {@link #loop}.
 */
final class FakeDevice implements Pty {

    /** What a program may write while nobody reads, as with a kernel's buffer. */
    private static final int DEFAULT_OUTPUT_BUFFER = 64 * 1024;

    /** One thing for the handler. */
    private record Delivery(int bytes, Runnable handOver) {}

    private final PtySpec spec;
    private final long pid;
    private final PtyHandler handler;
    private final TimeSource time;
    private final Executor loop;
    private final Set<Capability> capabilities;
    private final Script script;
    private final Chunking.Cutter cutter;
    private final FakeRecord transcript;
    private final FakeProgram program;
    private final ArrayDeque<Delivery> outgoing = new ArrayDeque<>();
    private final ArrayDeque<Byte> unread = new ArrayDeque<>();
    private int outgoingBytes;
    private boolean deliveryQueued;
    private boolean paused;
    private boolean refusing;
    private boolean engineWaits;
    private boolean closed;

    FakeDevice(
            PtySpec spec,
            long pid,
            PtyHandler handler,
            TimeSource time,
            Set<Capability> capabilities,
            Script script,
            FakeRecord transcript) {
        this.spec = spec;
        this.pid = pid;
        this.handler = handler;
        this.time = time;
        this.loop = time.serial(this);
        this.capabilities = capabilities;
        this.script = script;
        this.cutter = script.chunking.cutter();
        this.transcript = transcript;
        this.program = new FakeProgram(this, script);
    }

    PtySpec spec() {
        return spec;
    }

    TimeSource time() {
        return time;
    }

    FakeProgram program() {
        return program;
    }

    FakeRecord transcript() {
        return transcript;
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(pid);
    }

    @Override
    public Executor loop() {
        return loop;
    }

    /** Schedules something that happens on this terminal; before all timers of that instant in virtual time. */
    TimeSource.Cancellable later(Duration delay, Runnable task) {
        return time instanceof VirtualTime virtual
                ? virtual.scheduleEvent(delay, loop, task)
                : time.schedule(delay, loop, task);
    }

    // From the engine to the program.

    @Override
    public int write(ByteBuffer bytes) {
        int taken = closed || refusing || program.ended() ? 0 : Math.min(bytes.remaining(), room());
        if (taken < bytes.remaining()) {
            engineWaits = true;
        }
        if (taken > 0) {
            byte[] accepted = new byte[taken];
            bytes.get(accepted);
            transcript.input(accepted);
            if (script.echo.orElse(false) && !program.hungUp()) {
                echo(accepted);
            }
            for (byte b : accepted) {
                unread.add(b);
            }
            loop.execute(program::read);
        }
        return taken;
    }

    private int room() {
        return script.buffer.map(most -> most - unread.size()).orElse(Integer.MAX_VALUE);
    }

    /** Gives the program the next byte of input, or -1. */
    int takeInput() {
        Byte next = unread.poll();
        return next == null ? -1 : next & 0xff;
    }

    /** The program has read: there may be room again. */
    void inputTaken() {
        if (engineWaits && !refusing && !closed && !program.ended() && room() > 0) {
            engineWaits = false;
            loop.execute(() -> {
                if (!closed) {
                    handler.onWritable();
                }
            });
        }
    }

    void refuseInput(Duration duration) {
        refusing = true;
        later(duration, () -> {
            refusing = false;
            inputTaken();
        });
    }

    /** Echoes as a terminal in its usual mode does: Enter as CR LF, other control characters as {@code ^X}. */
    private void echo(byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte b : input) {
            if (b == '\r' || b == '\n') {
                out.write('\r');
                out.write('\n');
            } else if (b == 0x7f) {
                out.writeBytes(new byte[] {'\b', ' ', '\b'});
            } else if (b >= 0 && b < ' ' && b != '\t') {
                out.write('^');
                out.write(b + '@');
            } else {
                out.write(b);
            }
        }
        print(out.toByteArray());
    }

    @Override
    public void flushInput() {
        unread.clear();
        inputTaken();
    }

    @Override
    public void resize(int rows, int cols) {
        if (!closed) {
            FakeTerminal.Size size = new FakeTerminal.Size(rows, cols);
            transcript.size(size);
            loop.execute(() -> program.resized(size));
        }
    }

    @Override
    public void signal(Signal signal) {
        if (!closed && !program.ended()) {
            deliverSignal(signal);
        }
    }

    /** Signals the process itself, also when its terminal is closed. */
    void deliverSignal(Signal signal) {
        transcript.signal(signal);
        program.signal(signal);
    }

    @Override
    public Optional<Foreground> foreground() {
        return capabilities.contains(Capability.FOREGROUND_GROUP) ? transcript.foreground() : Optional.empty();
    }

    @Override
    public Optional<LineModes> lineModes() {
        return capabilities.contains(Capability.LINE_MODES) && !closed
                ? Optional.of(new LineModes(script.echo.orElse(true), /* lines= */ true))
                : Optional.empty();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            transcript.closed();
            outgoing.clear();
            outgoingBytes = 0;
            if (!program.ended()) {
                transcript.signal(Signal.HUP);
                program.terminalClosed();
            }
        }
    }

    // From the program to the engine.

    void print(byte[] bytes) {
        for (byte[] chunk : cutter.cut(bytes)) {
            outgoingBytes += chunk.length;
            deliver(chunk.length, () -> handler.onOutput(ByteBuffer.wrap(chunk).asReadOnlyBuffer()));
        }
    }

    boolean outputIsFull() {
        return !closed && paused && outgoingBytes >= script.buffer.orElse(DEFAULT_OUTPUT_BUFFER);
    }

    void deliverEndOfOutput() {
        deliver(0, handler::onEndOfOutput);
    }

    void deliverExit(ExitStatus status) {
        transcript.exit(status);
        deliver(0, () -> handler.onExit(status));
    }

    void deliverFailure(Throwable cause) {
        deliver(0, () -> fail(cause));
    }

    /** The last that the handler hears: the terminal is closed, which hangs up the program. */
    private void fail(Throwable cause) {
        close();
        handler.onFailure(cause);
    }

    private void deliver(int bytes, Runnable handOver) {
        if (!closed) {
            outgoing.add(new Delivery(bytes, handOver));
            queueDelivery();
        }
    }

    private void queueDelivery() {
        if (!deliveryQueued && !paused && !closed && !outgoing.isEmpty()) {
            deliveryQueued = true;
            loop.execute(() -> {
                deliveryQueued = false;
                if (!paused) {
                    deliverNext();
                }
                queueDelivery();
            });
        }
    }

    /** Hands over the next thing; true if it was output. */
    private boolean deliverNext() {
        Delivery next = outgoing.poll();
        if (closed || next == null) {
            return false;
        }
        outgoingBytes -= next.bytes();
        try {
            next.handOver().run();
        } catch (RuntimeException
                | Error e) { // the engine's fault; as a real provider does, tell it and go on with others
            closed = true;
            outgoing.clear();
            handler.onFailure(e);
            return false;
        }
        if (!outputIsFull()) {
            program.outputHasRoom();
        }
        return next.bytes() > 0;
    }

    @Override
    public CompletionStage<Drain> probe() {
        CompletableFuture<Drain> answer = new CompletableFuture<>();
        answer.complete(drain());
        return answer;
    }

    private Drain drain() {
        boolean delivered = false;
        for (int due = outgoing.size(); due > 0; due--) {
            delivered |= deliverNext();
        }
        if (!capabilities.contains(Capability.CONFIRMED_IDLE)) {
            return Drain.UNKNOWN;
        }
        return delivered ? Drain.DELIVERED : Drain.EMPTY;
    }

    @Override
    public void pauseOutput() {
        paused = true;
    }

    @Override
    public void resumeOutput() {
        paused = false;
        queueDelivery();
        program.outputHasRoom();
    }
}
