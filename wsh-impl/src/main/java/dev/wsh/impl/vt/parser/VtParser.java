package dev.wsh.impl.vt.parser;

import static dev.wsh.impl.vt.parser.ParserTable.CSI_ENTRY;
import static dev.wsh.impl.vt.parser.ParserTable.DCS_ENTRY;
import static dev.wsh.impl.vt.parser.ParserTable.DCS_IGNORE;
import static dev.wsh.impl.vt.parser.ParserTable.DCS_PASSTHROUGH;
import static dev.wsh.impl.vt.parser.ParserTable.ESCAPE;
import static dev.wsh.impl.vt.parser.ParserTable.GROUND;
import static dev.wsh.impl.vt.parser.ParserTable.OSC_STRING;
import static dev.wsh.impl.vt.parser.ParserTable.SOS_PM_APC_STRING;

/**
 * Bytes to syntax: finds text, controls, sequences and strings, and tells a {@link ParserHandler}.
 *
 * <p>Sources: ECMA-48; Paul Williams' state machine (see {@link ParserTable}); xterm for what they leave open: BEL ends
 * an OSC string; an ESC in a string that is not ST gives the string up and begins a new sequence; CAN and SUB end
 * everything. C1 controls come as UTF-8 (U+0080 to U+009F). A raw byte of 0x80 to 0x9F is malformed UTF-8, except that
 * xterm still takes it for a control when a graphic character follows it, or when the program asked for 8-bit controls.
 *
 * <p>Whatever comes, nothing is thrown and nothing grows beyond named bounds, and any split of the bytes gives the same
 * calls, except that a run of text may come in several pieces. Confined to one thread.
 */
public final class VtParser {
    private static final int ESC = 0x1B;
    private static final int BEL = 0x07;
    private static final int LF = 0x0A;
    private static final int DEL = 0x7F;
    private static final int ST = 0x9C;
    private static final int REPLACEMENT = 0xFFFD;
    /** C1 controls with a meaning: IND NEL HTS RI SS2 SS3 DCS SPA EPA SOS DECID CSI ST OSC PM APC; bit = byte - 0x80. */
    private static final int KNOWN_C1 = 0b1111_1101_1100_0001_1110_0001_0011_0000;

    private final ParserHandler handler;
    private final Params params = new Params();
    private final Utf8Decoder utf8 = new Utf8Decoder();
    private final Payload payload = new Payload();

    private int state = GROUND;
    private int prefix;
    private int intermediate;
    private final int[] codePoints = new int[128];
    private int value = -1;
    private boolean sub;
    private boolean tooMany;
    private int heldC1; // a raw C1 byte whose meaning hangs on the next byte, or 0
    private int openString; // the state of a string that an ESC may be ending, or GROUND
    private int stringKey;
    private boolean utf8Terminator; // the ST that ended a string was U+009C, two bytes long
    private boolean eightBit;
    private boolean vt52;
    private int vt52Row;
    private int vt52Wanted;

    /** Creates a parser that tells the given handler. */
    public VtParser(ParserHandler handler) {
        this.handler = handler;
    }

