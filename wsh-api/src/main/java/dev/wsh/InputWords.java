package dev.wsh;

import dev.wsh.engine.Printable;

/** How text that was typed is shown. */
final class InputWords {

    private static final int MOST_SHOWN = 60;

    private InputWords() {}

    static String quoted(String text) {
        return Printable.quoted(text, MOST_SHOWN);
    }
}
