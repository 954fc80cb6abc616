package dev.wsh.impl.vt.grid;

/**
 * Columns that a grapheme cluster takes, found while its code points come in one by one.
 *
 * <p>A cluster is as wide as its widest code point (so that a ZWJ sequence, a flag of two regional indicators, a base
 * with a skin tone and a syllable of Hangul letters take two columns), with the two exceptions of UTS #51: U+FE0F
 * (emoji presentation) after an emoji makes it two columns wide, a keycap included, and U+FE0E (text presentation)
 * directly after an emoji that is wide by itself makes it one. The rules are those of kitty ("text sizing protocol", the
 * algorithm for splitting text into cells). Stateless; threadsafe.
 */
public final class ClusterWidth {

    private static final int TEXT_PRESENTATION = 0xFE0E;
    private static final int EMOJI_PRESENTATION = 0xFE0F;

    private ClusterWidth() {}

    /**
     * The width of a cluster after one more code point.
     *
     * @param width columns of the cluster so far, 0 to 2
     * @param previous the last code point of the cluster so far
     * @param codePoint what is joined to it
     * @return 0, 1 or 2
     */
    public static int joined(int width, int previous, int codePoint) {
        if (codePoint == EMOJI_PRESENTATION) {
            return isEmoji(previous) ? 2 : width;
        }
        if (codePoint == TEXT_PRESENTATION) {
            return width == 2 && isEmoji(previous) && !isRegional(previous) ? 1 : width;
        }
        return Math.max(width, CharWidth.of(codePoint));
    }

    /** The width of a whole cluster: 0 (empty or nothing but combining characters), 1 or 2. */
    public static int of(CharSequence cluster) {
        int width = 0;
        int previous = -1;
        for (int i = 0; i < cluster.length(); ) {
            int codePoint = Character.codePointAt(cluster, i);
            width = joined(width, previous, codePoint);
            previous = codePoint;
            i += Character.charCount(codePoint);
        }
        return width;
    }

    private static boolean isEmoji(int codePoint) {
        return codePoint >= 0 && (UnicodeTables.entry(codePoint) & UnicodeTables.EMOJI) != 0;
    }

    private static boolean isRegional(int codePoint) {
        return (UnicodeTables.entry(codePoint) & UnicodeTables.PROPERTY_MASK) == GraphemeBreaker.REGIONAL;
    }
}
