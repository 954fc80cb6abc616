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
     * Returns this output without the echo of the input that was sent in the same range: what the terminal, or the line
     * editor of the program, drew of it between the input and the run of the command. It is found by where it stands on the
     * screen. A line of which nothing but echo is left is taken away as a whole; the prompt before an echo stays.
     *
     * @return the output without echo; the same if there was none. {@link #echo} says how sure that is
     */
    Output withoutEcho();

    /**
     * Tells how sure {@link #withoutEcho} is.
     *
     * @return the least sure of all inputs of the range; {@link Echo#OBSERVED} if there was none
     */
    Echo echo();

    /** How sure it is where the echo of the input stands. */
    enum Echo {
        /** The echo of every input was found where it was typed, or the terminal did not echo it. */
        OBSERVED,
        /**
         * The echo of some input was found by its text further down, as that of what was typed before the program read it, or
         * the program may not have echoed it: what is taken away may be output that looks the same, or some be left.
         */
        INFERRED,
        /** It is not known whether and where some input was echoed, so that its echo may be left, or has not come yet. */
        UNKNOWN
    }
}
