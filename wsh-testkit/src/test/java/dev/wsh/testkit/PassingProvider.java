package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Passes everything on to a provider, for tests that stand in between and override what they change or note. */
public class PassingProvider implements PtyProvider {

    private final PtyProvider to;

    public PassingProvider(PtyProvider to) {
        this.to = to;
    }

    /** What the provider shall call; here the handler itself. */
    protected PtyHandler between(PtySpec spec, PtyHandler handler, TimeSource time) {
        return handler;
    }

    /** What the engine shall call; here the terminal itself, else a {@link Terminal}. */
    protected Pty between(Pty pty) {
        return pty;
    }

    @Override
    public String name() {
        return to.name();
    }

    @Override
    public Optional<String> unavailable() {
        return to.unavailable();
    }

    @Override
    public Set<Capability> capabilities() {
        return to.capabilities();
    }

    @Override
    public void check(PtySpec spec) {
        to.check(spec);
    }

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
        return between(to.spawn(spec, between(spec, handler, time), time));
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        return to.end(
                ptys.stream()
                        .map(pty -> pty instanceof Terminal passing ? passing.to : pty)
                        .toList(),
                grace);
    }

    /** Passes everything on to a handler. */
    public static class Handler implements PtyHandler {

        private final PtyHandler to;

        public Handler(PtyHandler to) {
            this.to = to;
        }

        @Override
        public void onOutput(ByteBuffer bytes) {
            to.onOutput(bytes);
        }

        @Override
        public void onWritable() {
            to.onWritable();
        }

        @Override
        public void onEndOfOutput() {
            to.onEndOfOutput();
        }

        @Override
        public void onExit(ExitStatus status) {
            to.onExit(status);
        }

        @Override
        public void onFailure(Throwable cause) {
            to.onFailure(cause);
        }
    }

    /** Passes everything on to a terminal. */
    public static class Terminal implements Pty {

        private final Pty to;

        public Terminal(Pty to) {
            this.to = to;
        }

        @Override
        public OptionalLong pid() {
            return to.pid();
        }

        @Override
        public Executor loop() {
            return to.loop();
        }

        @Override
        public int write(ByteBuffer bytes) {
            return to.write(bytes);
        }

        @Override
        public CompletionStage<Drain> probe() {
            return to.probe();
        }

        @Override
        public void pauseOutput() {
            to.pauseOutput();
        }

        @Override
        public void resumeOutput() {
            to.resumeOutput();
        }

        @Override
        public void resize(int rows, int cols) {
            to.resize(rows, cols);
        }

        @Override
        public void signal(Signal signal) {
            to.signal(signal);
        }

        @Override
        public Optional<String> inputHeld() {
            return to.inputHeld();
        }

        @Override
        public Optional<Foreground> foreground() {
            return to.foreground();
        }

        @Override
        public List<ProcessInfo> foregroundProcesses() {
            return to.foregroundProcesses();
        }

        @Override
        public void flushInput() {
            to.flushInput();
        }

        @Override
        public Optional<LineModes> lineModes() {
            return to.lineModes();
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
