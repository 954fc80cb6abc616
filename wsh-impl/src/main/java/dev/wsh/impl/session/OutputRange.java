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
 * @param size of the terminal
 * @param typing the input of the same range
 */
record OutputRange(
        Transcript.Range raw,
        Transcript.Range before,
        SessionMark from,
        SessionMark to,
        long droppedBytes,
        RawOutput.Size size,
        RawOutput.Typing typing) {

    /** Copies the bytes. */
    RawOutput read() {
        return new RawOutput(raw.bytes(), before.bytes(), from, to, droppedBytes, size, typing)
                .startingAt(droppedBytes == 0 ? from.col() : 0);
    }
}
