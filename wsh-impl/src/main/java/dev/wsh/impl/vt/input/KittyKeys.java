package dev.wsh.impl.vt.input;

import dev.wsh.Key;
import java.util.Set;

/**
 * Keys as the kitty keyboard protocol asks for them, as far as a press of a key says: there are no repeats, no releases
 * and no presses of modifiers alone.
 *
 * <p>Source: https://sw.kovidgoyal.net/kitty/keyboard-protocol/. The wire form is {@code CSI key:shifted ; modifiers ;
 * text u}, with empty fields left out from the right. Stateless; threadsafe.
 */
final class KittyKeys {

    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;
    private static final int META = 32;

    private KittyKeys() {}

    static void named(KeyCode code, Set<Key.Modifier> held, InputModes modes, Bytes out) {
        int flags = modes.kittyFlags();
        int mask = mask(held);
        boolean full =
                (flags & (InputModes.KITTY_DISAMBIGUATE | InputModes.KITTY_EVENT_TYPES | InputModes.KITTY_ALL_KEYS))
                        != 0;
        boolean allKeys = (flags & InputModes.KITTY_ALL_KEYS) != 0;
        switch (code.kind()) {
            case KEYPAD:
                if (keypad(code, held, mask, modes, out)) {
                    return;
                }
                break;
            case CONTROL:
                boolean escape = code.number() == 0x1B;
                boolean disambiguate = (flags & InputModes.KITTY_DISAMBIGUATE) != 0;
                if (mask == 0 && !allKeys && !(escape && disambiguate)
                        || mask != 0 && !full && (mask & ~(SHIFT | ALT | CTRL)) == 0) {
                    XtermKeys.named(code, held, withoutOtherKeys(modes), out);
                    return;
                }
                break;
            default:
                if (!full && mask == 0 && code.kind() != KeyCode.Kind.TILDE) {
                    XtermKeys.named(code, held, modes, out); // SS3 of PF keys and of cursor keys under DECCKM
                    return;
                }
                break;
        }
        csi(code.kitty(), 0, mask, "", code.kittyFinal(), out);
    }

    /** Keys of the keypad have numbers of their own from the first flag on; before, they are the keys they stand for. */
    private static boolean keypad(KeyCode code, Set<Key.Modifier> held, int mask, InputModes modes, Bytes out) {
        int flags = modes.kittyFlags();
        boolean allKeys = (flags & InputModes.KITTY_ALL_KEYS) != 0;
        boolean text = code.number() != '\r' && (mask & ~SHIFT) == 0;
        if (text && allKeys && (flags & InputModes.KITTY_TEXT) != 0) {
            csi(code.kitty(), 0, mask, Integer.toString(code.number()), 'u', out);
            return true;
        }
        if (allKeys || (flags & InputModes.KITTY_DISAMBIGUATE) != 0) {
            return false;
        }
        if (text) {
            out.raw(code.number());
            return true;
        }
        // "All keypad keys are reported as their equivalent non-keypad keys" without the first flag.
        if (code.number() == '\r') {
            named(KeyCode.of("Enter").orElseThrow(), held, modes, out);
        } else {
            character(Chord.of(code.number(), held), modes, out);
        }
        return true;
    }

    /** A key that is named by its character. */
    static void character(Chord chord, InputModes modes, Bytes out) {
        int flags = modes.kittyFlags();
        int mask = (chord.shift() ? SHIFT : 0)
                | (chord.alt() ? ALT : 0)
                | (chord.ctrl() ? CTRL : 0)
                | (chord.meta() ? META : 0);
        boolean allKeys = (flags & InputModes.KITTY_ALL_KEYS) != 0;
        if (chord.isText() && !allKeys) {
            out.utf8(chord.typed());
            return;
        }
        boolean disambiguate = allKeys || (flags & InputModes.KITTY_DISAMBIGUATE) != 0;
        if (!disambiguate && hasLegacyForm(chord)) {
            XtermKeys.character(chord, withoutOtherKeys(modes), out);
            return;
        }
        int shifted = (flags & InputModes.KITTY_ALTERNATES) != 0 && chord.shift() && chord.typed() != chord.base()
                ? chord.typed()
                : 0;
        boolean withText = allKeys && (flags & InputModes.KITTY_TEXT) != 0 && chord.isText();
        csi(chord.base(), shifted, mask, withText ? Integer.toString(chord.typed()) : "", 'u', out);
    }

    /** "Legacy text keys": a letter, digit or symbol with Shift, Alt, Ctrl, Shift and Alt, or Ctrl and Alt. */
    private static boolean hasLegacyForm(Chord chord) {
        return !chord.meta() && chord.base() >= 0x20 && chord.base() < 0x7F && !(chord.ctrl() && chord.shift());
    }

    private static void csi(int key, int shifted, int mask, String text, char last, Bytes out) {
        out.csi();
        boolean fields = mask != 0 || !text.isEmpty();
        if (key != 1 || fields) {
            out.ascii(Integer.toString(key));
        }
        if (shifted != 0) {
            out.ascii(":" + shifted);
        }
        if (fields) {
            out.raw(';');
            if (mask != 0) {
                out.ascii(Integer.toString(mask + 1));
            }
        }
        if (!text.isEmpty()) {
            out.ascii(";" + text);
        }
        out.raw(last);
    }

    private static InputModes withoutOtherKeys(InputModes m) {
        return new InputModes(
                m.applicationCursor(),
                m.applicationKeypad(),
                m.bracketedPaste(),
                m.mouseProtocol(),
                m.mouseEncoding(),
                m.focusEvents(),
                /* modifyOtherKeys= */ 0,
                m.kittyFlags(),
                m.newLine(),
                m.backarrowSendsBackspace(),
                m.vt52(),
                m.alternateScroll(),
                m.alternateScreen(),
                m.eightBitControls(),
                m.rows(),
                m.cols());
    }

    private static int mask(Set<Key.Modifier> held) {
        return (held.contains(Key.Modifier.SHIFT) ? SHIFT : 0)
                | (held.contains(Key.Modifier.ALT) ? ALT : 0)
                | (held.contains(Key.Modifier.CTRL) ? CTRL : 0)
                | (held.contains(Key.Modifier.META) ? META : 0);
    }
}
