package dev.wsh;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A key with the modifiers held down: {@code Key.ENTER}, {@code Key.ctrl('c')}, {@code Key.UP.shift()},
 * {@code Key.parse("Ctrl+Shift+Left")}.
 *
 * <p>What xterm sends nothing for can be sent to programs only that have asked for kitty's keyboard protocol: releases,
 * Super and Hyper, modifiers and locks alone, and the keys for pause, printing and media. Without it sending them is an
 * {@link InputRejectedException}.
 *
 * @param name the name of a named key, such as {@code Enter}, or the one character that the key types
 * @param modifiers keys held down, and locks that are on
 * @param event what happens to the key
 */
public record Key(String name, Set<Modifier> modifiers, Event event) implements Input {

    /** A key that is held down while another is pressed, or a lock that is on. */
    public enum Modifier {
        /** Shift. */
        SHIFT,
        /** Alt, or Option. */
        ALT,
        /** Ctrl. */
        CTRL,
        /** Meta. */
        META,
        /** Super: the Windows key, or Command. */
        SUPER,
        /** Hyper. */
        HYPER,
        /** Caps Lock is on, so that letters are capitals. */
        CAPS_LOCK,
        /** Num Lock is on. */
        NUM_LOCK
    }

    /** What can happen to a key. */
    public enum Event {
        /** It goes down. */
        PRESS,
        /** It is held down, and the keyboard repeats it; a press, for programs that can't tell them apart. */
        REPEAT,
        /** It goes up. */
        RELEASE
    }

    /** Enter, or Return. */
    public static final Key ENTER = new Key("Enter");

    /** Tab. */
    public static final Key TAB = new Key("Tab");

    /** Backspace. */
    public static final Key BACKSPACE = new Key("Backspace");

    /** Escape. */
    public static final Key ESC = new Key("Escape");

    /** The space bar. */
    public static final Key SPACE = new Key("Space");

    /** Arrow up. */
    public static final Key UP = new Key("Up");

    /** Arrow down. */
    public static final Key DOWN = new Key("Down");

    /** Arrow left. */
    public static final Key LEFT = new Key("Left");

    /** Arrow right. */
    public static final Key RIGHT = new Key("Right");

    /** Home. */
    public static final Key HOME = new Key("Home");

    /** End. */
    public static final Key END = new Key("End");

    /** Page up. */
    public static final Key PAGE_UP = new Key("PageUp");

    /** Page down. */
    public static final Key PAGE_DOWN = new Key("PageDown");

    /** Insert. */
    public static final Key INSERT = new Key("Insert");

    /** Delete, forward. */
    public static final Key DELETE = new Key("Delete");

    /** Function key 1. */
    public static final Key F1 = new Key("F1");

    /** Function key 2. */
    public static final Key F2 = new Key("F2");

    /** Function key 3. */
    public static final Key F3 = new Key("F3");

    /** Function key 4. */
    public static final Key F4 = new Key("F4");

    /** Function key 5. */
    public static final Key F5 = new Key("F5");

    /** Function key 6. */
    public static final Key F6 = new Key("F6");

    /** Function key 7. */
    public static final Key F7 = new Key("F7");

    /** Function key 8. */
    public static final Key F8 = new Key("F8");

    /** Function key 9. */
    public static final Key F9 = new Key("F9");

    /** Function key 10. */
    public static final Key F10 = new Key("F10");

    /** Function key 11. */
    public static final Key F11 = new Key("F11");

    /** Function key 12. */
    public static final Key F12 = new Key("F12");

    /** Function key 13. */
    public static final Key F13 = new Key("F13");

    /** Function key 14. */
    public static final Key F14 = new Key("F14");

    /** Function key 15. */
    public static final Key F15 = new Key("F15");

    /** Function key 16. */
    public static final Key F16 = new Key("F16");

    /** Function key 17. */
    public static final Key F17 = new Key("F17");

    /** Function key 18. */
    public static final Key F18 = new Key("F18");

    /** Function key 19. */
    public static final Key F19 = new Key("F19");

    /** Function key 20. */
    public static final Key F20 = new Key("F20");

