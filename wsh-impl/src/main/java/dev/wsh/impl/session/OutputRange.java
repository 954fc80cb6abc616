package dev.wsh.impl.session;

import dev.wsh.impl.wait.SessionMark;

/**
 * Output of one moment, which is taken with the session's lock held and read without. Immutable.
 *
 * @param raw the bytes
 * @param before some bytes before them
 * @param from where it begins
 * @param to where it ends
 * @param droppedBytes what is missing before it
 * @param cols the width that lines are wrapped at
 * @param echo the input of the same range, as a terminal would echo it
 */
record OutputRange(
        Transcript.Range raw,
        Transcript.Range before,
        SessionMark from,
        SessionMark to,
        long droppedBytes,
        int cols,
        byte[] echo) {

    /** Copies the bytes. */
    RawOutput read() {
        return new RawOutput(raw.bytes(), before.bytes(), from, to, droppedBytes, cols, echo)
                .startingAt(droppedBytes == 0 ? from.col() : 0);
    }
}
