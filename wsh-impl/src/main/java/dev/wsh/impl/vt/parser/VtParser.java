package dev.wsh.impl.vt.parser;

import static dev.wsh.impl.vt.parser.ParserTable.DCS_ENTRY;
import static dev.wsh.impl.vt.parser.ParserTable.DCS_IGNORE;
import static dev.wsh.impl.vt.parser.ParserTable.DCS_PASSTHROUGH;
import static dev.wsh.impl.vt.parser.ParserTable.ESCAPE;
import static dev.wsh.impl.vt.parser.ParserTable.GROUND;
import static dev.wsh.impl.vt.parser.ParserTable.OSC_STRING;

/**
 * Bytes to syntax: finds text, controls, sequences and strings, and tells a {@link ParserHandler}.
 *
 * <p>Sources: ECMA-48; Paul Williams' state machine (see {@link ParserTable}); xterm for what they leave open: BEL ends
 * an OSC string; an ESC in a string that is not ST gives the string up and begins a new sequence; CAN and SUB end
 * everything. C1 controls have their 7-bit forms only, as in xterm while it takes UTF-8: a raw byte of 0x80 to 0x9F is
 * malformed UTF-8, and U+0080 to U+009F count for nothing wherever they stand, but in a string, to which they belong. Any
 * other character outside ASCII gives up the sequence that it stands in, and is lost with it.
 *
 * <p>Whatever comes, nothing is thrown and nothing grows beyond named bounds, and any split of the bytes gives the same
 * calls, except that a run of text may come in several pieces. Confined to one thread.
 */
public final class VtParser {
    private static final int ESC = 0x1B;
    private static final int BEL = 0x07;
    private static final int LF = 0x0A;
    private static final int DEL = 0x7F;
    private static final int REPLACEMENT = 0xFFFD;
    /** The first code point that is no C1 control. */
    private static final int AFTER_C1 = 0xA0;

    private final ParserHandler handler;
    private final Params params = new Params();
    private final Utf8Decoder utf8 = new Utf8Decoder();
    private final Payload payload = new Payload();

    private int state = GROUND;
    private int prefix;
    private int intermediate;
    private final int[] codePoints = new int[256];
    private int value = -1;
    private boolean sub;
    private boolean tooMany;
    private int openString; // the state of a string that an ESC may be ending, or GROUND
    private int stringKey;
    private boolean vt52;
    private int vt52Row;
    private int vt52Wanted;
    private int pieceStart; // in its array
    private int position;

    /** Creates a parser that tells the given handler. */
    public VtParser(ParserHandler handler) {
        this.handler = handler;
    }

    /** Takes bytes; any are allowed. */
    public void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        pieceStart = offset;
        while (i < end) {
            i = state == GROUND ? ground(bytes, i, end) : sequence(bytes, i, end);
        }
        position = 0;
    }

    /**
     * Returns how many bytes of the piece that is being fed were taken when a control is executed or a string ends; 0
     * between two pieces.
     */
    public int position() {
        return position;
    }

    /** Tells whether the bytes so far end inside a sequence, a string or a character. */
    public boolean unfinished() {
        return state != GROUND || utf8.inside();
    }

    /** Switches the grammar to VT52 (DECANM reset) and back. */
    public void setVt52(boolean on) {
        vt52 = on;
    }

    private int ground(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end) {
            int b = bytes[i];
            if (b >= 0x20 && b != DEL || b < 0) {
                if (utf8.inside() || b < 0) {
                    i = multibyte(bytes, i, end);
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
                    position = i - pieceStart;
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
        position = last + 1 - pieceStart;
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
            }
            if (i > from) {
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
                    handler.print(REPLACEMENT);
                    return i + 1;
                }
            }
            i++;
            if (result >= AFTER_C1) {
                handler.print(result);
            }
        }
        return i;
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
    }

    private int sequence(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && state != GROUND) {
            if (isString(state)) {
                i = string(bytes, i, end);
                continue;
            }
            int b = bytes[i];
            if (b < 0 || utf8.inside()) {
                i = outsideAscii(b & 0xFF, i);
                continue;
            }
            i++;
            position = i - pieceStart;
            if (openString != GROUND && state == ESCAPE && endString(b)) {
                continue;
            }
            if (vt52 && state == ESCAPE && b >= 0x20 && b != DEL) {
                vt52(b);
            } else {
                step(b);
            }
        }
        return i;
    }

    /** Takes a byte of a character in a sequence, which the character gives up; returns the index to go on at. */
    private int outsideAscii(int b, int index) {
        if (state >= DCS_ENTRY) {
            beginString(DCS_IGNORE); // still a string, but of no known kind
            return index + 1;
        }
        boolean inside = utf8.inside();
        int result = inside ? utf8.next(b) : utf8.lead(b);
        if (result == Utf8Decoder.MALFORMED_AGAIN || result >= AFTER_C1) {
            state = GROUND;
            payload.clear();
        }
        return inside && result == Utf8Decoder.MALFORMED_AGAIN ? index : index + 1;
    }

    private static boolean isString(int state) {
        return state >= DCS_PASSTHROUGH;
    }

    private static boolean isOther(int state) {
        return state == ParserTable.SOS_PM_APC_STRING;
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
            case ParserTable.STRING_START -> {
                stringKey = b;
                beginString(state);
            }
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
        boolean keep = state == OSC_STRING || state == DCS_PASSTHROUGH || isOther(state) && stringKey == '_';
        int start = from;
        for (int i = from; i < end; i++) {
            int b = bytes[i];
            if (b >= 0x20 || b < 0) {
                continue;
            }
            if (keep) {
                payload.append(bytes, start, i);
            }
            position = i + 1 - pieceStart;
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
        if (payload.complete()) {
            if (ended == OSC_STRING) {
                handler.osc(payload.bytes(), payload.length(), bell);
            } else if (ended == DCS_PASSTHROUGH) {
                handler.dcs(stringKey, params, payload.bytes(), payload.length());
            } else if (isOther(ended)) {
                handler.string(stringKey, payload.bytes(), payload.length());
            }
        }
        payload.clear();
    }
}
