package dev.wsh.impl.vt.parser;

/**
 * The state machine of a DEC terminal as a table: {@code state << 8 | byte} to {@code action << 4 | next state}.
 *
 * <p>Source: Paul Williams, "A parser for DEC's ANSI-compatible video terminals", and ECMA-48. Bytes of 0x80 and above
 * are not in the table: outside of strings they leave a sequence (the parser looks at them again as text), in strings
 * they are payload. Setting an entry twice is refused, so that a slip in the rows below can't hide.
 */
final class ParserTable {
    static final int GROUND = 0;
    static final int ESCAPE = 1;
    static final int ESCAPE_INTERMEDIATE = 2;
    static final int CSI_ENTRY = 3;
    static final int CSI_PARAM = 4;
    static final int CSI_INTERMEDIATE = 5;
    static final int CSI_IGNORE = 6;
    static final int DCS_ENTRY = 7;
    static final int DCS_PARAM = 8;
    static final int DCS_INTERMEDIATE = 9;
    static final int DCS_PASSTHROUGH = 10;
    static final int DCS_IGNORE = 11;
    static final int OSC_STRING = 12;
    static final int SOS_PM_APC_STRING = 13;
    static final int STATES = 14;

    static final int NONE = 0;
    static final int EXECUTE = 1;
    static final int CLEAR = 2;
    static final int COLLECT = 3;
    static final int PARAM = 4;
    static final int ESC_DISPATCH = 5;
    static final int CSI_DISPATCH = 6;
    static final int HOOK = 7;
    static final int STRING_START = 8;

    static final byte[] TABLE = build();

    private ParserTable() {}

    /** Returns the entry of a state and a byte of 0x00 to 0x7F. */
    static int entry(int state, int b) {
        return TABLE[state << 8 | b] & 0xFF;
    }

    private static byte[] build() {
        Rows rows = new Rows();
        for (int state = ESCAPE; state < STATES; state++) {
            rows.set(state, 0x18, 0x18, EXECUTE, GROUND);
            rows.set(state, 0x1A, 0x1A, EXECUTE, GROUND);
            rows.set(state, 0x1B, 0x1B, CLEAR, ESCAPE);
        }
        escape(rows);
        csi(rows);
        dcs(rows);
        return rows.table;
    }

