package dev.wsh.acceptance;

import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that counts how often terminals are asked whether there is more: each look of an idle wait asks once. */
record CountingProbes(PtyProvider provider, AtomicInteger probes) implements PtyProvider {

    CountingProbes(PtyProvider provider) {
        this(provider, new AtomicInteger());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Optional<String> unavailable() {
        return provider.unavailable();
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    @Override
    public void check(PtySpec spec) {
        provider.check(spec);
    }

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
        return new Counting(provider.spawn(spec, handler, time), probes);
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        return provider.end(ptys.stream().map(pty -> ((Counting) pty).pty()).toList(), grace);
    }

    private record Counting(Pty pty, AtomicInteger probes) implements Pty {
        @Override
        public CompletionStage<Drain> probe() {
            probes.incrementAndGet();
            return pty.probe();
        }

        @Override
        public OptionalLong pid() {
            return pty.pid();
        }

        @Override
        public Executor loop() {
            return pty.loop();
        }

        @Override
        public int write(ByteBuffer bytes) {
            return pty.write(bytes);
        }

        @Override
        public void pauseOutput() {
            pty.pauseOutput();
        }

        @Override
        public void resumeOutput() {
            pty.resumeOutput();
        }

        @Override
        public void resize(int rows, int cols) {
            pty.resize(rows, cols);
        }

        @Override
        public void signal(Signal signal) {
            pty.signal(signal);
        }

        @Override
        public Optional<Foreground> foreground() {
            return pty.foreground();
        }

        @Override
        public void close() {
            pty.close();
        }
    }
}
