package dev.wsh.impl.echo;

import java.nio.charset.StandardCharsets;

/** Where output is cut while an echo is due: after each line feed, and where a line editor begins and ends. Stateless. */
final class Steps {

    static final byte[] BRACKETS = "\033[?2004".getBytes(StandardCharsets.US_ASCII);

    private Steps() {}

    /** Returns the end of the step that begins at an index. */
    static int end(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
            if (bytes[at] == BRACKETS[0] && isSwitch(bytes, at, end)) {
                return at + BRACKETS.length + 1;
            }
        }
        return end;
    }

    static boolean isSwitch(byte[] bytes, int at, int end) {
        if (at + BRACKETS.length >= end) {
            return false;
        }
        for (int i = 0; i < BRACKETS.length; i++) {
            if (bytes[at + i] != BRACKETS[i]) {
                return false;
            }
        }
        return true;
    }
}
