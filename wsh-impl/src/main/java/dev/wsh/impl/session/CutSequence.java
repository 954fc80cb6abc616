package dev.wsh.impl.session;

import dev.wsh.impl.vt.TerminalEngine;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Finds what an output that begins in the middle of an escape sequence or a character lacks: a terminal reads in pieces that
 * end anywhere. Stateless.
 */
final class CutSequence {

    private static final byte ESC = 0x1b;
    private static final int LONGEST_CHARACTER = 4;

    private CutSequence() {}

    /** Returns the end of the bytes, from where a sequence or a character begins that is not complete; empty if there is none. */
    static byte[] at(byte[] bytes, Supplier<TerminalEngine> terminals) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == ESC) {
                TerminalEngine terminal = terminals.get();
                terminal.feed(bytes, i, bytes.length - i);
                if (terminal.unfinished() && isUntouched(terminal)) {
                    return Arrays.copyOfRange(bytes, i, bytes.length);
                }
                break;
            }
        }
        return cutCharacter(bytes);
    }

    /** Nothing was printed after the sequence, and its own effect is none that a text would show. */
    private static boolean isUntouched(TerminalEngine terminal) {
        return terminal.snapshot().cursor().row() == 0
                && terminal.snapshot().cursor().col() == 0
                && terminal.snapshot().text().isBlank();
    }

    private static byte[] cutCharacter(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0 && bytes.length - i < LONGEST_CHARACTER; i--) {
            int lead = bytes[i] & 0xff;
            if (lead >= 0xc0) {
                int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return bytes.length - i < length ? Arrays.copyOfRange(bytes, i, bytes.length) : new byte[0];
            } else if (lead < 0x80) {
                return new byte[0];
            }
        }
        return new byte[0];
    }
}
