package dev.wsh.testkit;

import dev.wsh.KillReport;
import dev.wsh.SessionSpec;
import dev.wsh.SpawnException;
import dev.wsh.Wsh;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The real time of an engine, which an engine gives to its provider and to nobody else; so this asks for it as one. */
final class EngineTime implements AutoCloseable {

    private final Wsh wsh;
    private final TimeSource time;

    private EngineTime(Wsh wsh, TimeSource time) {
        this.wsh = wsh;
        this.time = time;
    }

    static EngineTime open() {
        Asking asking = new Asking();
        Wsh wsh = Wsh.builder().ptyProvider(asking).open();
        try {
            wsh.start(SessionSpec.command("time"));
        } catch (SpawnException expected) {
            // nothing is started
        }
        TimeSource given = asking.given;
        if (given == null) {
            wsh.close();
            throw new IllegalStateException("the engine gave its provider no time");
        }
        return new EngineTime(wsh, given);
    }

    TimeSource time() {
        return time;
    }

    @Override
    public void close() {
        wsh.close();
    }

    private static final class Asking implements PtyProvider {
        private @Nullable TimeSource given;

        @Override
        public String name() {
            return "asks for the time";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public void check(PtySpec spec) {}

        @Override
        public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
            given = time;
            throw new SpawnException("starts nothing", spec.argv().get(0), 0, null);
        }

        @Override
        public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
            throw new UnsupportedOperationException("nothing was started");
        }
    }
}
