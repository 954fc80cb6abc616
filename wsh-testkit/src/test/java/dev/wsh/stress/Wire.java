package dev.wsh.stress;

import dev.wsh.ExitStatus;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.PassingProvider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Between the engine and fake terminals: notes when output came. One with a fault hands it over later, and says meanwhile
 * that there is none.
 */
final class Wire extends PassingProvider {

    private final TurnTime time;
    private final boolean faulty;
    private final Map<String, Duration> arrivals = new LinkedHashMap<>();

    Wire(FakePty fake, TurnTime time, boolean faulty) {
        super(fake);
        this.time = time;
        this.faulty = faulty;
    }

    /** Returns when a piece of output was there to be read. */
    Optional<Duration> arrival(String piece) {
        return Optional.ofNullable(arrivals.get(piece));
    }

    @Override
    protected PtyHandler between(PtySpec spec, PtyHandler handler, TimeSource source) {
        Executor later = source.serial(handler);
        return new Noting(handler, faulty ? later : Runnable::run);
    }

    @Override
    protected Pty between(Pty pty) {
        return faulty ? new Lying(pty) : pty;
    }

    private final class Noting extends Handler {
        private final Executor when;

        Noting(PtyHandler handler, Executor when) {
            super(handler);
            this.when = when;
        }

        @Override
        public void onOutput(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            arrivals.putIfAbsent(new String(copy, StandardCharsets.UTF_8), time.elapsed());
            when.execute(() -> super.onOutput(ByteBuffer.wrap(copy)));
        }

        @Override
        public void onEndOfOutput() {
            when.execute(super::onEndOfOutput);
        }

        @Override
        public void onExit(ExitStatus exit) {
            when.execute(() -> super.onExit(exit));
        }
    }

    /** A terminal that says it has nothing to read, though it has. */
    private static final class Lying extends Terminal {

        Lying(Pty pty) {
            super(pty);
        }

        @Override
        public CompletionStage<Drain> probe() {
            return CompletableFuture.completedFuture(Drain.EMPTY);
        }
    }
}
