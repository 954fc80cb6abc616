package dev.wsh;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A key with the modifiers held down: {@code Key.ENTER}, {@code Key.ctrl('c')}, {@code Key.UP.shift()},
 * {@code Key.parse("Ctrl+Shift+Left")}.
 *
 * @param name the name of a named key, such as {@code Enter}, or the one character that the key types
 * @param modifiers keys held down
 */
public record Key(String name, Set<Modifier> modifiers) implements Input {

    /** A key that is held down while another is pressed. */
    public enum Modifier {
        /** Shift. */
        SHIFT,
        /** Alt, or Option. */
        ALT,
        /** Ctrl. */
        CTRL,
        /** Meta. */
        META
    }

    /** Enter, or Return. */
    public static final Key ENTER = new Key("Enter", Set.of());

    /** Tab. */
    public static final Key TAB = new Key("Tab", Set.of());

    /** Backspace. */
    public static final Key BACKSPACE = new Key("Backspace", Set.of());

    /** Escape. */
    public static final Key ESC = new Key("Escape", Set.of());

    /** The space bar. */
    public static final Key SPACE = new Key("Space", Set.of());

    /** Arrow up. */
    public static final Key UP = new Key("Up", Set.of());

    /** Arrow down. */
    public static final Key DOWN = new Key("Down", Set.of());

    /** Arrow left. */
    public static final Key LEFT = new Key("Left", Set.of());

    /** Arrow right. */
    public static final Key RIGHT = new Key("Right", Set.of());

    /** Home. */
    public static final Key HOME = new Key("Home", Set.of());

    /** End. */
    public static final Key END = new Key("End", Set.of());

    /** Page up. */
    public static final Key PAGE_UP = new Key("PageUp", Set.of());

    /** Page down. */
    public static final Key PAGE_DOWN = new Key("PageDown", Set.of());

    /** Insert. */
    public static final Key INSERT = new Key("Insert", Set.of());

    /** Delete, forward. */
    public static final Key DELETE = new Key("Delete", Set.of());

    /** Function key 1. */
    public static final Key F1 = new Key("F1", Set.of());

    /** Function key 2. */
    public static final Key F2 = new Key("F2", Set.of());

    /** Function key 3. */
    public static final Key F3 = new Key("F3", Set.of());

    /** Function key 4. */
    public static final Key F4 = new Key("F4", Set.of());

    /** Function key 5. */
    public static final Key F5 = new Key("F5", Set.of());

    /** Function key 6. */
    public static final Key F6 = new Key("F6", Set.of());

    /** Function key 7. */
    public static final Key F7 = new Key("F7", Set.of());

    /** Function key 8. */
    public static final Key F8 = new Key("F8", Set.of());

    /** Function key 9. */
    public static final Key F9 = new Key("F9", Set.of());

    /** Function key 10. */
    public static final Key F10 = new Key("F10", Set.of());

    /** Function key 11. */
    public static final Key F11 = new Key("F11", Set.of());

    /** Function key 12. */
    public static final Key F12 = new Key("F12", Set.of());

    /** Function key 13. */
    public static final Key F13 = new Key("F13", Set.of());

    /** Function key 14. */
    public static final Key F14 = new Key("F14", Set.of());

    /** Function key 15. */
    public static final Key F15 = new Key("F15", Set.of());

    /** Function key 16. */
    public static final Key F16 = new Key("F16", Set.of());

    /** Function key 17. */
    public static final Key F17 = new Key("F17", Set.of());

    /** Function key 18. */
    public static final Key F18 = new Key("F18", Set.of());

    /** Function key 19. */
    public static final Key F19 = new Key("F19", Set.of());

    /** Function key 20. */
    public static final Key F20 = new Key("F20", Set.of());

    /** Function key 21. */
    public static final Key F21 = new Key("F21", Set.of());

    /** Function key 22. */
    public static final Key F22 = new Key("F22", Set.of());

    /** Function key 23. */
    public static final Key F23 = new Key("F23", Set.of());

    /** Function key 24. */
    public static final Key F24 = new Key("F24", Set.of());

    /** Keypad 0. */
    public static final Key KP_0 = new Key("KP_0", Set.of());

    /** Keypad 1. */
    public static final Key KP_1 = new Key("KP_1", Set.of());

    /** Keypad 2. */
    public static final Key KP_2 = new Key("KP_2", Set.of());

    /** Keypad 3. */
    public static final Key KP_3 = new Key("KP_3", Set.of());

    /** Keypad 4. */
    public static final Key KP_4 = new Key("KP_4", Set.of());

    /** Keypad 5. */
    public static final Key KP_5 = new Key("KP_5", Set.of());

    /** Keypad 6. */
    public static final Key KP_6 = new Key("KP_6", Set.of());

    /** Keypad 7. */
    public static final Key KP_7 = new Key("KP_7", Set.of());

    /** Keypad 8. */
    public static final Key KP_8 = new Key("KP_8", Set.of());

    /** Keypad 9. */
    public static final Key KP_9 = new Key("KP_9", Set.of());

    /** Keypad Enter. */
    public static final Key KP_ENTER = new Key("KP_Enter", Set.of());

    /** Keypad plus. */
    public static final Key KP_PLUS = new Key("KP_Add", Set.of());

    /** Keypad minus. */
    public static final Key KP_MINUS = new Key("KP_Subtract", Set.of());

    /** Keypad asterisk. */
    public static final Key KP_MULTIPLY = new Key("KP_Multiply", Set.of());

