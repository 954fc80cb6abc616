package dev.wsh.spi;

import dev.wsh.Emulator;
import dev.wsh.Wsh;

/** The engine; found by {@link java.util.ServiceLoader}, of which exactly one may be present. */
public interface WshProvider {

    /** {@return a builder with the defaults set} */
    Wsh.Builder builder();

    /**
     * Returns a terminal without a session.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     * @param options history, widths and colours
     * @return a new emulator
     * @throws dev.wsh.InvalidSpecException if the size is out of range
     */
    Emulator emulator(int rows, int cols, Emulator.Options options);
}
