package dev.wsh;

import java.util.Objects;

/**
 * A terminal without a process: bytes in, screen out.
 *
 * <p>It answers every query, also those that could put text of an attacker's choice into the answer (title, clipboard,
 * checksums): its replies go only to whoever takes them. It has no clock: {@link #screen} is live also inside a
 * synchronized update.
 *
 * <p>Not thread-safe; the screens and histories that it returns are.
 */
public interface Emulator {

    /**
     * Feeds output of a program. Any bytes are fine, cut anywhere; malformed ones never throw.
     *
     * @param bytes the bytes
     */
    void feed(byte[] bytes);

    /**
     * Feeds output of a program.
     *
     * @param bytes holds the bytes
     * @param offset the first
     * @param length how many
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    void feed(byte[] bytes, int offset, int length);

    /**
     * Takes the replies to the program's queries since the last call.
     *
     * @return the bytes; empty if there are none
     */
    byte[] takeReplies();

    /**
     * Encodes input by the modes in force.
     *
     * @param input what is typed, pasted or clicked
     * @return the bytes that the program would read
     * @throws InputRejectedException if the program has not asked for the mouse, the focus or a key that is of kitty's
     *     protocol
     */
    byte[] encode(Input input);

    /**
     * Changes the size; lines that were wrapped are wrapped anew.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     * @throws InvalidSpecException if the size is out of range
     */
    void resize(int rows, int cols);

    /** {@return the screen} */
    Screen screen();

    /** {@return the history} */
    Scrollback scrollback();

    /**
     * How an emulator is made.
     *
     * @param scrollback lines of history that are kept, 0 or more
     * @param widths how wide characters are, until a program asks for something else
     * @param colors the colours, until a program sets others
     */
    record Options(int scrollback, Widths widths, ColorScheme colors) {

        /** 10,000 lines of history, {@link Widths#CLUSTERS} and {@link ColorScheme#DARK}. */
        public static final Options DEFAULT = new Options(10_000, Widths.CLUSTERS, ColorScheme.DARK);

        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if the history is negative
         */
        public Options {
            if (scrollback < 0) {
                throw new IllegalArgumentException("scrollback of " + scrollback + " lines is negative");
            }
            Objects.requireNonNull(widths, "widths");
            Objects.requireNonNull(colors, "colors");
        }

        /**
         * Returns these options with another length of the history.
         *
         * @param lines 0 or more
         * @return new options
         * @throws IllegalArgumentException if it is negative
         */
        public Options scrollback(int lines) {
            return new Options(lines, widths, colors);
        }

        /**
         * Returns these options with another rule for widths.
         *
         * @param rule the rule
         * @return new options
         */
        public Options widths(Widths rule) {
            return new Options(scrollback, Objects.requireNonNull(rule, "rule"), colors);
        }

        /**
         * Returns these options with other colours.
         *
         * @param scheme the colours
         * @return new options
         */
        public Options colors(ColorScheme scheme) {
            return new Options(scrollback, widths, Objects.requireNonNull(scheme, "scheme"));
        }
    }
}
