package dev.wsh.testkit.picture;

import dev.wsh.Color;
import dev.wsh.Screen;
import dev.wsh.Style;

/**
 * The colours of one picture: the screen's own, or those of a theme.
 *
 * @param screen has the palette
 * @param foreground the default foreground, {@code 0xRRGGBB}
 * @param background the default background
 * @param own true if the first sixteen colours are the screen's own, false for those that suit the background
 */
public record Colours(Screen screen, int foreground, int background, boolean own) {

    /** Colours that can be read on a light background. */
    private static final int[] ON_LIGHT = {
        0x24292F, 0xB3261E, 0x116329, 0x7D4E00, 0x0550AE, 0x8250DF, 0x1B7C83, 0x6E7781,
        0x57606A, 0xA40E26, 0x1A7F37, 0x633C01, 0x218BFF, 0xA475F9, 0x3192AA, 0x8C959F
    };

    /** Colours that can be read on a dark background. */
    private static final int[] ON_DARK = {
        0x484F58, 0xFF7B72, 0x3FB950, 0xD29922, 0x58A6FF, 0xBC8CFF, 0x39C5CF, 0xB1BAC4,
        0x6E7681, 0xFFA198, 0x56D364, 0xE3B341, 0x79C0FF, 0xD2A8FF, 0x56D4DD, 0xFFFFFF
    };

    /**
     * Returns the colours that the program chose or found.
     *
     * @param screen whose
     * @return colours
     */
    public static Colours of(Screen screen) {
        return new Colours(
                screen,
                rgb(screen.terminal().foreground(), 0xD0D0D0),
                rgb(screen.terminal().background(), 0),
                /* own= */ true);
    }

    /**
     * Resolves a style.
     *
     * @param style as the program set it
     * @return colours as they are seen
     */
    public Look look(Style style) {
        boolean swapped = style.inverse() != screen.mode(Screen.Mode.REVERSE_VIDEO);
        int fg = resolve(style.fg(), foreground);
        int bg = resolve(style.bg(), background);
        int text = swapped ? bg : fg;
        int behind = swapped ? fg : bg;
        if (style.faint()) {
            text = mix(text, behind);
        }
        return new Look(
                text,
                behind,
                resolve(style.underlineColor(), text),
                style.bold(),
                style.italic(),
                style.underline(),
                style.strikethrough(),
                style.overline(),
                style.hidden(),
                style.link());
    }

    /** {@return the colour where nothing was written} */
    public int paper() {
        return screen.mode(Screen.Mode.REVERSE_VIDEO) ? foreground : background;
    }

    private int resolve(Color color, int otherwise) {
        if (color instanceof Color.Indexed indexed) {
            if (!own && indexed.index() < ON_DARK.length) {
                return (isLight() ? ON_LIGHT : ON_DARK)[indexed.index()];
            }
            return rgb(screen.terminal().palette(indexed.index()), otherwise);
        }
        return rgb(color, otherwise);
    }

    private boolean isLight() {
        return (background >> 16 & 0xFF) + (background >> 8 & 0xFF) + (background & 0xFF) > 384;
    }

    private static int rgb(Color color, int otherwise) {
        if (color instanceof Color.Rgb rgb) {
            return rgb.red() << 16 | rgb.green() << 8 | rgb.blue();
        }
        return otherwise;
    }

    /** Two parts of one colour and one of another, as faint text is drawn. */
    private static int mix(int most, int least) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= ((most >> shift & 0xFF) * 2 + (least >> shift & 0xFF)) / 3 << shift;
        }
        return mixed;
    }
}
