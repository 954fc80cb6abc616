package dev.wsh.impl.vt.input;

import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Key.Event;

/**
 * Keys as the kitty keyboard protocol asks for them.
 *
 * <p>Source: https://sw.kovidgoyal.net/kitty/keyboard-protocol/. The wire form is {@code CSI key:shifted ;
 * modifiers:event ; text u}, with empty fields left out from the right. What a program did not ask for, and no terminal
 * would send, is refused. Stateless; threadsafe.
 */
final class KittyKeys {

    private KittyKeys() {}

    static void named(KeyCode code, Key key, InputModes modes, Bytes out) {
        int flags = modes.kittyFlags();
        int mask = Held.mask(key.modifiers());
        boolean allKeys = (flags & InputModes.KITTY_ALL_KEYS) != 0;
        boolean full = allKeys || (flags & (InputModes.KITTY_DISAMBIGUATE | InputModes.KITTY_EVENT_TYPES)) != 0;
        Event event = event(key, modes);
        switch (code.kind()) {
            case ALONE:
                alone(code, key, mask, event, modes, out);
                return;
            case KEYPAD, KEYPAD_MOTION:
                keypad(code, key, mask, modes, out);
                return;
            case CONTROL:
                if (control(code, key, mask, event, modes, out)) {
                    return;
                }
                break;
            case FUNCTION:
                break;
            default:
                if (!full && (mask & ~Held.LOCKS) == 0 && code.kind() != KeyCode.Kind.TILDE) {
                    XtermKeys.named(code, mask, modes, out); // SS3 of PF keys and of cursor keys under DECCKM
                    return;
                }
                break;
        }
        csi(code.kitty(), 0, mask, event, "", code.kittyFinal(), out);
    }

    /**
     * What happened, as the program wants to know it: without event types a repetition is a press.
     *
     * @throws InputRejectedException if it is a release, and the program has not asked for releases
     */
    private static Event event(Key key, InputModes modes) {
        if ((modes.kittyFlags() & InputModes.KITTY_EVENT_TYPES) != 0) {
            return key.event();
        }
        if (key.event() == Event.RELEASE) {
            throw new InputRejectedException("the program has not asked for releases of keys (kitty's flag 2): " + key);
        }
        return Event.PRESS;
    }

    /** Modifiers and locks alone, with their own bit from their press on (kitty, "Modifiers"). */
    private static void alone(KeyCode code, Key key, int mask, Event event, InputModes modes, Bytes out) {
        requireAllKeys(key, modes);
        csi(code.kitty(), 0, event == Event.RELEASE ? mask : mask | code.number(), event, "", 'u', out);
    }

    private static void requireAllKeys(Key key, InputModes modes) {
        if ((modes.kittyFlags() & InputModes.KITTY_ALL_KEYS) == 0) {
            throw new InputRejectedException("the program has not asked for this of all keys (kitty's flag 8): " + key);
        }
    }

    /**
     * Enter, Tab, Backspace and Escape: as ever, until the program asks for more; returns false if it has. "Enter, Tab and
     * Backspace will not have release events unless" all keys are reported.
     */
    private static boolean control(KeyCode code, Key key, int mask, Event event, InputModes modes, Bytes out) {
        int flags = modes.kittyFlags();
        boolean escape = code.number() == 0x1B;
        int held = mask & ~Held.LOCKS;
        if (event == Event.RELEASE) {
            if (!escape) {
                requireAllKeys(key, modes);
            }
            return false;
        }
        boolean disambiguate = (flags & InputModes.KITTY_DISAMBIGUATE) != 0;
        boolean allKeys = (flags & InputModes.KITTY_ALL_KEYS) != 0;
        boolean full = allKeys || disambiguate || (flags & InputModes.KITTY_EVENT_TYPES) != 0;
        boolean plain = held == 0 && !allKeys && !(escape && disambiguate);
        if (plain || held != 0 && !full && (held & ~(Held.SHIFT | Held.ALT | Held.CTRL)) == 0) {
            XtermKeys.named(code, held, withoutOtherKeys(modes), out);
            return true;
        }
        return false;
    }

    /** Keys of the keypad have numbers of their own from the first flag on; before, they are the keys they stand for. */
    private static void keypad(KeyCode code, Key key, int mask, InputModes modes, Bytes out) {
        int flags = modes.kittyFlags();
        boolean allKeys = (flags & InputModes.KITTY_ALL_KEYS) != 0;
        boolean motion = code.kind() == KeyCode.Kind.KEYPAD_MOTION;
        Event event = event(key, modes);
        boolean text = !motion && code.number() != '\r' && (mask & ~(Held.SHIFT | Held.LOCKS)) == 0;
        if (allKeys || (flags & InputModes.KITTY_DISAMBIGUATE) != 0) {
            boolean withText = text && allKeys && (flags & InputModes.KITTY_TEXT) != 0 && event != Event.RELEASE;
            csi(code.kitty(), 0, mask, event, withText ? Integer.toString(code.number()) : "", 'u', out);
        } else if (motion) {
            named(code.standsFor(key), key, modes, out);
        } else if (text) {
            if (event == Event.RELEASE) {
                requireAllKeys(key, modes);
            }
            out.raw(code.number());
        } else if (code.number() == '\r') {
            named(KeyCode.of("Enter").orElseThrow(), key, modes, out);
        } else {
            character(Chord.of(code.number(), key.modifiers()), key, modes, out);
        }
    }

    /** A key that is named by its character. */
    static void character(Chord chord, Key key, InputModes modes, Bytes out) {
        int flags = modes.kittyFlags();
        boolean allKeys = (flags & InputModes.KITTY_ALL_KEYS) != 0;
        Event event = event(key, modes);
        if (chord.isText() && !allKeys) {
            if (event == Event.RELEASE) {
                requireAllKeys(key, modes);
            }
            out.utf8(chord.typed());
            return;
        }
        boolean disambiguate = allKeys || (flags & InputModes.KITTY_DISAMBIGUATE) != 0;
        if (!disambiguate && hasLegacyForm(chord) && event != Event.RELEASE) {
            XtermKeys.character(chord, withoutOtherKeys(modes), out);
            return;
        }
        int shifted = (flags & InputModes.KITTY_ALTERNATES) != 0 ? chord.shifted() : 0;
        boolean withText = allKeys && (flags & InputModes.KITTY_TEXT) != 0 && chord.isText() && event != Event.RELEASE;
        String text = withText ? Integer.toString(chord.typed()) : "";
        csi(chord.base(), shifted, chord.mask(), event, text, 'u', out);
    }

    /** "Legacy text keys": a letter, digit or symbol with Shift, Alt, Ctrl, Shift and Alt, or Ctrl and Alt. */
    private static boolean hasLegacyForm(Chord chord) {
        boolean beyond = (chord.mask() & (Held.META | Held.SUPER | Held.HYPER)) != 0;
        return !beyond && chord.base() >= 0x20 && chord.base() < 0x7F && !(chord.ctrl() && chord.shift());
    }

    private static void csi(int key, int shifted, int mask, Event event, String text, char last, Bytes out) {
        out.csi();
        boolean told = event != Event.PRESS;
        boolean fields = mask != 0 || told || !text.isEmpty();
        if (key != 1 || fields) {
            out.ascii(Integer.toString(key));
        }
        if (shifted != 0) {
            out.ascii(":" + shifted);
        }
        if (fields) {
            out.raw(';');
            if (mask != 0 || told) {
                out.ascii(Integer.toString(mask + 1));
            }
            if (told) {
                out.ascii(event == Event.REPEAT ? ":2" : ":3");
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
}
