package dev.wsh.engine;

import java.time.Duration;

/** What conditions ask of their values. */
final class Checks {

    private Checks() {}

    static String requireText(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the text to look for is empty");
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the text to look for contains a line end, and text is searched within"
                    + " one line; wait for its last line, or use allOf");
        }
        if (text.indexOf('\t') >= 0) {
            throw new IllegalArgumentException(
                    "the text to look for contains a tab, and a screen has none: the terminal"
                            + " moves its cursor instead; use a pattern with \\\\s+");
        }
        return text;
    }

    /** Returns the time, cut to what the engine can count. */
    static Duration requirePositive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " " + time + " is not positive");
        }
        return Durations.cut(time);
    }
}
