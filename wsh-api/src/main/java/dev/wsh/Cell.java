package dev.wsh;

import dev.wsh.engine.Printable;
import java.util.Objects;

/**
 * One cell of a screen.
 *
 * @param text the character or grapheme cluster; {@code " "} for a blank, {@code ""} for the right half of a wide one
 * @param width 1; 2 for the left half of a wide character; 0 for its right half
 * @param style how it is drawn
 */
public record Cell(String text, int width, Style style) {

    /** Checks the parts. */
    public Cell {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(style, "style");
        if (width < 0 || width > 2) {
            throw new IllegalArgumentException("cell width " + width + " is not 0, 1 or 2");
        }
    }

    /** {@return the text in quotes, the width if it is not 1, and the style} */
    @Override
    public String toString() {
        return "\"" + Printable.line(text) + "\"" + (width == 1 ? "" : ", width " + width) + ", " + style;
    }
}
