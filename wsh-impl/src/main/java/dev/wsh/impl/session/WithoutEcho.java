package dev.wsh.impl.session;

import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.engine.Printable;
import java.nio.charset.StandardCharsets;

/**
 * An output without the echo in it.
 *
 * @param text what is left of the lines
 * @param raw what is left of the bytes
 * @param from where it begins
 * @param to where it ends
 * @param droppedBytes what is missing before it
 * @param echo how sure it is
 */
record WithoutEcho(String text, byte[] raw, Mark from, Mark to, long droppedBytes, Echo echo) implements Output {

    @Override
    public byte[] bytes() {
        return raw.clone();
    }

    @Override
    public Output withoutEcho() {
        return this;
    }

    @Override
    public String toString() {
        return inWords(raw, droppedBytes);
    }

    /** Says what an output is, and shows a short one. */
    static String inWords(byte[] raw, long droppedBytes) {
        String shown = new String(raw, StandardCharsets.UTF_8);
        return "Output[" + raw.length + " bytes"
                + (droppedBytes == 0 ? "" : " after " + droppedBytes + " that were dropped")
                + (shown.length() > 60 ? "" : ": " + Printable.line(shown.strip())) + "]";
    }
}
