package dev.wsh.impl.session;

/** Skips escape sequences in output that comes in pieces (ECMA-48: CSI, and strings such as OSC). */
final class EscapeSkip {

    private static final byte ESC = 0x1B;
    private static final byte BEL = 7;

    private enum State {
        TEXT,
        ESCAPE,
        CSI,
        STRING
    }

    private State state = State.TEXT;

    /** Tells whether the next byte is part of a sequence. */
    boolean skips(byte b) {
        State before = state;
        state = switch (before) {
            case TEXT -> b == ESC ? State.ESCAPE : State.TEXT;
            case ESCAPE -> b == '[' ? State.CSI : isString(b) ? State.STRING : State.TEXT;
            case CSI -> b >= 0x40 && b <= 0x7E ? State.TEXT : State.CSI;
            case STRING -> b == BEL ? State.TEXT : b == ESC ? State.ESCAPE : State.STRING;
        };
        return before != State.TEXT || b == ESC;
    }

    private static boolean isString(byte b) {
        return b == ']' || b == 'P' || b == '_' || b == '^' || b == 'X';
    }
}
