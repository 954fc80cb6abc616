package dev.wsh.impl.vt.grid;

/**
 * Columns that one code point takes: UAX #11 for East Asian characters, UTS #51 for emoji, and xterm's wcwidth for what
 * neither decides.
 *
 * <p>Two columns for East_Asian_Width Wide and Fullwidth and for Emoji_Presentation; none for nonspacing and enclosing
 * marks, format characters, conjoining vowels and final consonants of Hangul, and controls; one for all others, the soft
 * hyphen and spacing marks among them. A whole cluster is measured by {@link ClusterWidth}. Stateless; threadsafe.
 */
public final class CharWidth {

    /** The version of Unicode that widths and clusters follow, such as {@code 17.0.0}. */
    public static final String UNICODE_VERSION = UnicodeData.UNICODE_VERSION;

    private CharWidth() {}

    /** The columns of a code point: 0, 1 or 2. */
    public static int of(int codePoint) {
        if (codePoint < 0x300 && codePoint >= 0xA0 || codePoint < 0x7F && codePoint >= 0x20) {
            return 1;
        }
        return UnicodeTables.entry(codePoint) >> UnicodeTables.WIDTH_SHIFT & UnicodeTables.WIDTH_MASK;
    }
}
