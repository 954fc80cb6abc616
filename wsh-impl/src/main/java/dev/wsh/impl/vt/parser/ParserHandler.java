package dev.wsh.impl.vt.parser;

/**
 * What the parser found, in order; the handler gives it a meaning.
 *
 * <p>Arrays passed to the handler are the parser's own or the caller's: they are valid during the call only and must
 * not be changed. Called by the thread that feeds the parser.
 */
public interface ParserHandler {
    /** Prints the bytes {@code [from, to)}, each in 0x20 to 0x7E. */
    void printAscii(byte[] bytes, int from, int to);

    /** Prints a code point of U+00A0 or above; malformed UTF-8 comes as U+FFFD. */
    void print(int codePoint);

    /** Prints the first {@code n} of some code points: text as for the two others, ASCII between what is none. */
    default void print(int[] codePoints, int n) {
        for (int i = 0; i < n; i++) {
            if (codePoints[i] < 0x80) {
                printAscii(new byte[] {(byte) codePoints[i]}, 0, 1);
            } else {
                print(codePoints[i]);
            }
        }
    }

    /** Executes a C0 control (0x00 to 0x1F). */
    void execute(int control);

    /**
     * Executes LF outside of sequences, and may go on with bytes of {@code [from, end)}, which come next and lie outside
     * of sequences too.
     *
     * @return the index of the first byte that it left to the parser; {@code from} if it took none
     */
    default int lineFeed(byte[] bytes, int from, int end) {
        execute('\n');
        return from;
    }

    /** Dispatches an escape sequence: {@code key} is as in {@link SequenceKey}. */
    void escape(int key);

    /** Dispatches a control sequence. */
    void csi(int key, Params params);

    /** Dispatches a complete operating system command; {@code bell} tells that BEL ended it, not ST. */
    void osc(byte[] payload, int length, boolean bell);

    /** Dispatches a complete device control string. */
    void dcs(int key, Params params, byte[] payload, int length);

    /**
     * Dispatches another complete control string: {@code introducer} is {@code _} for APC, {@code ^} for PM or {@code X} for
     * SOS. Only that of APC has a payload; those of the others are not kept.
     */
    default void string(int introducer, byte[] payload, int length) {}

    /** Dispatches a VT52 escape; {@code row} and {@code col} are the raw bytes after {@code ESC Y}, otherwise 0. */
    void vt52(int finalByte, int row, int col);
}
