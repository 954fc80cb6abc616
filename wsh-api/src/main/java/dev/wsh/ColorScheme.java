package dev.wsh;

import java.util.Objects;

/**
 * The colours in which a terminal writes where no program has set any. Programs ask for them (OSC 10, 11 and mode report
 * 996) to choose colours that can be read.
 *
 * @param foreground the colour of text
 * @param background the colour behind it
 */
public record ColorScheme(Color.Rgb foreground, Color.Rgb background) {

    /** Light grey on black. */
    public static final ColorScheme DARK = new ColorScheme(new Color.Rgb(0xE5, 0xE5, 0xE5), new Color.Rgb(0, 0, 0));

    /** Black on white. */
    public static final ColorScheme LIGHT = new ColorScheme(new Color.Rgb(0, 0, 0), new Color.Rgb(0xFF, 0xFF, 0xFF));

    /** Checks the colours. */
    public ColorScheme {
        Objects.requireNonNull(foreground, "foreground");
        Objects.requireNonNull(background, "background");
    }

    /** {@return true if the background is darker than the text} */
    public boolean isDark() {
        return luma(background) <= luma(foreground);
    }

    /** ITU-R BT.601, in thousandths. */
    private static int luma(Color.Rgb color) {
        return 299 * color.red() + 587 * color.green() + 114 * color.blue();
    }
}
