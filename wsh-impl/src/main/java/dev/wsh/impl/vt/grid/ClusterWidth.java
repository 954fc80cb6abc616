package dev.wsh.impl.vt.grid;

/**
 * Columns that a grapheme cluster takes, found while its code points come in one by one.
 *
 * <p>The rule is kitty's ("text sizing protocol", the algorithm for splitting text into cells): a cluster is as wide as
 * its first code point, and what joins it adds nothing, be it a mark, the second letter of a flag or an emoji after a
 * joiner. U+FE0F directly after an emoji makes a cluster of one column two columns wide, a keycap included, a skin tone
 * directly after a pictograph does too, and U+FE0E directly after an emoji makes one of two columns one column wide. To that the terminal adds one thing, for the sake of
 * programs that count columns with wcwidth: a letter keeps its own columns when it joins, as the consonants of a conjunct
 * do, U+0E33, U+0EB3, U+FF9E and U+FF9F, and what follows a prefixed sign. What would make a cluster wider than two columns
 * begins a new one. Stateless; thread-safe.
 */
public final class ClusterWidth {

    private static final int TEXT_PRESENTATION = 0xFE0E;
    private static final int EMOJI_PRESENTATION = 0xFE0F;
    private static final int FIRST_SKIN_TONE = 0x1F3FB;
    private static final int LAST_SKIN_TONE = 0x1F3FF;
    private static final int THAI_AM = 0x0E33;
    private static final int LAO_AM = 0x0EB3;
    private static final int VOICED_MARK = 0xFF9E;
    private static final int SEMI_VOICED_MARK = 0xFF9F;

    private ClusterWidth() {}

    /**
     * The width of a cluster after one more code point.
     *
     * @param width columns of the cluster so far, 0 to 2
     * @param previous the last code point of the cluster so far
     * @param state the state of {@link GraphemeBreaker} before the code point
     * @param property its class
     * @param codePoint what is joined to it
     * @return columns; over 2 if it can't be joined
     */
    public static int joined(int width, int previous, int state, int property, int codePoint) {
        if (codePoint == EMOJI_PRESENTATION) {
            return isEmoji(previous) ? 2 : width;
        }
        if (codePoint == TEXT_PRESENTATION) {
            return width == 2 && isEmoji(previous) && !isRegional(previous) ? 1 : width;
        }
        if (isSkinTone(codePoint)) {
            return GraphemeBreaker.property(previous) == GraphemeBreaker.PICTOGRAPHIC ? 2 : width;
        }
        return keepsWidth(codePoint, state, property) ? width + CharWidth.of(codePoint) : width;
    }

    private static boolean keepsWidth(int codePoint, int state, int property) {
        return switch (property) {
            case GraphemeBreaker.EXTEND, GraphemeBreaker.SPACING_MARK ->
                codePoint == THAI_AM
                        || codePoint == LAO_AM
                        || codePoint == VOICED_MARK
                        || codePoint == SEMI_VOICED_MARK;
            case GraphemeBreaker.EXTEND_ONLY, GraphemeBreaker.LINKER, GraphemeBreaker.ZWJ -> false;
            case GraphemeBreaker.PICTOGRAPHIC, GraphemeBreaker.REGIONAL -> GraphemeBreaker.isAfterPrepend(state);
            default -> true;
        };
    }

    /** The width of the first cell of a text; its cluster is the whole text unless that is too wide. */
    public static int of(CharSequence cluster) {
        int width = 0;
        int previous = -1;
        int state = GraphemeBreaker.START;
        for (int i = 0; i < cluster.length(); ) {
            int codePoint = Character.codePointAt(cluster, i);
            int property = GraphemeBreaker.property(codePoint);
            width = previous < 0
                    ? CharWidth.of(codePoint)
                    : Math.min(2, joined(width, previous, state, property, codePoint));
            state = GraphemeBreaker.nextState(state, property);
            previous = codePoint;
            i += Character.charCount(codePoint);
        }
        return width;
    }

    private static boolean isSkinTone(int codePoint) {
        return codePoint >= FIRST_SKIN_TONE && codePoint <= LAST_SKIN_TONE;
    }

    private static boolean isEmoji(int codePoint) {
        return codePoint >= 0 && (UnicodeTables.entry(codePoint) & UnicodeTables.EMOJI) != 0;
    }

    private static boolean isRegional(int codePoint) {
        return (UnicodeTables.entry(codePoint) & UnicodeTables.PROPERTY_MASK) == GraphemeBreaker.REGIONAL;
    }
}
