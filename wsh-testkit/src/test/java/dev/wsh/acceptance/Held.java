package dev.wsh.acceptance;

import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.PassingProvider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A provider whose starts take until the test lets them go on; the program is there meanwhile and prints "ready". */
final class Held extends PassingProvider {

    final CompletableFuture<String> ready = new CompletableFuture<>();
    final CompletableFuture<Boolean> release = new CompletableFuture<>();

    Held(PtyProvider provider) {
        super(provider);
    }

    @Override
    protected PtyHandler between(PtySpec spec, PtyHandler handler, TimeSource time) {
        return new Handler(handler) {
            @Override
            public void onOutput(ByteBuffer bytes) {
                String text =
                        StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
                super.onOutput(bytes);
                if (text.contains("ready")) {
                    ready.complete(spec.sessionId());
                }
            }
        };
    }

    @Override
    protected Pty between(Pty pty) {
        release.join();
        return pty;
    }
}