    /** Function key 21. */
    public static final Key F21 = new Key("F21");

    /** Function key 22. */
    public static final Key F22 = new Key("F22");

    /** Function key 23. */
    public static final Key F23 = new Key("F23");

    /** Function key 24. */
    public static final Key F24 = new Key("F24");

    /** Function key 25. */
    public static final Key F25 = new Key("F25");

    /** Function key 26. */
    public static final Key F26 = new Key("F26");

    /** Function key 27. */
    public static final Key F27 = new Key("F27");

    /** Function key 28. */
    public static final Key F28 = new Key("F28");

    /** Function key 29. */
    public static final Key F29 = new Key("F29");

    /** Function key 30. */
    public static final Key F30 = new Key("F30");

    /** Function key 31. */
    public static final Key F31 = new Key("F31");

    /** Function key 32. */
    public static final Key F32 = new Key("F32");

    /** Function key 33. */
    public static final Key F33 = new Key("F33");

    /** Function key 34. */
    public static final Key F34 = new Key("F34");

    /** Function key 35. */
    public static final Key F35 = new Key("F35");

    /** Keypad 0. */
    public static final Key KP_0 = new Key("KP_0");

    /** Keypad 1. */
    public static final Key KP_1 = new Key("KP_1");

    /** Keypad 2. */
    public static final Key KP_2 = new Key("KP_2");

    /** Keypad 3. */
    public static final Key KP_3 = new Key("KP_3");

    /** Keypad 4. */
    public static final Key KP_4 = new Key("KP_4");

    /** Keypad 5. */
    public static final Key KP_5 = new Key("KP_5");

    /** Keypad 6. */
    public static final Key KP_6 = new Key("KP_6");

    /** Keypad 7. */
    public static final Key KP_7 = new Key("KP_7");

    /** Keypad 8. */
    public static final Key KP_8 = new Key("KP_8");

    /** Keypad 9. */
    public static final Key KP_9 = new Key("KP_9");

    /** Keypad Enter. */
    public static final Key KP_ENTER = new Key("KP_Enter");

    /** Keypad plus. */
    public static final Key KP_PLUS = new Key("KP_Add");

    /** Keypad minus. */
    public static final Key KP_MINUS = new Key("KP_Subtract");

    /** Keypad asterisk. */
    public static final Key KP_MULTIPLY = new Key("KP_Multiply");

    /** Keypad slash. */
    public static final Key KP_DIVIDE = new Key("KP_Divide");

    /** Keypad decimal point. */
    public static final Key KP_DECIMAL = new Key("KP_Decimal");

    /** Keypad equals sign. */
    public static final Key KP_EQUAL = new Key("KP_Equal");

    /** Keypad comma. */
    public static final Key KP_SEPARATOR = new Key("KP_Separator");

    /** Keypad arrow up, without Num Lock. */
    public static final Key KP_UP = new Key("KP_Up");

    /** Keypad arrow down. */
    public static final Key KP_DOWN = new Key("KP_Down");

    /** Keypad arrow left. */
    public static final Key KP_LEFT = new Key("KP_Left");

    /** Keypad arrow right. */
    public static final Key KP_RIGHT = new Key("KP_Right");

    /** Keypad Home. */
    public static final Key KP_HOME = new Key("KP_Home");

    /** Keypad End. */
    public static final Key KP_END = new Key("KP_End");

    /** Keypad page up. */
    public static final Key KP_PAGE_UP = new Key("KP_PageUp");

    /** Keypad page down. */
    public static final Key KP_PAGE_DOWN = new Key("KP_PageDown");

    /** Keypad Insert. */
    public static final Key KP_INSERT = new Key("KP_Insert");

    /** Keypad Delete. */
    public static final Key KP_DELETE = new Key("KP_Delete");

    /** Keypad 5 without Num Lock. */
    public static final Key KP_BEGIN = new Key("KP_Begin");

    /** The key for the context menu. */
    public static final Key MENU = new Key("Menu");

    /** Pause. */
    public static final Key PAUSE = new Key("Pause");

    /** Print screen. */
    public static final Key PRINT_SCREEN = new Key("PrintScreen");