    /** Takes bytes; any are allowed. */
    public void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            i = state == GROUND ? ground(bytes, i, end) : sequence(bytes, i, end);
        }
    }

    /** Tells whether the bytes so far end inside a sequence, a string or a character. */
    public boolean unfinished() {
        return state != GROUND || heldC1 != 0 || utf8.inside();
    }

    /** Raw C1 bytes are controls from now on (S8C1T), or only where xterm takes them for such. */
    public void setEightBit(boolean on) {
        eightBit = on;
    }

    /** Switches the grammar to VT52 (DECANM reset) and back. */
    public void setVt52(boolean on) {
        vt52 = on;
    }

    private int ground(byte[] bytes, int from, int end) {
        int i = from;
        if (heldC1 != 0) {
            resolveHeldC1(bytes[i]);
            return i;
        }
        while (i < end) {
            int b = bytes[i];
            if (b >= 0x20 && b != DEL || b < 0) {
                if (utf8.inside() || b < 0) {
                    i = multibyte(bytes, i, end);
                    if (state != GROUND || heldC1 != 0) {
                        return i;
                    }
                    continue;
                }
                int run = AsciiScan.runEnd(bytes, i + 1, end);
                handler.printAscii(bytes, i, run);
                i = run;
                continue;
            }
            if (utf8.inside()) {
                utf8.reset();
                handler.print(REPLACEMENT);
            }
            i++;
            if (b == LF) {
                i = handler.lineFeed(bytes, i, end);
                continue;
            }
            if (b != ESC) {
                if (b != DEL) {
                    handler.execute(b);
                }
                continue;
            }
            if (i < end && bytes[i] == '[' && !vt52) {
                int after = fastCsi(bytes, i + 1, end);
                if (after > 0) {
                    i = after;
                    continue;
                }
            }
            begin(ESCAPE);
            return i;
        }
        return i;
    }

    /** Dispatches a control sequence that lies whole in the array; returns the index after it, or -1 to walk it. */
    private int fastCsi(byte[] bytes, int from, int end) {
        int i = from;
        int first = 0;
        if (i < end && bytes[i] >= '<' && bytes[i] <= '?') {
            first = bytes[i++];
        }
        int last = params.read(bytes, i, end);
        if (last < 0 || bytes[last] < 0x40 || bytes[last] == DEL) {
            return -1;
        }
        handler.csi(first << SequenceKey.PREFIX_SHIFT | bytes[last], params);
        return last + 1;
    }

    /** Takes the bytes of a character outside ASCII, or one that spoils it; returns the index to go on at. */
    private int multibyte(byte[] bytes, int from, int end) {
        int i = from;
        if (!utf8.inside()) {
            i = utf8.run(bytes, i, end, codePoints);
            int n = utf8.decoded();
            if (n > 0) {
                handler.print(codePoints, n);
                return i;
            }
        }
        while (i < end) {
            int b = bytes[i] & 0xFF;
            int result;
            if (utf8.inside()) {
                result = utf8.next(b);
                if (result == Utf8Decoder.MALFORMED_AGAIN) {
                    handler.print(REPLACEMENT);
                    return i;
                }
            } else if (b < 0x80) {
                return i;
            } else {
                result = utf8.lead(b);
                if (result == Utf8Decoder.MALFORMED_AGAIN) {
                    strayByte(b);
                    return i + 1;
                }
            }
            i++;
            if (result >= 0) {
                if (result < 0xA0) {
                    c1(result);
                    return i;
                }
                handler.print(result);
            }
        }
        return i;
    }

    private void strayByte(int b) {
        if (b < 0xA0 && (KNOWN_C1 >>> (b - 0x80) & 1) != 0) {
            if (eightBit) {
                c1(b);
            } else {
                heldC1 = b;
            }
        } else {
            handler.print(REPLACEMENT);
        }
    }

    private void resolveHeldC1(byte next) {
        int held = heldC1;
        heldC1 = 0;
        if (next > 0x20 && next < DEL) {
            c1(held);
        } else {
            handler.print(REPLACEMENT);
        }
    }

    private void c1(int control) {
        switch (control) {
            case 0x90 -> begin(DCS_ENTRY);
            case 0x98, 0x9E, 0x9F -> beginString(SOS_PM_APC_STRING);
            case 0x9B -> begin(CSI_ENTRY);
            case 0x9D -> beginString(OSC_STRING);
            default -> handler.execute(control);
        }
    }

    private void begin(int newState) {
        state = newState;
        prefix = 0;
        intermediate = 0;
        params.clear();
        value = -1;
        sub = false;
        tooMany = false;
        openString = GROUND;
        vt52Wanted = 0;
    }

    private void beginString(int newState) {
        state = newState;
        openString = GROUND;
        payload.clear();
        utf8.reset();
    }

    private int sequence(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && state != GROUND) {
            if (isString(state)) {
                i = string(bytes, i, end);
                continue;
            }
            int b = bytes[i];
            if (openString != GROUND && state == ESCAPE) {
                if (endString(b)) {
                    i++;
                    continue;
                }
            }
            if (b < 0) {
                state = GROUND;
                return i;
            }
            i++;
            if (vt52 && state == ESCAPE && b >= 0x20 && b != DEL) {
                vt52(b);
            } else {
                step(b);
            }
        }
        return i;
    }

    private static boolean isString(int state) {
        return state >= DCS_PASSTHROUGH;
    }

    private void step(int b) {
        int entry = ParserTable.entry(state, b);
        state = entry & 0xF;
        switch (entry >>> 4) {
            case ParserTable.EXECUTE -> handler.execute(b);
            case ParserTable.CLEAR -> begin(state);
            case ParserTable.COLLECT -> collect(b);
            case ParserTable.PARAM -> param(b);
            case ParserTable.ESC_DISPATCH -> handler.escape(key(b));
            case ParserTable.CSI_DISPATCH -> {
                finishParams();
                if (!tooMany) {
                    handler.csi(key(b), params);
                }
            }
            case ParserTable.HOOK -> {
                finishParams();
                stringKey = key(b);
                beginString(tooMany ? DCS_IGNORE : DCS_PASSTHROUGH);
            }
            case ParserTable.STRING_START -> beginString(state);
            default -> {}
        }
    }

    private int key(int last) {
        return prefix << SequenceKey.PREFIX_SHIFT | intermediate << 8 | last;
    }

    private void collect(int b) {
        if (b >= '<') {
            prefix = b;
        } else {
            intermediate = intermediate < 0x100 ? intermediate << 8 | b : SequenceKey.UNKNOWN;
        }
    }

    private void param(int b) {
        if (b == ';' || b == ':') {
            tooMany |= !params.add(value, sub);
            value = -1;
            sub = b == ':';
        } else {
            int digit = b - '0';
            value = value < 0 ? digit : Math.min(value * 10 + digit, Params.MAX_VALUE);
        }
    }

    private void finishParams() {
        if (value >= 0 || params.size() > 0) {
            tooMany |= !params.add(value, sub);
        }
    }

    private void vt52(int b) {
        if (vt52Wanted == 2) {
            vt52Row = b;
            vt52Wanted = 1;
        } else if (vt52Wanted == 1) {
            state = GROUND;
            handler.vt52('Y', vt52Row, b);
        } else if (b == 'Y') {
            vt52Wanted = 2;
        } else {
            state = GROUND;
            handler.vt52(b, 0, 0);
        }
    }

    /** Takes payload up to the byte that may end the string; returns the index to go on at. */
    private int string(byte[] bytes, int from, int end) {
        boolean keep = state == OSC_STRING || state == DCS_PASSTHROUGH;
        int start = from;
        for (int i = from; i < end; i++) {
            int b = bytes[i] & 0xFF;
            if (b >= 0x20 && b < 0x80) {
                if (utf8.inside()) {
                    utf8.reset();
                }
                continue;
            }
            if (b >= 0x80 && !endsString(b)) {
                continue;
            }
            if (keep) {
                payload.append(bytes, start, i);
            }
            if (b >= 0x80) {
                if (utf8Terminator) {
                    payload.removeLast();
                }
                finishString(/* bell= */ false);
                return i + 1;
            }
            utf8.reset();
            if (stringControl(b)) {
                return i + 1;
            }
            start = i + 1;
        }
        if (keep) {
            payload.append(bytes, start, end);
        }
        return end;
    }

    /** Follows UTF-8 inside a string, where 0x9C may be part of a character; tells whether it is ST. */
    private boolean endsString(int b) {
        if (!utf8.inside()) {
            utf8Terminator = false;
            return utf8.lead(b) == Utf8Decoder.MALFORMED_AGAIN && b == ST;
        }
        int result = utf8.next(b);
        if (result == Utf8Decoder.MALFORMED_AGAIN) {
            return endsString(b);
        }
        utf8Terminator = result == ST;
        return utf8Terminator;
    }

    /** Takes a control inside a string; true when the string state is left. */
    private boolean stringControl(int b) {
        switch (b) {
            case ESC -> {
                openString = state;
                state = ESCAPE;
                return true;
            }
            case 0x18, 0x1A -> {
                state = GROUND;
                payload.clear();
                handler.execute(b);
                return true;
            }
            case BEL -> {
                if (state == OSC_STRING) {
                    finishString(/* bell= */ true);
                    return true;
                }
                return false;
            }
            default -> {
                return false;
            }
        }
    }

    /** After ESC in a string: a backslash ends it, anything else gives it up. */
    private boolean endString(int b) {
        int opened = openString;
        openString = GROUND;
        if (b != '\\') {
            payload.clear();
            begin(ESCAPE);
            return false;
        }
        state = opened;
        finishString(/* bell= */ false);
        return true;
    }

    private void finishString(boolean bell) {
        int ended = state;
        state = GROUND;
        utf8.reset();
        if (payload.complete()) {
            if (ended == OSC_STRING) {
                handler.osc(payload.bytes(), payload.length(), bell);
            } else if (ended == DCS_PASSTHROUGH) {
                handler.dcs(stringKey, params, payload.bytes(), payload.length());
            }
        }
        payload.clear();
    }
}
