package dev.wsh.examples.remote;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Words as a shell on another machine reads them back. What is special stands outside of quotes behind a backslash where a
 * backslash is special, and in single quotes otherwise: POSIX shells, bash, zsh and fish read the same, though fish knows
 * escapes inside single quotes and the others do not. csh does too, but for line ends.
 */
final class Quoting {

    private Quoting() {}

    /** {@return a text that any of these shells takes for one word, equal to the given one} */
    static String word(String text) {
        if (!text.isEmpty() && text.chars().allMatch(Quoting::isSafe)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                quoted.append("'\\").append(c).append('\'');
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    static String words(Collection<String> words) {
        return words.stream().map(Quoting::word).collect(Collectors.joining(" "));
    }

    private static boolean isSafe(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._/:@+-".indexOf(c) >= 0;
    }
}
