package dev.wsh;

import java.util.Objects;
import java.util.Optional;

/**
 * An image that a program has put on the screen: a fact about the output, not a part of the text. Images cover no cells and
 * move no cursor. Immutable and threadsafe.
 */
public interface Image {

    /** How a program sends an image. */
    enum Protocol {
        /** DEC's sixels (DCS q). */
        SIXEL,
        /** kitty's graphics protocol (APC G), with data in the output itself. */
        KITTY,
        /** iTerm2's inline images (OSC 1337 File). */
        ITERM
    }

    /** What the data are. */
    enum Format {
        /** Sixels. */
        SIXEL,
        /** Red, green and blue, a byte each. */
        RGB,
        /** Red, green, blue and opacity, a byte each. */
        RGBA,
        /** PNG. */
        PNG,
        /** JPEG. */
        JPEG,
        /** GIF. */
        GIF,
        /** Something else. */
        OTHER
    }

    /**
     * Pixels.
     *
     * @param width in pixels, 1 or more
     * @param height in pixels, 1 or more
     * @param argb the pixels row by row from the top: opacity, red, green and blue, eight bits each
     */
    record Raster(int width, int height, int[] argb) {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if there are not {@code width * height} pixels
         */
        public Raster {
            Objects.requireNonNull(argb, "argb");
            if (width < 1 || height < 1 || argb.length != (long) width * height) {
                throw new IllegalArgumentException(argb.length + " pixels are not " + width + "x" + height);
            }
        }

        /** {@return the size} */
        @Override
        public String toString() {
            return width + "x" + height + " pixels";
        }
    }

    /** {@return how the image came} */
    Protocol protocol();

    /** {@return what {@link #data} are} */
    Format format();

    /** {@return the number by which the program calls the image ({@code i=} of kitty's protocol); 0 if it has none} */
    long id();

    /**
     * {@return where the image's upper edge is: the absolute number of the logical line, as in {@link Scrollback}; on
     * the alternate screen the row, from 0}
     */
    long line();

    /** {@return where the image's left edge is: the column in that line, from 0} */
    int col();

    /** {@return the width of the image itself in pixels; 0 if the data do not tell} */
    int width();

    /** {@return the height of the image itself in pixels; 0 if the data do not tell} */
    int height();

    /**
     * {@return how many columns the image would take: what the program asks for, otherwise what the pixels need; 0 if
     * neither is known}
     */
    int cols();

    /**
     * {@return how many rows the image would take: what the program asks for, otherwise what the pixels need; 0 if
     * neither is known}
     */
    int rows();

    /** {@return a copy of the image as it came, without the encoding of the transport} */
    byte[] data();

    /**
     * Decodes sixels and raw pixels. Files are left to whoever wants them: {@code ImageIO.read} takes the {@link #data} of
     * PNG, JPEG and GIF.
     *
     * @return the pixels; empty for files, for data that are too short, and for more than 4,194,304 pixels
     */
    Optional<Raster> raster();
}
