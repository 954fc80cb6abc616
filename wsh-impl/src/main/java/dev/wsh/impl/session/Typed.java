package dev.wsh.impl.session;

import java.time.Duration;
import java.util.List;

/**
 * What one call sends, in bytes.
 *
 * @param pieces what goes to the program, in order
 * @param told the bytes without those of secrets, by which an echo is recognised
 */
record Typed(List<Piece> pieces, byte[] told) {

    /** Bytes, and for how long nothing is written before them. */
    record Piece(Duration pause, byte[] bytes) {}

    /** Returns a piece without a pause. */
    static Typed of(byte[] bytes) {
        return new Typed(List.of(new Piece(Duration.ZERO, bytes)), bytes);
    }

    int length() {
        return pieces.stream().mapToInt(piece -> piece.bytes().length).sum();
    }
}
