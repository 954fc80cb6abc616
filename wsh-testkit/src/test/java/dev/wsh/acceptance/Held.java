package dev.wsh.acceptance;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A provider whose starts take until the test lets them go on; the program is there meanwhile and prints "ready". */
final class Held implements PtyProvider {

    final CompletableFuture<String> ready = new CompletableFuture<>();
    final CompletableFuture<Boolean> release = new CompletableFuture<>();
    private final PtyProvider provider;

    Held(PtyProvider provider) {
        this.provider = provider;
    }

    @Override
    public String name() {
        return "held";
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
        Pty pty = provider.spawn(spec, new Watching(handler, () -> ready.complete(spec.sessionId())), time);
        release.join();
        return pty;
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        return provider.end(ptys, grace);
    }

    private record Watching(PtyHandler handler, Runnable seen) implements PtyHandler {
        @Override
        public void onOutput(ByteBuffer bytes) {
            String text = StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
            handler.onOutput(bytes);
            if (text.contains("ready")) {
                seen.run();
            }
        }

        @Override
        public void onWritable() {
            handler.onWritable();
        }

        @Override
        public void onEndOfOutput() {
            handler.onEndOfOutput();
        }

        @Override
        public void onExit(ExitStatus exit) {
            handler.onExit(exit);
        }

        @Override
        public void onFailure(Throwable cause) {
            handler.onFailure(cause);
        }
    }
}
