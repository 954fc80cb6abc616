package dev.wsh.impl.vt.input;

/**
 * Keys as xterm sends them: PC-style function keys, DECCKM, DECKPAM, DECBKM, LNM, VT52 mode and modifyOtherKeys.
 *
 * <p>Sources: xterm's ctlseqs ("PC-Style Function Keys", "VT52-Style Function Keys", "Alt and Meta Keys") and its page on
 * modified keys, with the resources at their defaults, but for metaSendsEscape and altSendsEscape, which are on. A
 * character that is beyond Latin-1 is reported under modifyOtherKeys by its code point, where xterm rings the bell.
 * Stateless; threadsafe.
 */
final class XtermKeys {

    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;
    private static final int META = 8;

    private XtermKeys() {}

    /** Turns bits of kitty's protocol into xterm's, which has no locks; Super and Hyper were refused before. */
    private static int mask(int held) {
        return held & (SHIFT | ALT | CTRL) | ((held & Held.META) != 0 ? META : 0);
    }

    /** A named key that has a sequence of xterm's. */
    static void named(KeyCode code, int held, InputModes modes, Bytes out) {
        int mask = mask(held);
        switch (code.kind()) {
            case CURSOR:
                finalByte(code.finalByte(), mask, modes.applicationCursor(), modes, out);
                break;
            case PF:
                finalByte(code.finalByte(), mask, true, modes, out);
                break;
            case TILDE:
                out.csi().ascii(Integer.toString(code.number()));
                if (mask != 0 && !modes.vt52()) {
                    out.ascii(";" + (mask + 1));
                }
                out.raw('~');
                break;
            case KEYPAD:
                keypad(code, mask, modes, out);
                break;
            default:
                control(code.number(), mask, modes, out);
                break;
        }
    }

    private static void finalByte(char last, int mask, boolean single, InputModes modes, Bytes out) {
        if (modes.vt52()) {
            out.esc().raw(last);
        } else if (mask != 0) {
            out.csi().ascii("1;" + (mask + 1)).raw(last);
        } else if (single) {
            out.ss3().raw(last);
        } else {
            out.csi().raw(last);
        }
    }

    private static void keypad(KeyCode code, int mask, InputModes modes, Bytes out) {
        if (!modes.applicationKeypad()) {
            enter(code.number(), modes, out);
        } else if (modes.vt52()) {
            out.esc().raw('?').raw(code.finalByte());
        } else {
            out.ss3().ascii(mask == 0 ? "" : Integer.toString(mask + 1)).raw(code.finalByte());
        }
    }

    /** Enter, Tab, Escape and Backspace. */
    private static void control(int character, int mask, InputModes modes, Bytes out) {
        int level = modes.modifyOtherKeys();
        boolean other = false;
        switch (character) {
            case '\r':
                other = level == 2 && mask != 0 || level == 1 && mask != 0 && (mask & (ALT | META)) == 0;
                break;
            case '\t':
                if ((mask & ~SHIFT) == 0 && mask != 0 || level < 2 && (mask & SHIFT) != 0) {
                    prefix(mask, out);
                    out.csi().raw('Z');
                    return;
                }
                other = level == 2 && mask != 0 || level == 1 && mask == CTRL;
                break;
            case 0x1B:
                other = level == 2 && mask != 0;
                break;
            default:
                other = level == 2 && (mask & ~CTRL) != 0;
                break;
        }
        int sent = character;
        if (character == 0x7F && modes.backarrowSendsBackspace() != ((mask & CTRL) != 0)) {
            sent = '\b';
        }
        if (other) {
            otherKey(sent, mask, out);
        } else {
            prefix(mask, out);
            enter(sent, modes, out);
        }
    }

    /** A key that is named by its character. */
    static void character(Chord chord, InputModes modes, Bytes out) {
        int mask = mask(chord.mask());
        int control = chord.ctrl() ? Chord.control(chord.typed()) : -1;
        if (isOtherKey(chord, mask, control, modes.modifyOtherKeys())) {
            otherKey(chord.typed(), modes.modifyOtherKeys() == 1 ? mask & ~(ALT | META) : mask, out);
            return;
        }
        prefix(mask, out);
        if (control >= 0) {
            enter(control, modes, out);
        } else {
            out.utf8(chord.typed());
        }
    }

    private static boolean isOtherKey(Chord chord, int mask, int control, int level) {
        if (level == 1) {
            // Only what has no control character of its own, as xterm sees it; Alt and Meta send ESC as ever.
            return chord.ctrl() && (control < 0 || chord.typed() == '?');
        }
        if (level != 2 || mask == 0) {
            return false;
        }
        boolean letters = chord.typed() >= 0x40 && chord.typed() < 0x7F;
        return letters || (mask & ~SHIFT) != 0 || chord.typed() == ' ';
    }

    private static void otherKey(int character, int mask, Bytes out) {
        out.csi().ascii("27;" + (mask + 1) + ";" + character + "~");
    }

    private static void prefix(int mask, Bytes out) {
        if ((mask & (ALT | META)) != 0) {
            out.esc();
        }
    }

    private static void enter(int character, InputModes modes, Bytes out) {
        out.raw(character);
        if (character == '\r' && modes.newLine()) {
            out.raw('\n');
        }
    }
}
