package dev.wsh.impl.vt.parser;

import java.util.Arrays;

/** The payload of a control string: bytes up to a bound, after which the whole string is given up. */
final class Payload {
    /** The longest payload that is dispatched; protects the heap against strings that never end. */
    static final int MAX_BYTES = 1 << 20;

    /** What is kept for the next string; a longer buffer is given back. */
    private static final int KEPT_BYTES = 4096;

    private byte[] bytes = new byte[64];
    private int length;
    private boolean overflown;

    void clear() {
        length = 0;
        overflown = false;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[64];
        }
    }

    void append(byte[] source, int from, int to) {
        int n = to - from;
        if (overflown || n > MAX_BYTES - length) {
            overflown = true;
            return;
        }
        if (n > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, Math.max(length + n, bytes.length * 2)));
        }
        System.arraycopy(source, from, bytes, length, n);
        length += n;
    }

    boolean complete() {
        return !overflown;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
