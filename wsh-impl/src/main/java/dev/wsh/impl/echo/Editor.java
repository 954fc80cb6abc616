package dev.wsh.impl.echo;

import dev.wsh.impl.echo.ShownLines.Place;
import org.jspecify.annotations.Nullable;

/**
 * A line editor that asks for pastes in brackets (mode 2004) while it edits: that says when it begins and when it has taken a
 * line. GNU's readline ends the mode after the line feed, zsh before it.
 */
final class Editor {

    private boolean on;
    private boolean leaving; // the mode has ended, and the line feed is to come
    private @Nullable Place fed; // where the cursor was after the last line feed

    /** Begins with the mode as it is. */
    void begin(boolean bracketed) {
        on = bracketed;
        leaving = false;
        fed = null;
    }

    /** Tells whether it edits. */
    boolean isOn() {
        return on;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Tells whether it has just taken a line, and the cursor stands where the output begins; after a line feed or not. */
    boolean accepts(ShownLines now, boolean isFed) {
        Place cursor = new Place(now.cursorLine(), now.cursorIndex());
        leaving |= on && !now.isBracketed();
        on = now.isBracketed();
        boolean accepts = leaving && !on && (isFed || cursor.equals(fed));
        fed = isFed ? cursor : fed;
        leaving &= !accepts && !on;
        return accepts;
    }
}
