package dev.wsh.impl.pty;

import dev.wsh.spi.PtyProvider;

/** The contract, and what Linux promises beyond it, for plain pty4j. */
final class ForkProviderTest extends UnixProviderSoak {
    private static final PtyProvider PROVIDER = new ForkProvider();

    @Override
    protected PtyProvider provider(Program program) {
        return PROVIDER;
    }

    @Override
    protected int divisor() {
        return 10; // a fork of the whole JVM for each session
    }
}
