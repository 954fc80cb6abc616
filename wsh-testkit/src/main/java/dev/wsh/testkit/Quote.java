package dev.wsh.testkit;

import dev.wsh.engine.Printable;

/** Shows text in messages, control characters included. */
final class Quote {

    /** Longer text is cut: a message is for reading. */
    private static final int MOST = 60;

    private Quote() {}

    static String text(String text) {
        return Printable.quoted(text, MOST);
    }
}
