package dev.wsh.impl.vt.input;

import dev.wsh.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the protocols know of a named key.
 *
 * <p>{@code kind} chooses the form: a cursor key ({@code CSI 1 ; m final}, SS3 under DECCKM), a PF key (always SS3 when
 * it has no modifier), an editing or function key ({@code CSI number ; m ~}), a key of the keypad ({@code SS3 final}
 * under DECKPAM, else its character), or one of the keys with a control character of its own. Keys of the keypad without Num Lock are, to xterm, those they
 * stand for; modifiers and locks alone, and what has a number in kitty's protocol only, are nothing to it.
 *
 * @param kind the form of its sequence
 * @param number of a {@code ~} sequence, the character (keypad, control), or the bit of a modifier alone
 * @param finalByte of a CSI or SS3 sequence
 * @param kitty its number in the kitty keyboard protocol's table of functional keys
 * @param kittyFinal {@code u}, {@code ~} or a letter
 */
record KeyCode(Kind kind, int number, char finalByte, int kitty, char kittyFinal) {

    enum Kind {
        CURSOR,
        PF,
        TILDE,
        KEYPAD,
        KEYPAD_MOTION,
        CONTROL,
        FUNCTION,
        ALONE
    }

    private static final Map<String, KeyCode> BY_NAME = new HashMap<>();

    /** VT220 numbers of F1 to F20; from F21 on xterm counts up from 42 (xterm, input.c, decfuncvalue). */
    private static final int[] FUNCTION_NUMBERS = {
        11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34, 42, 43, 44, 45
    };

    static {
        // xterm ctlseqs, "PC-Style Function Keys"; kitty keyboard protocol, "Functional key definitions".
        cursor("Up", 'A');
        cursor("Down", 'B');
        cursor("Right", 'C');
        cursor("Left", 'D');
        cursor("Home", 'H');
        cursor("End", 'F');
        tilde("Insert", 2);
        tilde("Delete", 3);
        tilde("PageUp", 5);
        tilde("PageDown", 6);
        // xterm ctlseqs, "VT220-Style Function Keys": F1 to F4 as PF1 to PF4.
        put("F1", new KeyCode(Kind.PF, 11, 'P', 1, 'P'));
        put("F2", new KeyCode(Kind.PF, 12, 'Q', 1, 'Q'));
        put("F3", new KeyCode(Kind.PF, 13, 'R', 13, '~')); // CSI R is a cursor position report
        put("F4", new KeyCode(Kind.PF, 14, 'S', 1, 'S'));
        for (int i = 25; i <= 35; i++) {
            function("F" + i, 57363 + i);
        }
        for (int i = 5; i <= 24; i++) {
            int number = FUNCTION_NUMBERS[i - 1];
            put("F" + i, new KeyCode(Kind.TILDE, number, '~', i <= 12 ? number : 57363 + i, i <= 12 ? '~' : 'u'));
        }
        // xterm ctlseqs, "VT220-Style Function Keys", the keypad; kitty 57399 to 57416.
        for (int i = 0; i <= 9; i++) {
            put("KP_" + i, new KeyCode(Kind.KEYPAD, '0' + i, (char) ('p' + i), 57399 + i, 'u'));
        }
        keypad("KP_Decimal", '.', 'n', 57409);
        keypad("KP_Divide", '/', 'o', 57410);
        keypad("KP_Multiply", '*', 'j', 57411);
        keypad("KP_Subtract", '-', 'm', 57412);
        keypad("KP_Add", '+', 'k', 57413);
        keypad("KP_Enter", '\r', 'M', 57414);
        keypad("KP_Equal", '=', 'X', 57415);
        keypad("KP_Separator", ',', 'l', 57416);
        cursor("KP_Begin", 'E');
        motions();
        functions();
        // kitty keyboard protocol, "C0 controls".
        control("Enter", '\r');
        control("Tab", '\t');
        control("Escape", 0x1B);
        control("Backspace", 0x7F);
    }

    /** The code of a named key; empty for a key that is named by its character. */
    static Optional<KeyCode> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The code of the key for which a key of the keypad without Num Lock stands. */
    KeyCode standsFor(Key key) {
        return of(key.name().substring("KP_".length())).orElseThrow();
    }

    /** The keypad without Num Lock: kitty 57417 to 57426; xterm takes them for the keys they stand for. */
    private static void motions() {
        String[] names = {"Left", "Right", "Up", "Down", "PageUp", "PageDown", "Home", "End", "Insert", "Delete"};
        for (int i = 0; i < names.length; i++) {
            put("KP_" + names[i], new KeyCode(Kind.KEYPAD_MOTION, 0, 'u', 57417 + i, 'u'));
        }
    }

    /** What has a number in kitty's table only; Menu alone has one of the VT220 too (xterm, input.c). */
    private static void functions() {
        put("Menu", new KeyCode(Kind.TILDE, 29, '~', 57363, 'u'));
        function("PrintScreen", 57361);
        function("Pause", 57362);
        String[] media = {
            "MediaPlay",
            "MediaPause",
            "MediaPlayPause",
            "MediaReverse",
            "MediaStop",
            "MediaFastForward",
            "MediaRewind",
            "MediaNext",
            "MediaPrevious",
            "MediaRecord",
            "VolumeDown",
            "VolumeUp",
            "Mute"
        };
        for (int i = 0; i < media.length; i++) {
            function(media[i], 57428 + i);
        }
        alone("CapsLock", 57358, Held.CAPS_LOCK);
        alone("ScrollLock", 57359, 0);
        alone("NumLock", 57360, Held.NUM_LOCK);
        String[] sides = {"Left", "Right"};
        String[] modifiers = {"Shift", "Ctrl", "Alt", "Super", "Hyper", "Meta"};
        int[] bits = {Held.SHIFT, Held.CTRL, Held.ALT, Held.SUPER, Held.HYPER, Held.META};
        for (int side = 0; side < sides.length; side++) {
            for (int i = 0; i < modifiers.length; i++) {
                alone(sides[side] + modifiers[i], 57441 + side * modifiers.length + i, bits[i]);
            }
        }
        alone("Level3Shift", 57453, 0);
        alone("Level5Shift", 57454, 0);
    }

    private static void function(String name, int kitty) {
        put(name, new KeyCode(Kind.FUNCTION, 0, 'u', kitty, 'u'));
    }

    /** A modifier or a lock, which is in force itself once it is down. */
    private static void alone(String name, int kitty, int bit) {
        put(name, new KeyCode(Kind.ALONE, bit, 'u', kitty, 'u'));
    }

    private static void cursor(String name, char finalByte) {
        put(name, new KeyCode(Kind.CURSOR, 1, finalByte, 1, finalByte));
    }

    private static void tilde(String name, int number) {
        put(name, new KeyCode(Kind.TILDE, number, '~', number, '~'));
    }

    private static void keypad(String name, int character, char finalByte, int kitty) {
        put(name, new KeyCode(Kind.KEYPAD, character, finalByte, kitty, 'u'));
    }

    private static void control(String name, int character) {
        put(name, new KeyCode(Kind.CONTROL, character, 'u', character, 'u'));
    }

    private static void put(String name, KeyCode code) {
        if (BY_NAME.put(name, code) != null) {
            throw new IllegalStateException("two codes for the key " + name);
        }
    }
}
