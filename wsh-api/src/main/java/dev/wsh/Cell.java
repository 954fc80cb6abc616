package dev.wsh;

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
}
