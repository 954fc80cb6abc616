package dev.wsh.impl.vt.conformance;

import dev.wsh.Emulator;
import dev.wsh.impl.vt.StandaloneEmulator;

/** The terminal that is judged: the one behind {@code Wsh.emulator}. */
final class Emulators {

    private Emulators() {}

    static Emulator create(int rows, int cols) {
        return new StandaloneEmulator(rows, cols);
    }
}
