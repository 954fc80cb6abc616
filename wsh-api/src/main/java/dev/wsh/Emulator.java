package dev.wsh;

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

    /**
     * Returns the screen.
     *
     * @return the screen of this moment
     */
    Screen screen();

    /**
     * Returns the history.
     *
     * @return the history of this moment
     */
    Scrollback scrollback();
}
