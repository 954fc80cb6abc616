package dev.wsh.impl.vt.input;

import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mouse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * Input to the bytes that a program on this terminal expects, by the modes in force.
 *
 * <p>Keys go out as kitty's keyboard protocol says while a program has any of its flags set, else as xterm sends them.
 * Stateless; threadsafe.
 */
public final class InputEncoder {

    private InputEncoder() {}

    /**
     * Encodes one piece of input.
     *
     * @throws dev.wsh.InputRejectedException if it is a mouse action that the program has not asked for, or that lies
     *     outside the screen
     */
    public static byte[] encode(Input input, InputModes modes) {
        Bytes out = new Bytes(modes);
        if (input instanceof Input.Text text) {
            type(text.text(), modes, out);
        } else if (input instanceof Key key) {
            press(key, modes, out);
        } else if (input instanceof Input.Paste paste) {
            PasteEncoder.encode(paste, modes, out);
        } else if (input instanceof Mouse mouse) {
            MouseEncoder.encode(mouse, modes, out);
        } else if (input instanceof Input.Bytes bytes) {
            ByteBuffer raw = bytes.raw().duplicate();
            byte[] copy = new byte[raw.remaining()];
            raw.get(copy);
            return copy;
        }
        return out.take();
    }

    /** What the terminal sends when it gains or loses the focus; nothing if the program has not asked (mode 1004). */
    public static byte[] focus(boolean gained, InputModes modes) {
        if (!modes.focusEvents()) {
            return new byte[0];
        }
        return new Bytes(modes).csi().raw(gained ? 'I' : 'O').take();
    }

    private static void type(String text, InputModes modes, Bytes out) {
        if (!isKitty(modes) && !modes.newLine() && text.indexOf('\n') < 0) {
            out.utf8(text); // what keys type is what they send
            return;
        }
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (character == '\r' && i < text.length() && text.charAt(i) == '\n') {
                continue; // CR LF is one Enter
            }
            typed(character, modes, out);
        }
    }

    /** A character, as its key sends it. */
    private static void typed(int character, InputModes modes, Bytes out) {
        switch (character) {
            case '\r', '\n':
                press(Key.ENTER, modes, out);
                break;
            case '\t':
                press(Key.TAB, modes, out);
                break;
            case 0x1B:
                press(Key.ESC, modes, out);
                break;
            default:
                if (character >= 0x20 && character != 0x7F && isKitty(modes)) {
                    KittyKeys.character(Chord.of(character, Set.of()), modes, out);
                } else {
                    out.utf8(character); // other control characters: no key types them
                }
                break;
        }
    }

    private static void press(Key key, InputModes modes, Bytes out) {
        boolean kitty = isKitty(modes);
        Optional<KeyCode> code = KeyCode.of(key.name());
        if (code.isPresent()) {
            if (kitty) {
                KittyKeys.named(code.get(), key.modifiers(), modes, out);
            } else {
                XtermKeys.named(code.get(), key.modifiers(), modes, out);
            }
            return;
        }
        int character = key.name().equals(Key.SPACE.name()) ? ' ' : key.name().codePointAt(0);
        Chord chord = Chord.of(character, key.modifiers());
        if (kitty) {
            KittyKeys.character(chord, modes, out);
        } else {
            XtermKeys.character(asTyped(chord, character, key), modes, out);
        }
    }

    private static boolean isKitty(InputModes modes) {
        return modes.kittyFlags() != 0 && !modes.vt52();
    }

    /** xterm speaks of what is typed: a capital without Shift may come from Caps Lock and is reported as nothing else. */
    private static Chord asTyped(Chord chord, int character, Key key) {
        boolean held = key.modifiers().contains(Key.Modifier.SHIFT);
        return chord.shift() == held
                ? chord
                : new Chord(chord.base(), character, held, chord.alt(), chord.ctrl(), chord.meta());
    }
}