    /** Caps Lock itself. */
    public static final Key CAPS_LOCK = new Key("CapsLock");

    /** Num Lock itself. */
    public static final Key NUM_LOCK = new Key("NumLock");

    /** Scroll Lock. */
    public static final Key SCROLL_LOCK = new Key("ScrollLock");

    /** The left Shift alone. */
    public static final Key LEFT_SHIFT = new Key("LeftShift");

    /** The left Ctrl alone. */
    public static final Key LEFT_CTRL = new Key("LeftCtrl");

    /** The left Alt alone. */
    public static final Key LEFT_ALT = new Key("LeftAlt");

    /** The left Super alone. */
    public static final Key LEFT_SUPER = new Key("LeftSuper");

    /** The left Hyper alone. */
    public static final Key LEFT_HYPER = new Key("LeftHyper");

    /** The left Meta alone. */
    public static final Key LEFT_META = new Key("LeftMeta");

    /** The right Shift alone. */
    public static final Key RIGHT_SHIFT = new Key("RightShift");

    /** The right Ctrl alone. */
    public static final Key RIGHT_CTRL = new Key("RightCtrl");

    /** The right Alt alone. */
    public static final Key RIGHT_ALT = new Key("RightAlt");

    /** The right Super alone. */
    public static final Key RIGHT_SUPER = new Key("RightSuper");

    /** The right Hyper alone. */
    public static final Key RIGHT_HYPER = new Key("RightHyper");

    /** The right Meta alone. */
    public static final Key RIGHT_META = new Key("RightMeta");

    /** AltGr alone. */
    public static final Key LEVEL3_SHIFT = new Key("Level3Shift");

    /** The shift to the fifth level of a keyboard, alone. */
    public static final Key LEVEL5_SHIFT = new Key("Level5Shift");

    /** Play. */
    public static final Key MEDIA_PLAY = new Key("MediaPlay");

    /** Pause the media. */
    public static final Key MEDIA_PAUSE = new Key("MediaPause");

    /** Play or pause. */
    public static final Key MEDIA_PLAY_PAUSE = new Key("MediaPlayPause");

    /** Play backwards. */
    public static final Key MEDIA_REVERSE = new Key("MediaReverse");

    /** Stop. */
    public static final Key MEDIA_STOP = new Key("MediaStop");

    /** Fast forward. */
    public static final Key MEDIA_FAST_FORWARD = new Key("MediaFastForward");

    /** Rewind. */
    public static final Key MEDIA_REWIND = new Key("MediaRewind");

    /** The next track. */
    public static final Key MEDIA_NEXT = new Key("MediaNext");

    /** The previous track. */
    public static final Key MEDIA_PREVIOUS = new Key("MediaPrevious");

    /** Record. */
    public static final Key MEDIA_RECORD = new Key("MediaRecord");

    /** Less volume. */
    public static final Key VOLUME_DOWN = new Key("VolumeDown");

    /** More volume. */
    public static final Key VOLUME_UP = new Key("VolumeUp");

    /** Mute. */
    public static final Key MUTE = new Key("Mute");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is neither the name of a key nor one character
     */
    public Key {
        Objects.requireNonNull(modifiers, "modifiers");
        Objects.requireNonNull(name, "name");
        modifiers = Set.copyOf(modifiers);
        Objects.requireNonNull(event, "event");
        if (!isCharacter(name) && !KeyNames.isName(name)) {
            throw new IllegalArgumentException(KeyNames.unknown(name, name));
        }
    }

    /**
     * Creates the press of a key.
     *
     * @param name the name of a named key, such as {@code Enter}, or the one character that the key types
     * @param modifiers keys held down, and locks that are on
     * @throws IllegalArgumentException if it is neither the name of a key nor one character
     */
    public Key(String name, Set<Modifier> modifiers) {
        this(name, modifiers, Event.PRESS);
    }

    private Key(String name) {
        this(name, Set.of());
    }

    private static boolean isCharacter(String name) {
        return name.codePointCount(0, name.length()) == 1;
    }

