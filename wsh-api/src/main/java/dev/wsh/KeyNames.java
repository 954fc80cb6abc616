package dev.wsh;

import dev.wsh.Key.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The names of keys and modifiers, as people write them. */
final class KeyNames {

    /** The order in which modifiers are written. */
    static final List<Modifier> ORDER = List.of(
            Modifier.CTRL,
            Modifier.ALT,
            Modifier.SHIFT,
            Modifier.META,
            Modifier.SUPER,
            Modifier.HYPER,
            Modifier.CAPS_LOCK,
            Modifier.NUM_LOCK);

    private static final int FUNCTIONS = 35;

    private static final Pattern FUNCTION = Pattern.compile("[Ff]\\d+");

    private static final Pattern MODIFIER = Pattern.compile(
            "(ctrl|control|alt|option|shift|meta|super|cmd|command|win|hyper)\\+?", Pattern.CASE_INSENSITIVE);

    /** The name of each key by each way to write it. */
    private static final Map<String, String> NAMES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        for (String name : """
                Enter Tab Backspace Escape Space Up Down Left
                Right Home End PageUp PageDown Insert Delete KP_Enter
                KP_Add KP_Subtract KP_Multiply KP_Divide KP_Decimal KP_Equal KP_Separator KP_Up
                KP_Down KP_Left KP_Right KP_Home KP_End KP_PageUp KP_PageDown KP_Insert
                KP_Delete KP_Begin Menu Pause PrintScreen CapsLock NumLock ScrollLock
                LeftShift LeftCtrl LeftAlt LeftSuper LeftHyper LeftMeta RightShift RightCtrl
                RightAlt RightSuper RightHyper RightMeta Level3Shift Level5Shift MediaPlay MediaPause
                MediaPlayPause MediaReverse MediaStop MediaFastForward MediaRewind MediaNext MediaPrevious MediaRecord
                VolumeDown VolumeUp Mute
                """.split("\\s+")) {
            NAMES.put(name, name);
        }
        for (int i = 1; i <= FUNCTIONS; i++) {
            NAMES.put("F" + i, "F" + i);
        }
        for (int i = 0; i <= 9; i++) {
            NAMES.put("KP_" + i, "KP_" + i);
            NAMES.put("KP" + i, "KP_" + i);
            NAMES.put("Numpad" + i, "KP_" + i);
        }
        for (String line : """
                Enter Return CR
                Tab Tabulator
                Backspace BS BSpace Bksp
                Escape Esc
                Space Spacebar Blank
                Up ArrowUp UpArrow Arrow_Up Up_Arrow CursorUp
                Down ArrowDown DownArrow Arrow_Down Down_Arrow CursorDown
                Left ArrowLeft LeftArrow Arrow_Left Left_Arrow CursorLeft
                Right ArrowRight RightArrow Arrow_Right Right_Arrow CursorRight
                PageUp PgUp Page_Up Prior PPage
                PageDown PgDn PgDown PageDn Page_Down Next NPage
                Insert Ins IC
                Delete Del DC
                Menu ContextMenu Apps
                PrintScreen PrtSc PrtScn PrtScr Print_Screen Print
                CapsLock Caps_Lock
                NumLock Num_Lock
                ScrollLock Scroll_Lock ScrLk
                KP_Enter KPEnter NumpadEnter
                Level3Shift AltGr
                """.split("\n")) {
            String[] ways = line.split(" ");
            for (String way : ways) {
                NAMES.put(way, ways[0]);
            }
        }
    }

    private KeyNames() {}

    /** Tells whether a key has exactly this name. */
    static boolean isName(String name) {
        return name.equals(NAMES.get(name));
    }

    /** Returns the name of a key that may be written in another way; what is no name is returned as it is. */
    static String nameOf(String written) {
        return NAMES.getOrDefault(written, written);
    }

    static String nameOf(Modifier modifier) {
        return switch (modifier) {
            case SHIFT -> "Shift";
            case ALT -> "Alt";
            case CTRL -> "Ctrl";
            case META -> "Meta";
            case SUPER -> "Super";
            case HYPER -> "Hyper";
            case CAPS_LOCK -> "CapsLock";
            case NUM_LOCK -> "NumLock";
        };
    }

    static Modifier modifier(String name, String chord) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "ctrl", "control", "c" -> Modifier.CTRL;
            case "alt", "option", "m" -> Modifier.ALT;
            case "shift", "s" -> Modifier.SHIFT;
            case "meta" -> Modifier.META;
            case "super", "cmd", "command", "win" -> Modifier.SUPER;
            case "hyper" -> Modifier.HYPER;
            case "capslock" -> Modifier.CAPS_LOCK;
            case "numlock" -> Modifier.NUM_LOCK;
            default ->
                throw new IllegalArgumentException("\"" + name + "\" in \"" + chord
                        + "\" is not a modifier; there are Ctrl, Alt, Shift, Meta, Super, Hyper, CapsLock and NumLock");
        };
    }

    /** Says that a part of a chord is no key, and what was meant perhaps. */
    static String unknown(String name, String chord) {
        String where = name.equals(chord) ? "" : " in \"" + chord + "\"";
        if (MODIFIER.matcher(name).matches()) {
            String side = nameOf(modifier(name.replace("+", ""), chord));
            return "\"" + name + "\"" + where + " is held down while another key is pressed, as in " + side
                    + "+Left; alone it is Left" + side + " or Right" + side;
        }
        if (FUNCTION.matcher(name).matches()) {
            return "\"" + name + "\"" + where + " is not a key; there are F1 to F" + FUNCTIONS;
        }
        Optional<String> near = Words.nearest(name, NAMES.keySet()).map(KeyNames::nameOf);
        String hint = near.map(known -> "did you mean " + known + "?")
                .orElse("write it like Ctrl+Shift+Left, Alt+x or F5; type(\"…\") is for text");
        return "\"" + name + "\"" + where + " is not a key; " + hint;
    }

    /** Returns a character for a message; a control by its number. */
    static String quoted(char c) {
        return Character.isISOControl(c) ? String.format("U+%04X", (int) c) : "\"" + c + "\"";
    }
}
