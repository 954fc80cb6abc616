package dev.wsh.impl;

import dev.wsh.Emulator;
import dev.wsh.Wsh;
import dev.wsh.impl.vt.Sizes;
import dev.wsh.impl.vt.StandaloneEmulator;
import dev.wsh.spi.WshProvider;

/** The engine's entry, found by {@link java.util.ServiceLoader}. */
public final class DefaultWshProvider implements WshProvider {

    /** Called by the service loader. */
    public DefaultWshProvider() {}

    @Override
    public Wsh.Builder builder() {
        return new WshBuilder();
    }

    @Override
    public Emulator emulator(int rows, int cols, Emulator.Options options) {
        Sizes.require(rows, cols);
        return new StandaloneEmulator(rows, cols, options);
    }
}