    private static void escape(Rows rows) {
        controls(rows, ESCAPE, EXECUTE);
        rows.set(ESCAPE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
        rows.set(ESCAPE, 0x30, 0x4F, ESC_DISPATCH, GROUND);
        rows.set(ESCAPE, 0x50, 0x50, CLEAR, DCS_ENTRY);
        rows.set(ESCAPE, 0x51, 0x57, ESC_DISPATCH, GROUND);
        rows.set(ESCAPE, 0x58, 0x58, STRING_START, SOS_PM_APC_STRING);
        rows.set(ESCAPE, 0x59, 0x5A, ESC_DISPATCH, GROUND);
        rows.set(ESCAPE, 0x5B, 0x5B, CLEAR, CSI_ENTRY);
        rows.set(ESCAPE, 0x5C, 0x5C, ESC_DISPATCH, GROUND);
        rows.set(ESCAPE, 0x5D, 0x5D, STRING_START, OSC_STRING);
        rows.set(ESCAPE, 0x5E, 0x5F, STRING_START, SOS_PM_APC_STRING);
        rows.set(ESCAPE, 0x60, 0x7E, ESC_DISPATCH, GROUND);
        rows.set(ESCAPE, 0x7F, 0x7F, NONE, ESCAPE);
        controls(rows, ESCAPE_INTERMEDIATE, EXECUTE);
        rows.set(ESCAPE_INTERMEDIATE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
        rows.set(ESCAPE_INTERMEDIATE, 0x30, 0x7E, ESC_DISPATCH, GROUND);
        rows.set(ESCAPE_INTERMEDIATE, 0x7F, 0x7F, NONE, ESCAPE_INTERMEDIATE);
    }

    private static void csi(Rows rows) {
        controls(rows, CSI_ENTRY, EXECUTE);
        rows.set(CSI_ENTRY, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
        rows.set(CSI_ENTRY, 0x30, 0x3B, PARAM, CSI_PARAM);
        rows.set(CSI_ENTRY, 0x3C, 0x3F, COLLECT, CSI_PARAM);
        rows.set(CSI_ENTRY, 0x40, 0x7E, CSI_DISPATCH, GROUND);
        rows.set(CSI_ENTRY, 0x7F, 0x7F, NONE, CSI_ENTRY);
        controls(rows, CSI_PARAM, EXECUTE);
        rows.set(CSI_PARAM, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
        rows.set(CSI_PARAM, 0x30, 0x3B, PARAM, CSI_PARAM);
        rows.set(CSI_PARAM, 0x3C, 0x3F, NONE, CSI_IGNORE);
        rows.set(CSI_PARAM, 0x40, 0x7E, CSI_DISPATCH, GROUND);
        rows.set(CSI_PARAM, 0x7F, 0x7F, NONE, CSI_PARAM);
        controls(rows, CSI_INTERMEDIATE, EXECUTE);
        rows.set(CSI_INTERMEDIATE, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
        rows.set(CSI_INTERMEDIATE, 0x30, 0x3F, NONE, CSI_IGNORE);
        rows.set(CSI_INTERMEDIATE, 0x40, 0x7E, CSI_DISPATCH, GROUND);
        rows.set(CSI_INTERMEDIATE, 0x7F, 0x7F, NONE, CSI_INTERMEDIATE);
        controls(rows, CSI_IGNORE, EXECUTE);
        rows.set(CSI_IGNORE, 0x20, 0x3F, NONE, CSI_IGNORE);
        rows.set(CSI_IGNORE, 0x40, 0x7E, NONE, GROUND);
        rows.set(CSI_IGNORE, 0x7F, 0x7F, NONE, CSI_IGNORE);
    }

    private static void dcs(Rows rows) {
        controls(rows, DCS_ENTRY, NONE);
        rows.set(DCS_ENTRY, 0x20, 0x2F, COLLECT, DCS_INTERMEDIATE);
        rows.set(DCS_ENTRY, 0x30, 0x3B, PARAM, DCS_PARAM);
        rows.set(DCS_ENTRY, 0x3C, 0x3F, COLLECT, DCS_PARAM);
        rows.set(DCS_ENTRY, 0x40, 0x7E, HOOK, DCS_PASSTHROUGH);
        rows.set(DCS_ENTRY, 0x7F, 0x7F, NONE, DCS_ENTRY);
        controls(rows, DCS_PARAM, NONE);
        rows.set(DCS_PARAM, 0x20, 0x2F, COLLECT, DCS_INTERMEDIATE);
        rows.set(DCS_PARAM, 0x30, 0x3B, PARAM, DCS_PARAM);
        rows.set(DCS_PARAM, 0x3C, 0x3F, STRING_START, DCS_IGNORE);
        rows.set(DCS_PARAM, 0x40, 0x7E, HOOK, DCS_PASSTHROUGH);
        rows.set(DCS_PARAM, 0x7F, 0x7F, NONE, DCS_PARAM);
        controls(rows, DCS_INTERMEDIATE, NONE);
        rows.set(DCS_INTERMEDIATE, 0x20, 0x2F, COLLECT, DCS_INTERMEDIATE);
        rows.set(DCS_INTERMEDIATE, 0x30, 0x3F, STRING_START, DCS_IGNORE);
        rows.set(DCS_INTERMEDIATE, 0x40, 0x7E, HOOK, DCS_PASSTHROUGH);
        rows.set(DCS_INTERMEDIATE, 0x7F, 0x7F, NONE, DCS_INTERMEDIATE);
    }

    private static void controls(Rows rows, int state, int action) {
        rows.set(state, 0x00, 0x17, action, state);
        rows.set(state, 0x19, 0x19, action, state);
        rows.set(state, 0x1C, 0x1F, action, state);
    }

    private static final class Rows {
        private final byte[] table = new byte[STATES << 8];
        private final boolean[] taken = new boolean[STATES << 8];

        void set(int state, int from, int to, int action, int next) {
            for (int b = from; b <= to; b++) {
                int index = state << 8 | b;
                if (taken[index]) {
                    throw new IllegalStateException("state " + state + ", byte " + b + " is set twice");
                }
                taken[index] = true;
                table[index] = (byte) (action << 4 | next);
            }
        }
    }
}
