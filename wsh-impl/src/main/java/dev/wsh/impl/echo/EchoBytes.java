package dev.wsh.impl.echo;

import java.nio.charset.StandardCharsets;

/** The bytes that an echo on the cells came from. Stateless. */
public final class EchoBytes {

    private static final byte ESC = 0x1B;

    /** Bounds the search. */
    private static final int FARTHEST = 1 << 16;

    private EchoBytes() {}

    /**
     * Finds the first byte of an echo.
     *
     * @param output where it is
     * @param from the first byte that may be it
     * @param to the end of the echo
     * @param typed what was typed
     * @return an index; -1 if the bytes are not those of the line, as where a line editor has drawn it in its own order
     */
    public static int begin(byte[] output, int from, int to, TypedLine typed) {
        byte[] wanted = (typed.text() + "\r\n").getBytes(StandardCharsets.UTF_8);
        for (int at = to - wanted.length; at >= Math.max(from, to - wanted.length - FARTHEST); at--) {
            if (output[at] == wanted[0] && end(output, at, to, wanted) == to) {
                return at;
            }
        }
        return -1;
    }

    /** Returns where it ends if it begins at an index; sequences are skipped, which line editors add. */
    private static int end(byte[] output, int from, int to, byte[] wanted) {
        int at = from;
        int matched = 0;
        while (matched < wanted.length && at < to) {
            if (output[at] == wanted[matched]) {
                at++;
                matched++;
            } else if (output[at] == ESC) {
                at = afterSequence(output, at);
            } else if (output[at] == '\r' && matched > 0) {
                at++; // line editors return the carriage before a redraw or a new line
            } else {
                return -1;
            }
        }
        return matched == wanted.length ? at : -1;
    }

    private static int afterSequence(byte[] output, int at) {
        int next = at + 1;
        if (next < output.length && output[next] == '[') {
            next++;
            while (next < output.length && (output[next] < 0x40 || output[next] > 0x7E)) {
                next++;
            }
        }
        return Math.min(next + 1, output.length);
    }

    /** Tells whether what follows an echo is more than the end of the line editor's own modes. */
    static boolean isMore(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == ESC ? from + tail(bytes, from) : from;
        while (at < to && bytes[at] == '\r') {
            at++;
        }
        return at < to;
    }

    /**
     * Returns the length of what GNU's line editor prints after the line: the end of bracketed paste, and CR.
     *
     * @param bytes the output
     * @param at the end of an echo
     * @return 0 if there is nothing of it
     */
    public static int tail(byte[] bytes, int at) {
        if (!Steps.isSwitch(bytes, at, bytes.length) || bytes[at + Steps.BRACKETS.length] != 'l') {
            return 0;
        }
        int next = at + Steps.BRACKETS.length + 1;
        return next < bytes.length && bytes[next] == '\r' ? next + 1 - at : next - at;
    }
}
