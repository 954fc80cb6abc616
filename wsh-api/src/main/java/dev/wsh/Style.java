package dev.wsh;

import java.util.Objects;
import java.util.Optional;

/** How a cell is drawn (SGR, ECMA-48 8.3.117, with xterm's and kitty's extensions). Immutable; equal by value. */
public interface Style {

    /**
     * Returns the foreground colour.
     *
     * @return the colour as the program set it, before {@link #inverse}
     */
    Color fg();

    /**
     * Returns the background colour.
     *
     * @return the colour as the program set it, before {@link #inverse}
     */
    Color bg();

    /**
     * Returns the colour of the underline (SGR 58).
     *
     * @return the colour; {@link Color#DEFAULT} means the foreground's
     */
    Color underlineColor();

    /**
     * Returns whether it is bold (SGR 1).
     *
     * @return true if so
     */
    boolean bold();

    /**
     * Returns whether it is faint (SGR 2).
     *
     * @return true if so
     */
    boolean faint();

    /**
     * Returns whether it is italic (SGR 3).
     *
     * @return true if so
     */
    boolean italic();

    /**
     * Returns the kind of underline (SGR 4, 21).
     *
     * @return the kind
     */
    Underline underline();

    /**
     * Returns whether it blinks (SGR 5, 6).
     *
     * @return how
     */
    Blink blink();

    /**
     * Returns whether foreground and background are swapped (SGR 7).
     *
     * @return true if so
     */
    boolean inverse();

    /**
     * Returns whether it is hidden (SGR 8).
     *
     * @return true if so
     */
    boolean hidden();

    /**
     * Returns whether it is crossed out (SGR 9).
     *
     * @return true if so
     */
    boolean strikethrough();

    /**
     * Returns whether it has a line above (SGR 53).
     *
     * @return true if so
     */
    boolean overline();

    /**
     * Returns the hyperlink (OSC 8).
     *
     * @return the link; empty if there is none
     */
    Optional<Link> link();

    /** The kinds of underline, in the order of SGR 4:0 to 4:5. */
    enum Underline {
        /** None. */
        NONE,
        /** One line. */
        SINGLE,
        /** Two lines. */
        DOUBLE,
        /** A wave. */
        CURLY,
        /** Dots. */
        DOTTED,
        /** Dashes. */
        DASHED
    }

    /** The kinds of blinking. */
    enum Blink {
        /** None. */
        NONE,
        /** Less than 150 times a minute (SGR 5). */
        SLOW,
        /** More often (SGR 6). */
        RAPID
    }

    /**
     * A hyperlink.
     *
     * @param uri where it leads, as the program wrote it
     * @param id the program's id, which joins cells of one link; empty if it gave none
     */
    record Link(String uri, String id) {
        /** Checks the parts. */
        public Link {
            Objects.requireNonNull(uri, "uri");
            Objects.requireNonNull(id, "id");
        }
    }
}
