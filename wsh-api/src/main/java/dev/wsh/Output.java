package dev.wsh;

/** Output between two marks: as text, and byte for byte. */
public interface Output {

    /**
     * Returns the output as lines: escape sequences interpreted, CR LF as LF, lines that the terminal wrapped joined. Drawn
     * from the column that the cursor was in at {@link #from}; what stood there before is no part of it.
     *
     * @return the text; ends with {@code \n} if the output does, and begins with a line in brackets that says so if bytes
     *     were {@linkplain #droppedBytes dropped}
     */
    String text();

    /**
     * Returns the output as the program wrote it.
     *
     * @return a copy
     */
    byte[] bytes();

    /**
     * Returns where it begins.
     *
     * @return the mark, inclusive; later than what was asked for if bytes were dropped
     */
    Mark from();

    /**
     * Returns where it ends.
     *
     * @return the mark, exclusive
     */
    Mark to();

    /**
     * Returns how many bytes of what was asked for are no longer kept.
     *
     * @return 0 if this is complete
     */
    long droppedBytes();

    /**
     * Returns this output without the echo of the input that was sent in the same range, as far as the terminal echoed it
     * in order at the beginning. Output that ends within the echo is all echo.
     *
     * @return the output after the echo; the same if there was none
     */
    Output withoutEcho();
}
