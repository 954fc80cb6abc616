package dev.wsh.impl.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Output that needs no terminal to be read: UTF-8 without controls but tabs and the ends of lines. */
final class PlainText {

    private PlainText() {}

    /** Returns the text with LF for CR LF; empty if a terminal would do more with the bytes than show them. */
    static Optional<String> of(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            int unit = bytes[at] & 0xFF;
            boolean lineEnd = unit == '\n' || unit == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n';
            if (unit < 0x20 && unit != '\t' && !lineEnd || unit == 0x7F) {
                return Optional.empty();
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean c1 = text.chars().anyMatch(unit -> unit >= 0x80 && unit < 0xA0);
            return c1 ? Optional.empty() : Optional.of(text.replace("\r\n", "\n"));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
