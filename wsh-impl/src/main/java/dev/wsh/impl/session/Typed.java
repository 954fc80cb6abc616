package dev.wsh.impl.session;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;

/**
 * What one call sends, in bytes.
 *
 * @param pieces what goes to the program, in order
 */
record Typed(List<Piece> pieces) {

    /** Bytes, and for how long nothing is written before them. */
    record Piece(Duration pause, byte[] bytes) {}

    /** Returns a piece without a pause. */
    static Typed of(byte[] bytes) {
        return new Typed(List.of(new Piece(Duration.ZERO, bytes)));
    }

    /** Returns all of it, secrets too. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.writeBytes(piece.bytes()));
        return all.toByteArray();
    }

    int length() {
        return pieces.stream().mapToInt(piece -> piece.bytes().length).sum();
    }
}
