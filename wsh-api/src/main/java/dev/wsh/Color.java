package dev.wsh;

import java.util.List;

/** A colour as a program names it. */
public sealed interface Color {

    /** The terminal's default foreground or background. */
    Color DEFAULT = new Default();

    /** Colour 0 of the palette. */
    Color BLACK = new Indexed(0);

    /** Colour 1 of the palette. */
    Color RED = new Indexed(1);

    /** Colour 2 of the palette. */
    Color GREEN = new Indexed(2);

    /** Colour 3 of the palette. */
    Color YELLOW = new Indexed(3);

    /** Colour 4 of the palette. */
    Color BLUE = new Indexed(4);

    /** Colour 5 of the palette. */
    Color MAGENTA = new Indexed(5);

    /** Colour 6 of the palette. */
    Color CYAN = new Indexed(6);

    /** Colour 7 of the palette. */
    Color WHITE = new Indexed(7);

    /** Colour 8 of the palette. */
    Color BRIGHT_BLACK = new Indexed(8);

    /** Colour 9 of the palette. */
    Color BRIGHT_RED = new Indexed(9);

    /** Colour 10 of the palette. */
    Color BRIGHT_GREEN = new Indexed(10);

    /** Colour 11 of the palette. */
    Color BRIGHT_YELLOW = new Indexed(11);

    /** Colour 12 of the palette. */
    Color BRIGHT_BLUE = new Indexed(12);

    /** Colour 13 of the palette. */
    Color BRIGHT_MAGENTA = new Indexed(13);

    /** Colour 14 of the palette. */
    Color BRIGHT_CYAN = new Indexed(14);

    /** Colour 15 of the palette. */
    Color BRIGHT_WHITE = new Indexed(15);

    /** The terminal's default foreground or background. */
    record Default() implements Color {
        /** {@return {@code default}} */
        @Override
        public String toString() {
            return "default";
        }
    }

    /**
     * A colour of the palette: 0 to 7 normal, 8 to 15 bright, 16 to 231 a cube of 6x6x6, 232 to 255 greys.
     *
     * @param index 0 to 255
     */
    record Indexed(int index) implements Color {

        private static final List<String> NAMES =
                List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

        /**
         * Checks the index.
         *
         * @throws IllegalArgumentException if it is not 0 to 255
         */
        public Indexed {
            if (index < 0 || index > 255) {
                throw new IllegalArgumentException("palette index " + index + " is not 0 to 255");
            }
        }

        /** {@return its name, such as {@code red} or {@code bright red}, or {@code color 123}} */
        @Override
        public String toString() {
            if (index >= 16) {
                return "color " + index;
            }
            String name = NAMES.get(index % 8);
            return index < 8 ? name : "bright " + name;
        }
    }

    /**
     * A colour by its parts.
     *
     * @param red 0 to 255
     * @param green 0 to 255
     * @param blue 0 to 255
     */
    record Rgb(int red, int green, int blue) implements Color {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if one is not 0 to 255
         */
        public Rgb {
            if (((red | green | blue) & ~0xFF) != 0) {
                throw new IllegalArgumentException("(" + red + ", " + green + ", " + blue + ") are not 0 to 255");
            }
        }

        /** {@return its parts, such as {@code #ff8000}} */
        @Override
        public String toString() {
            return String.format("#%02x%02x%02x", red, green, blue);
        }
    }
}
