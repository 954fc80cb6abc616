package dev.wsh.impl.vt.input;

import dev.wsh.Input;
import dev.wsh.InputRejectedException;
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
     * Encodes one piece of input; a pause is nothing.
     *
     * @throws InputRejectedException if it is a mouse action, a change of the focus or a key that the program has not asked
     *     for, or lies outside the screen
     */
    public static byte[] encode(Input input, InputModes modes) {
        Bytes out = new Bytes(modes);
        if (input instanceof Input.Text text) {
            type(text.text(), modes, out);
        } else if (input instanceof Input.Secret secret) {
            type(secret.text(), modes, out);
        } else if (input instanceof Key key) {
            press(key, modes, out);
        } else if (input instanceof Input.Paste paste) {
            PasteEncoder.encode(paste, modes, out);
        } else if (input instanceof Mouse mouse) {
            MouseEncoder.encode(mouse, modes, out);
        } else if (input instanceof Input.Focus focus) {
            focus(focus.gained(), modes, out);
        } else if (input instanceof Input.Sequence sequence) {
            sequence.inputs().forEach(each -> out.raw(encode(each, modes)));
        } else if (input instanceof Input.Bytes bytes) {
            ByteBuffer raw = bytes.raw().duplicate();
            byte[] copy = new byte[raw.remaining()];
            raw.get(copy);
            return copy;
        }
        return out.take();
    }

    private static void focus(boolean gained, InputModes modes, Bytes out) {
        if (!modes.focusEvents()) {
            throw new InputRejectedException("the program has not asked to be told of the focus (mode 1004): "
                    + (gained ? "focus in" : "focus out"));
        }
        out.csi().raw(gained ? 'I' : 'O');
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
                    KittyKeys.character(
                            Chord.of(character, Set.of()), Key.of(Character.toString(character)), modes, out);
                } else {
                    out.utf8(character); // other control characters: no key types them
                }
                break;
        }
    }

    private static void press(Key key, InputModes modes, Bytes out) {
        boolean kitty = isKitty(modes);
        Optional<KeyCode> code = KeyCode.of(key.name());
        if (!kitty) {
            requireXterm(key, code);
        }
        if (code.isPresent()) {
            if (kitty) {
                KittyKeys.named(code.get(), key, modes, out);
            } else {
                boolean motion = code.get().kind() == KeyCode.Kind.KEYPAD_MOTION;
                KeyCode sent = motion ? code.get().standsFor(key) : code.get();
                XtermKeys.named(sent, Held.mask(key.modifiers()), modes, out);
            }
            return;
        }
        int character = key.name().equals(Key.SPACE.name()) ? ' ' : key.name().codePointAt(0);
        Chord chord = Chord.of(character, key.modifiers());
        if (kitty) {
            KittyKeys.character(chord, key, modes, out);
        } else {
            XtermKeys.character(asTyped(chord, character, key), modes, out);
        }
    }

    /** Refuses what xterm sends nothing for. */
    private static void requireXterm(Key key, Optional<KeyCode> code) {
        boolean beyond = (Held.mask(key.modifiers()) & (Held.SUPER | Held.HYPER)) != 0;
        boolean unknown = code.map(KeyCode::kind)
                .filter(kind -> kind == KeyCode.Kind.ALONE || kind == KeyCode.Kind.FUNCTION)
                .isPresent();
        if (beyond || unknown || key.event() == Key.Event.RELEASE) {
            throw new InputRejectedException("the program has not asked for kitty's keyboard protocol, without which no"
                    + " terminal sends this key: " + key);
        }
    }

    private static boolean isKitty(InputModes modes) {
        return modes.kittyFlags() != 0 && !modes.vt52();
    }

    /** xterm speaks of what is typed: a capital without Shift may come from Caps Lock and is reported as nothing else. */
    private static Chord asTyped(Chord chord, int character, Key key) {
        boolean held = key.modifiers().contains(Key.Modifier.SHIFT);
        boolean locked = key.modifiers().contains(Key.Modifier.CAPS_LOCK);
        return chord.shift() == held || locked ? chord : new Chord(chord.base(), character, chord.mask() & ~Held.SHIFT);
    }
}