    /** Keypad slash. */
    public static final Key KP_DIVIDE = new Key("KP_Divide", Set.of());

    /** Keypad decimal point. */
    public static final Key KP_DECIMAL = new Key("KP_Decimal", Set.of());

    /** Keypad equals sign. */
    public static final Key KP_EQUAL = new Key("KP_Equal", Set.of());

    /** Keypad comma. */
    public static final Key KP_SEPARATOR = new Key("KP_Separator", Set.of());

    private static final Map<String, String> NAMES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        for (Key key : List.of(
                ENTER,
                TAB,
                BACKSPACE,
                ESC,
                SPACE,
                UP,
                DOWN,
                LEFT,
                RIGHT,
                HOME,
                END,
                PAGE_UP,
                PAGE_DOWN,
                INSERT,
                DELETE,
                KP_ENTER,
                KP_PLUS,
                KP_MINUS,
                KP_MULTIPLY,
                KP_DIVIDE,
                KP_DECIMAL,
                KP_EQUAL,
                KP_SEPARATOR)) {
            NAMES.put(key.name, key.name);
        }
        for (int i = 1; i <= 24; i++) {
            NAMES.put("F" + i, "F" + i);
        }
        for (int i = 0; i <= 9; i++) {
            NAMES.put("KP_" + i, "KP_" + i);
        }
        Map.of(
                        "Return",
                        "Enter",
                        "Esc",
                        "Escape",
                        "Del",
                        "Delete",
                        "Ins",
                        "Insert",
                        "PgUp",
                        "PageUp",
                        "PgDn",
                        "PageDown",
                        "ArrowUp",
                        "Up",
                        "ArrowDown",
                        "Down",
                        "ArrowLeft",
                        "Left",
                        "ArrowRight",
                        "Right")
                .forEach(NAMES::put);
    }

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is neither the name of a key nor one character
     */
    public Key {
        Objects.requireNonNull(name, "name");
        modifiers = Set.copyOf(modifiers);
        if (name.codePointCount(0, name.length()) != 1 && !isKnown(name)) {
            throw new IllegalArgumentException("\"" + name
                    + "\" is neither one character nor the name of a key, such as Enter, PageUp, F5 or KP_0");
        }
    }

    private static boolean isKnown(String name) {
        // Null while the constants above are made, whose names are right by construction.
        return NAMES == null || name.equals(NAMES.get(name));
    }

    /**
     * Returns the key that types a character.
     *
     * @param character one code point
     * @return the key
     * @throws IllegalArgumentException if it is not exactly one code point
     */
    public static Key of(String character) {
        if (character.codePointCount(0, character.length()) != 1) {
            throw new IllegalArgumentException("\"" + character + "\" is not one character; see Input.text for text");
        }
        return new Key(character, Set.of());
    }

    /**
     * Returns a key with Ctrl held down.
     *
     * @param c the character of the key
     * @return the key
     */
    public static Key ctrl(char c) {
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
     * @throws IllegalArgumentException if it is not understood
     */
    public static Key parse(String chord) {
        List<Modifier> held = new ArrayList<>();
        String rest = chord;
        if (rest.length() == 2 && rest.charAt(0) == '^') {
            return ctrl(Character.toLowerCase(rest.charAt(1)));
        }
        for (int cut = separator(rest); cut > 0; cut = separator(rest)) {
            held.add(modifier(rest.substring(0, cut), chord));
            rest = rest.substring(cut + 1);
        }
        String name = NAMES.getOrDefault(rest, rest);
        if (name.codePointCount(0, name.length()) != 1 && !isKnown(name)) {
            throw new IllegalArgumentException(
                    "\"" + chord + "\" is not a key; write it like Ctrl+Shift+Left or Alt+x");
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

    private static Modifier modifier(String name, String chord) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "ctrl", "control", "c" -> Modifier.CTRL;
            case "alt", "option", "m" -> Modifier.ALT;
            case "shift", "s" -> Modifier.SHIFT;
            case "meta" -> Modifier.META;
            default ->
                throw new IllegalArgumentException(
                        "\"" + name + "\" in \"" + chord + "\" is not a modifier; there are Ctrl, Alt, Shift and Meta");
        };
    }

    /**
     * Returns this key with Shift held down too.
     *
     * @return a new key
     */
    public Key shift() {
        return with(Modifier.SHIFT);
    }

    /**
     * Returns this key with Alt held down too.
     *
     * @return a new key
     */
    public Key alt() {
        return with(Modifier.ALT);
    }

    /**
     * Returns this key with Ctrl held down too.
     *
     * @return a new key
     */
    public Key ctrl() {
        return with(Modifier.CTRL);
    }

    /**
     * Returns this key with Meta held down too.
     *
     * @return a new key
     */
    public Key meta() {
        return with(Modifier.META);
    }

    private Key with(Modifier modifier) {
        EnumSet<Modifier> all = EnumSet.of(modifier);
        all.addAll(modifiers);
        return new Key(name, all);
    }

    /**
     * Returns the key as {@link #parse} reads it.
     *
     * @return for instance {@code Ctrl+Shift+Left}
     */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Modifier modifier : List.of(Modifier.CTRL, Modifier.ALT, Modifier.SHIFT, Modifier.META)) {
            if (modifiers.contains(modifier)) {
                out.append(modifier.name().charAt(0))
                        .append(modifier.name().substring(1).toLowerCase(Locale.ROOT));
                out.append('+');
            }
        }
        return out.append(name).toString();
    }
}
