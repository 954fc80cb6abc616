package dev.wsh.impl.session;

import dev.wsh.Mark;
import dev.wsh.Output;
import java.util.Optional;

/**
 * What a command printed. Plain text is what it is, with its tabs and blanks; any other is what a terminal shows of it.
 *
 * @param raw the bytes
 * @param plain the text, if the bytes are plain text
 */
record CommandOutput(RawOutput raw, Optional<String> plain) implements Output {

    @Override
    public String text() {
        return plain.map(text -> RawOutput.notice(raw.droppedBytes()) + text).orElseGet(raw::text);
    }

    @Override
    public byte[] bytes() {
        return raw.bytes();
    }

    @Override
    public Mark from() {
        return raw.from();
    }

    @Override
    public Mark to() {
        return raw.to();
    }

    @Override
    public long droppedBytes() {
        return raw.droppedBytes();
    }

    /** There is none: the output begins after it. */
    @Override
    public Output withoutEcho() {
        return this;
    }

    @Override
    public String toString() {
        return raw.toString();
    }
}
