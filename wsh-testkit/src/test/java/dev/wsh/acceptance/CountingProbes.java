package dev.wsh.acceptance;

import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.testkit.PassingProvider;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that counts how often terminals are asked whether there is more: each look of an idle wait asks once. */
final class CountingProbes extends PassingProvider {

    private final AtomicInteger probes = new AtomicInteger();

    CountingProbes(PtyProvider provider) {
        super(provider);
    }

    AtomicInteger probes() {
        return probes;
    }

    @Override
    protected Pty between(Pty pty) {
        return new Terminal(pty) {
            @Override
            public CompletionStage<Drain> probe() {
                probes.incrementAndGet();
                return super.probe();
            }
        };
    }
}
