package dev.wsh.impl.vt.state;

import dev.wsh.Color;
import dev.wsh.ColorScheme;

/**
 * The colours behind the indices, and the dynamic colours (OSC 4, 5, 10 to 19, 104 to 119), as {@code 0xRRGGBB}.
 *
 * <p>First values after xterm: the 16 ANSI colours, a 6x6x6 cube, 24 greys. Confined to the engine's thread.
 */
public final class Palette {
    /** Indexed colours. */
    public static final int SIZE = 256;
    /** Special colours: bold, underline, blink, reverse, italic. */
    public static final int SPECIAL = 5;
    /** Dynamic colours, OSC 10 to 19. */
    public static final int DYNAMIC = 10;

    private static final int[] ANSI = {
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF
    };

    private static final int[] DARK = first(rgb(ColorScheme.DARK.foreground()));

    private final boolean dark;
    private final int[] first;
    private final int[] firstDynamic;
    private int[] colors;
    private boolean shared = true; // with others, who must not see a change
    private final int[] dynamic;
    private int changes = 1;

    Palette(ColorScheme scheme) {
        dark = scheme.isDark();
        int foreground = rgb(scheme.foreground());
        first = foreground == DARK[SIZE] ? DARK : first(foreground);
        firstDynamic = firstDynamic(foreground, rgb(scheme.background()));
        colors = first;
        dynamic = firstDynamic.clone();
    }

    private static int rgb(Color.Rgb color) {
        return color.red() << 16 | color.green() << 8 | color.blue();
    }

    /** Tells whether the terminal was made with a dark background. */
    public boolean dark() {
        return dark;
    }

    void reset() {
        colors = first;
        shared = true;
        System.arraycopy(firstDynamic, 0, dynamic, 0, DYNAMIC);
        changes++;
    }

    /** Returns the colours of the palette, and the special ones, which are those of text. */
    private static int[] first(int foreground) {
        int[] colors = new int[SIZE + SPECIAL];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = i < SIZE ? indexed(i) : foreground;
        }
        return colors;
    }

    /** OSC 10 text, 11 background, 12 cursor, 13 and 14 pointer, 15 and 16 Tektronix, 17 highlight, 18, 19. */
    private static int[] firstDynamic(int foreground, int background) {
        int[] dynamic = new int[DYNAMIC];
        for (int i = 0; i < DYNAMIC; i++) {
            dynamic[i] = switch (i) {
                case 1, 4, 6, 9 -> background;
                default -> foreground;
            };
        }
        return dynamic;
    }

    /** Returns how many changes there were, so that a snapshot can be kept while there is none. */
    public int changes() {
        return changes;
    }

    private static int indexed(int index) {
        if (index < 16) {
            return ANSI[index];
        }
        if (index < 232) {
            int cube = index - 16;
            return level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6);
        }
        int grey = 8 + 10 * (index - 232);
        return grey << 16 | grey << 8 | grey;
    }

    private static int level(int step) {
        return step == 0 ? 0 : 55 + 40 * step;
    }

    /** Returns a colour: 0 to 255, then the special ones. */
    public int get(int index) {
        return colors[index];
    }

    public void set(int index, int rgb) {
        if (shared) {
            colors = colors.clone();
            shared = false;
        }
        colors[index] = rgb;
        changes++;
    }

    public void reset(int index) {
        set(index, first[index]);
    }

    /** Returns a dynamic colour: 0 is OSC 10. */
    public int dynamic(int which) {
        return dynamic[which];
    }

    public void setDynamic(int which, int rgb) {
        dynamic[which] = rgb;
        changes++;
    }

    public void resetDynamic(int which) {
        setDynamic(which, firstDynamic[which]);
    }

    /** All colours at one moment. */
    public static final class Copy {
        private final int[] colors;
        private final int[] dynamic;

        private Copy(Palette palette) {
            colors = palette.share();
            dynamic = palette.dynamic.clone();
        }
    }

    /** XTPUSHCOLORS. */
    public Copy save() {
        return new Copy(this);
    }

    /** XTPOPCOLORS. */
    public void restore(Copy copy) {
        colors = copy.colors;
        shared = true;
        System.arraycopy(copy.dynamic, 0, dynamic, 0, dynamic.length);
        changes++;
    }

    /** Returns the indexed colours, then the special ones, as they are now; the array never changes. */
    public int[] share() {
        shared = true;
        return colors;
    }
}
