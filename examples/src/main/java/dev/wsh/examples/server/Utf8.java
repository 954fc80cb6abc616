package dev.wsh.examples.server;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 that comes in pieces; a character may be cut anywhere. What is not UTF-8 becomes U+FFFD. */
final class Utf8 {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private ByteBuffer begun = ByteBuffer.allocate(0);

    /** {@return the characters that are complete by now} */
    String decode(byte[] more) {
        ByteBuffer bytes = ByteBuffer.allocate(begun.remaining() + more.length);
        bytes.put(begun).put(more).flip();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        decoder.decode(bytes, chars, /* endOfInput= */ false);
        begun = bytes.slice();
        return chars.flip().toString();
    }

    /** {@return how many bytes of a character wait for the rest of it; 0 to 3} */
    int pending() {
        return begun.remaining();
    }

    /** Nothing more comes. {@return U+FFFD if a character was cut, else nothing} */
    String end() {
        String rest = begun.hasRemaining() ? "\uFFFD" : "";
        begun = ByteBuffer.allocate(0);
        return rest;
    }
}
