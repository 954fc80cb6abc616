package dev.wsh.impl.pty;

import dev.wsh.spi.PtyProvider;

/** The contract, and what Linux promises beyond it, for epoll and posix_spawn. */
final class LinuxProviderTest extends UnixProviderSoak {
    private static final PtyProvider PROVIDER = new LinuxProvider();

    @Override
    protected PtyProvider provider(Program program) {
        return PROVIDER;
    }
}
