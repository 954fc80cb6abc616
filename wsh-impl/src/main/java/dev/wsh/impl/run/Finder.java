package dev.wsh.impl.run;

/** Finds a sequence of bytes in a stream that comes in pieces (Knuth, Morris and Pratt, 1977). Confined to one thread. */
final class Finder {

    private final byte[] pattern;
    private final int[] fallback;
    private int matched;

    Finder(byte[] pattern) {
        this.pattern = pattern.clone();
        this.fallback = new int[pattern.length];
        for (int at = 1, length = 0; at < pattern.length; at++) {
            while (length > 0 && pattern[at] != pattern[length]) {
                length = fallback[length - 1];
            }
            if (pattern[at] == pattern[length]) {
                length++;
            }
            fallback[at] = length;
        }
    }

    /** Takes one byte; returns whether the sequence ends with it. */
    boolean ends(byte next) {
        while (matched > 0 && (matched == pattern.length || next != pattern[matched])) {
            matched = fallback[matched - 1];
        }
        if (next == pattern[matched]) {
            matched++;
        }
        return matched == pattern.length;
    }

    int length() {
        return pattern.length;
    }
}