    /**
     * Returns the key that types a character.
     *
     * @param character one code point
     * @return the key
     * @throws IllegalArgumentException if it is not exactly one code point
     */
    public static Key of(String character) {
        if (!isCharacter(Objects.requireNonNull(character, "character"))) {
            throw new IllegalArgumentException("\"" + character + "\" is not one character; Input.text is for text, and"
                    + " Key.parse for the names of keys");
        }
        return new Key(character);
    }

    /**
     * Returns a key with Ctrl held down.
     *
     * @param c the character of the key, of ASCII
     * @return the key
     * @throws IllegalArgumentException if the character is beyond ASCII, where Ctrl has no control characters
     */
    public static Key ctrl(char c) {
        if (c >= 0x7F || c < ' ') {
            throw new IllegalArgumentException("there is no control character for Ctrl and " + KeyNames.quoted(c)
                    + "; Ctrl goes with letters and signs of ASCII. Programs that use kitty's keyboard protocol take"
                    + " Key.of(\"…\").ctrl()");
        }
        return of(String.valueOf(c)).ctrl();
    }

    /**
     * Returns a key with Alt held down.
     *
     * @param c the character of the key
     * @return the key
     */
    public static Key alt(char c) {
        return of(String.valueOf(c)).alt();
    }

    /**
     * Reads a key as people write it: modifiers, then the key, joined by {@code +}. Case does not matter for names.
     * {@code C-x}, {@code M-x} and {@code ^X} are understood too.
     *
     * @param chord for instance {@code Ctrl+Shift+Left}, {@code Alt+F4}, {@code Ctrl++}
     * @return the key
     * @throws IllegalArgumentException if it is not understood; the message says what comes nearest
     */
    public static Key parse(String chord) {
        List<Modifier> held = new ArrayList<>();
        String rest = Objects.requireNonNull(chord, "chord");
        if (rest.length() == 2 && rest.charAt(0) == '^') {
            return ctrl(Character.toLowerCase(rest.charAt(1)));
        }
        for (int cut = separator(rest); cut > 0; cut = separator(rest)) {
            held.add(KeyNames.modifier(rest.substring(0, cut), chord));
            rest = rest.substring(cut + 1);
        }
        String name = KeyNames.nameOf(rest);
        if (!isCharacter(name) && !KeyNames.isName(name)) {
            throw new IllegalArgumentException(KeyNames.unknown(rest, chord));
        }
        return new Key(name, held.isEmpty() ? Set.of() : EnumSet.copyOf(held));
    }

    private static int separator(String rest) {
        for (int i = 1; i < rest.length() - 1; i++) {
            if (rest.charAt(i) == '+' || rest.charAt(i) == '-') {
                return i;
            }
        }
        return -1;
    }

    /** {@return this key with Shift held down too} */
    public Key shift() {
        return with(Modifier.SHIFT);
    }

    /** {@return this key with Alt held down too} */
    public Key alt() {
        return with(Modifier.ALT);
    }

    /** {@return this key with Ctrl held down too} */
    public Key ctrl() {
        return with(Modifier.CTRL);
    }

    /** {@return this key with Meta held down too} */
    public Key meta() {
        return with(Modifier.META);
    }

    /**
     * Returns this key with another one held down, or a lock on, too.
     *
     * @param modifier which
     * @return a new key
     */
    public Key with(Modifier modifier) {
        EnumSet<Modifier> all = EnumSet.of(Objects.requireNonNull(modifier, "modifier"));
        all.addAll(modifiers);
        return new Key(name, all, event);
    }

    /** {@return the release of this key} */
    public Key released() {
        return new Key(name, modifiers, Event.RELEASE);
    }

    /** {@return a repetition of this key, as while it is held down} */
    public Key repeated() {
        return new Key(name, modifiers, Event.REPEAT);
    }

    /** {@return the key as {@link #parse} reads it, such as {@code Ctrl+Shift+Left}, and what happens if it is no press} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Modifier modifier : KeyNames.ORDER) {
            if (modifiers.contains(modifier)) {
                out.append(KeyNames.nameOf(modifier)).append('+');
            }
        }
        out.append(name);
        return event == Event.PRESS
                ? out.toString()
                : out.append(' ').append(event.name().toLowerCase(Locale.ROOT)).toString();
    }
}
