package dev.wsh.impl.session;

import dev.wsh.Input;
import dev.wsh.impl.vt.TerminalEngine;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/** Turns inputs into bytes by the modes of a terminal. */
final class Encoding {

    private Encoding() {}

    static byte[] encode(TerminalEngine engine, Input... inputs) {
        if (inputs.length == 1) {
            return engine.encode(Objects.requireNonNull(inputs[0], "input"));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Input input : inputs) {
            bytes.writeBytes(engine.encode(Objects.requireNonNull(input, "input")));
        }
        return bytes.toByteArray();
    }
}
