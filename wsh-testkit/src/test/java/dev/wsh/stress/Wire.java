package dev.wsh.stress;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Between the engine and fake terminals: notes when output came. One with a fault hands it over later, and says meanwhile
 * that there is none.
 */
final class Wire implements PtyProvider {

    private final FakePty fake;
    private final TurnTime time;
    private final boolean faulty;
    private final Map<String, Duration> arrivals = new LinkedHashMap<>();

    Wire(FakePty fake, TurnTime time, boolean faulty) {
        this.fake = fake;
        this.time = time;
        this.faulty = faulty;
    }

    /** Returns when a piece of output was there to be read. */
    Optional<Duration> arrival(String piece) {
        return Optional.ofNullable(arrivals.get(piece));
    }

    @Override
    public String name() {
        return fake.name();
    }

    @Override
    public Optional<String> unavailable() {
        return fake.unavailable();
    }

    @Override
    public Set<Capability> capabilities() {
        return fake.capabilities();
    }

    @Override
    public void check(PtySpec spec) {
        fake.check(spec);
    }

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource source) {
        Executor later = source.serial(handler);
        Pty pty = fake.spawn(spec, new Noting(handler, faulty ? later : Runnable::run), source);
        return faulty ? new Lying(pty) : pty;
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        return fake.end(
                ptys.stream()
                        .map(pty -> pty instanceof Lying lying ? lying.pty() : pty)
                        .toList(),
                grace);
    }

    private final class Noting implements PtyHandler {
        private final PtyHandler handler;
        private final Executor when;

        Noting(PtyHandler handler, Executor when) {
            this.handler = handler;
            this.when = when;
        }

        @Override
        public void onOutput(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            arrivals.putIfAbsent(new String(copy, StandardCharsets.UTF_8), time.elapsed());
            when.execute(() -> handler.onOutput(ByteBuffer.wrap(copy)));
        }

        @Override
        public void onWritable() {
            handler.onWritable();
        }

        @Override
        public void onEndOfOutput() {
            when.execute(handler::onEndOfOutput);
        }

        @Override
        public void onExit(ExitStatus exit) {
            when.execute(() -> handler.onExit(exit));
        }

        @Override
        public void onFailure(Throwable cause) {
            handler.onFailure(cause);
        }
    }

    /** A terminal that says it has nothing to read, though it has. */
    private record Lying(Pty pty) implements Pty {
        @Override
        public CompletionStage<Drain> probe() {
            return CompletableFuture.completedFuture(Drain.EMPTY);
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
