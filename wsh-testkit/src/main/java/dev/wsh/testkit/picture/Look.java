package dev.wsh.testkit.picture;

import dev.wsh.Style.Link;
import dev.wsh.Style.Underline;
import java.util.Optional;

/**
 * How a piece of text is drawn, with all colours resolved.
 *
 * @param fg the colour of the text, {@code 0xRRGGBB}
 * @param bg the colour behind it
 * @param line the colour of the underline
 * @param bold whether it is bold
 * @param italic whether it is italic
 * @param underline the kind of underline
 * @param strikethrough whether it is crossed out
 * @param overline whether it has a line above
 * @param hidden whether only its background is drawn
 * @param link where it leads
 */
public record Look(
        int fg,
        int bg,
        int line,
        boolean bold,
        boolean italic,
        Underline underline,
        boolean strikethrough,
        boolean overline,
        boolean hidden,
        Optional<Link> link) {

    /** {@return this look with text and background swapped, as under a block cursor} */
    Look swapped() {
        return new Look(bg, fg, bg, bold, italic, underline, strikethrough, overline, hidden, link);
    }

    /** {@return true if there is anything to draw besides the text and its background} */
    boolean hasLines() {
        return underline != Underline.NONE || strikethrough || overline;
    }
}
