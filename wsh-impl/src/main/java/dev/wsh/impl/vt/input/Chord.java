package dev.wsh.impl.vt.input;

import dev.wsh.Key;
import java.util.Set;

/**
 * A key that is named by its character, taken apart: the key itself, what it types, and the
 * modifiers, as {@link Held} counts them.
 *
 * <p>A {@link Key} names the character that is typed; the protocols want the key. Which key types {@code !} depends on the
 * keyboard; that of the United States is assumed, as in xterm's and kitty's own tables.
 *
 * @param base the character of the key without Shift
 * @param typed what it types with the Shift and the Caps Lock that are held
 * @param mask the modifiers; Shift also where the character means it
 */
record Chord(int base, int typed, int mask) {

    private static final String SHIFTED = "~!@#$%^&*()_+{}|:\"<>?";
    private static final String UNSHIFTED = "`1234567890-=[]\\;',./";

    static Chord of(int character, Set<Key.Modifier> held) {
        int mask = Held.mask(held);
        int base = lower(character);
        if (base != character && !((mask & Held.CTRL) != 0 && Character.isLetter(character))) {
            mask |= Held.SHIFT; // a capital or a symbol; but Ctrl+C is what people write for Ctrl and the key c
        }
        boolean shift = (mask & Held.SHIFT) != 0;
        boolean capital = (mask & Held.CAPS_LOCK) != 0 && Character.isLetter(base);
        return new Chord(base, shift != capital ? upper(base) : base, mask);
    }

    boolean shift() {
        return (mask & Held.SHIFT) != 0;
    }

    boolean ctrl() {
        return (mask & Held.CTRL) != 0;
    }

    /** What the key types with Shift alone; 0 if Shift is not held, or changes nothing. */
    int shifted() {
        return shift() && upper(base) != base ? upper(base) : 0;
    }

    /** Nothing is held that keeps the key from typing its character. */
    boolean isText() {
        return (mask & ~(Held.SHIFT | Held.LOCKS)) == 0;
    }

    private static int lower(int character) {
        int at = character < 0x80 ? SHIFTED.indexOf(character) : -1;
        return at >= 0 ? UNSHIFTED.charAt(at) : Character.toLowerCase(character);
    }

    private static int upper(int base) {
        int at = base < 0x80 ? UNSHIFTED.indexOf(base) : -1;
        return at >= 0 ? SHIFTED.charAt(at) : Character.toUpperCase(base);
    }

    /**
     * The control character of Ctrl and a character, or -1. X11's rules (XkbToControl: 2 to 8 and / stand for the
     * characters above them), and {@code ?} for DEL (xterm, input.c; kitty keyboard protocol, "Legacy ctrl mapping").
     */
    static int control(int character) {
        if (character >= '@' && character < 0x7F || character == ' ') {
            return character & 0x1F;
        }
        switch (character) {
            case '2':
                return 0;
            case '3', '4', '5', '6', '7':
                return character - '3' + 0x1B;
            case '8', '?':
                return 0x7F;
            case '/':
                return 0x1F;
            default:
                return -1;
        }
    }
}
