package dev.wsh.impl.pty;

import dev.wsh.spi.TimeSource;

abstract class UnixProviderContract extends PtyProviderContract {
    protected static final TestTime TIME = new TestTime();

    @Override
    protected TimeSource time() {
        return TIME;
    }
}
