package dev.wsh.impl.pty;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Names and values of the system as strings that keep every byte, whatever the JVM's locale is.
 *
 * <p>The kernel's names are bytes. As text they are UTF-8; a byte that is no part of UTF-8 stands as the lone surrogate
 * U+DC00 plus the byte, as in Python's {@code surrogateescape} (PEP 383), and becomes that byte again. The JDK's own
 * strings of paths and variables lose such bytes, and in a locale like POSIX every byte over 127. Stateless and threadsafe.
 */
final class RawText {
    private static final char ESCAPE = 0xDC00;
    private static final char FIRST_ESCAPED = 0xDC80;
    private static final char LAST_ESCAPED = 0xDCFF;

    private RawText() {}

    /** The text of bytes. */
    static String of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
        while (true) {
            CoderResult result = utf8.decode(from, to, true);
            if (!result.isError()) {
                return to.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                to.put((char) (ESCAPE + (from.get() & 0xff)));
            }
            utf8.reset();
        }
    }

    /** The bytes of a text; a surrogate that stands alone and for no byte is a question mark, as the JDK has it. */
    static byte[] bytes(String text) {
        if (text.chars().noneMatch(c -> c >= FIRST_ESCAPED && c <= LAST_ESCAPED)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c >= FIRST_ESCAPED && c <= LAST_ESCAPED) {
                bytes.write(c - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** The bytes of a text, and a zero at their end. */
    static byte[] cString(String text) {
        byte[] bytes = bytes(text);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** The text of an absolute path. */
    static String of(Path path) {
        String shown = path.toString();
        if (isAscii(shown) || File.separatorChar != '/') {
            return shown;
        }
        String text = of(percentDecoded(path.toUri().getRawPath()));
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text; // it is a directory at the moment
    }

    /**
     * The path of a text that begins with a slash.
     *
     * @throws InvalidPathException if it has a NUL
     */
    static Path path(String text) {
        if (isAscii(text) || File.separatorChar != '/') {
            return Path.of(text);
        }
        return Path.of(URI.create("file://" + percentEncoded(text)));
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80 || text.charAt(i) == 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] percentDecoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes(text)) {
            if (b == '/' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format("%02X", b));
            }
        }
        return encoded.toString();
    }
}
