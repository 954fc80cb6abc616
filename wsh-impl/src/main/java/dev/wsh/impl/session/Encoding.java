package dev.wsh.impl.session;

import dev.wsh.Input;
import dev.wsh.engine.Durations;
import dev.wsh.impl.vt.TerminalEngine;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns inputs into bytes by the modes of a terminal. Confined to one call. */
final class Encoding {

    private final TerminalEngine engine;
    private final List<Typed.Piece> pieces = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private Duration pause = Duration.ZERO;

    private Encoding(TerminalEngine engine) {
        this.engine = engine;
    }

    static Typed encode(TerminalEngine engine, Input... inputs) {
        Encoding encoding = new Encoding(engine);
        for (Input input : inputs) {
            encoding.add(Objects.requireNonNull(input, "input"));
        }
        encoding.cut();
        return new Typed(encoding.pieces, encoding.told.toByteArray());
    }

    private void add(Input input) {
        if (input instanceof Input.Sequence sequence) {
            sequence.inputs().forEach(this::add);
        } else if (input instanceof Input.Pause next) {
            cut();
            pause = Durations.cut(pause.plus(Durations.cut(next.length())));
        } else {
            byte[] encoded = engine.encode(input);
            bytes.writeBytes(encoded);
            if (!(input instanceof Input.Secret)) {
                told.writeBytes(encoded);
            }
        }
    }

    /** Ends a piece, before a pause or at the end. */
    private void cut() {
        if (bytes.size() > 0 || !pause.isZero()) {
            pieces.add(new Typed.Piece(pause, bytes.toByteArray()));
            bytes.reset();
            pause = Duration.ZERO;
        }
    }
}
