package dev.wsh;

import java.util.Objects;
import java.util.Optional;

/** How a cell is drawn (SGR, ECMA-48 8.3.117, with xterm's and kitty's extensions). Immutable; equal by value. */
public interface Style {

    /** {@return the foreground colour as the program set it, before {@link #inverse}} */
    Color fg();

    /** {@return the background colour as the program set it, before {@link #inverse}} */
    Color bg();

    /** {@return the colour of the underline (SGR 58); {@link Color#DEFAULT} means the foreground's} */
    Color underlineColor();

    /** {@return whether it is bold (SGR 1)} */
    boolean bold();

    /** {@return whether it is faint (SGR 2)} */
    boolean faint();

    /** {@return whether it is italic (SGR 3)} */
    boolean italic();

    /** {@return the kind of underline (SGR 4, 21)} */
    Underline underline();

    /** {@return whether it blinks (SGR 5, 6)} */
    Blink blink();

    /** {@return whether foreground and background are swapped (SGR 7)} */
    boolean inverse();

    /** {@return whether it is hidden (SGR 8)} */
    boolean hidden();

    /** {@return whether it is crossed out (SGR 9)} */
    boolean strikethrough();

    /** {@return whether it has a line above (SGR 53)} */
    boolean overline();

    /** {@return the hyperlink (OSC 8); empty if there is none} */
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
