package dev.wsh.testkit;

import dev.wsh.Screen;
import dev.wsh.Screen.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a program has left of its modes in a terminal. */
final class Leftovers {

    private static final Map<Mode, String> MODES = Map.of(
            Mode.APPLICATION_CURSOR, "application cursor keys",
            Mode.APPLICATION_KEYPAD, "an application keypad",
            Mode.BRACKETED_PASTE, "bracketed paste",
            Mode.REVERSE_VIDEO, "reverse video",
            Mode.SYNCHRONIZED, "an open synchronized update",
            Mode.FOCUS_EVENTS, "focus reports",
            Mode.INSERT, "insert mode",
            Mode.MOUSE_CLICK, "mouse reports",
            Mode.MOUSE_DRAG, "mouse drag reports",
            Mode.MOUSE_ALL, "reports of all mouse moves");

    private Leftovers() {}

    static List<String> of(Screen screen) {
        List<String> left = new ArrayList<>();
        if (screen.alternateScreen()) {
            left.add("the alternate screen");
        }
        if (!screen.cursor().visible()) {
            left.add("a hidden cursor");
        }
        if (!screen.mode(Mode.AUTO_WRAP)) {
            left.add("automatic wrap off");
        }
        MODES.keySet().stream().sorted().filter(screen::mode).map(MODES::get).forEach(left::add);
        return left;
    }
}
