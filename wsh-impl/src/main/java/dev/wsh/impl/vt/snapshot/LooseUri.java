package dev.wsh.impl.vt.snapshot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Reads URIs in which blanks, percent signs and other characters stand as they are, since shells that report their
 * directory (OSC 7) often escape too little (RFC 3986, 2.1). Stateless; thread-safe.
 */
final class LooseUri {
    private static final String LEGAL = "-._~:/?#@!$&'()*+,;=";

    private LooseUri() {}

    /** Returns the URI, with what may not stand in one escaped; empty if that is not enough. */
    static Optional<URI> of(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean stands = c == '%' ? isEscape(text, i) : c >= 0x80 || isLegal(c);
            if (stands) {
                escaped.append(c);
            } else {
                escaped.append('%').append(digit(c >> 4)).append(digit(c & 0xF));
            }
        }
        try {
            return Optional.of(new URI(escaped.toString()));
        } catch (URISyntaxException noUri) {
            return Optional.empty(); // the program's mistake, not the reader's
        }
    }

    private static boolean isLegal(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || LEGAL.indexOf(c) >= 0;
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static char digit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }
}
