package dev.wsh;

import dev.wsh.engine.Printable;
import java.util.Objects;

/**
 * A message that a program wants a person to see outside of the terminal: OSC 9 (iTerm2), OSC 777 (rxvt-unicode) or OSC 99
 * (kitty's desktop notifications).
 *
 * @param id what the program calls it by, with OSC 99 only; empty if it has no name
 * @param title the title; empty if there is none, as with OSC 9
 * @param body the text; empty if there is none
 */
public record Notification(String id, String title, String body) {

    private static final int MOST_SHOWN = 500;

    /** Checks the parts. */
    public Notification {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(body, "body");
    }

    /** {@return title and text, as far as there are any} */
    @Override
    public String toString() {
        return "Notification[" + Printable.line((title + " " + body).strip(), MOST_SHOWN) + "]";
    }
}
