package dev.wsh.impl.vt.grid;

/**
 * Extended grapheme clusters after UAX #29, as a state machine that is fed one code point at a time.
 *
 * <pre>{@code
 * int property = GraphemeBreaker.property(codePoint);
 * if (GraphemeBreaker.isBreak(state, property)) {
 *     // the code point begins a new cluster
 * }
 * state = GraphemeBreaker.nextState(state, property);
 * }</pre>
 *
 * <p>The state is a small number that holds all that the rules need to know of the text before, so it can be kept with a
 * cursor and nothing is allocated. Fourteen states by nineteen classes; the table of transitions is filled from the
 * rules, GB1 to GB999, when the class is loaded. Stateless; threadsafe.
 */
public final class GraphemeBreaker {

    // Classes of code points: UAX #29 table 2, with Indic_Conjunct_Break and Extended_Pictographic worked in.
    static final int OTHER = 0;
    static final int CR = 1;
    static final int LF = 2;
    static final int CONTROL = 3;
    /** Extend, and Extend for conjuncts too. */
    static final int EXTEND = 4;
    /** Extend, but it ends a conjunct (ZWNJ). */
    static final int EXTEND_ONLY = 5;
    /** Extend, and links consonants (virama). */
    static final int LINKER = 6;

    static final int ZWJ = 7;
    static final int SPACING_MARK = 8;
    static final int PREPEND = 9;
    static final int REGIONAL = 10;
    static final int PICTOGRAPHIC = 11;
    static final int CONSONANT = 12;
    static final int HANGUL_L = 13;
    static final int HANGUL_V = 14;
    static final int HANGUL_T = 15;
    static final int HANGUL_LV = 16;
    static final int HANGUL_LVT = 17;
    /** Links consonants, but begins a cluster (Vedic signs). */
    static final int LETTER_LINKER = 18;

    private static final int CLASSES = 19;

    /** The state before any text, and after anything that ends a cluster for good, such as a cursor movement. */
    public static final int START = 0;

    private static final int AFTER_OTHER = 1;
    private static final int AFTER_CR = 2;
    private static final int AFTER_CONTROL = 3;
    private static final int AFTER_PREPEND = 4;
    private static final int AFTER_L = 5;
    private static final int AFTER_V = 6;
    private static final int AFTER_T = 7;
    /** An odd number of regional indicators stands before: the next one makes a flag. */
    private static final int AFTER_REGIONAL = 8;
    /** ExtPict Extend*. */
    private static final int AFTER_PICTOGRAPHIC = 9;
    /** ExtPict Extend* ZWJ. */
    private static final int AFTER_PICTOGRAPHIC_ZWJ = 10;
    /** Linker Extend*: a consonant goes on with the cluster. */
    private static final int AFTER_LINKER = 11;
    /** As AFTER_PICTOGRAPHIC, and as AFTER_LINKER. */
    private static final int AFTER_PICTOGRAPHIC_LINKER = 12;
    /** As AFTER_PICTOGRAPHIC_ZWJ, and as AFTER_LINKER. */
    private static final int AFTER_PICTOGRAPHIC_LINKER_ZWJ = 13;

    private static final int STATES = 14;
    private static final int BREAK = 0x80;

    /** Index: state times 32 plus class; value: the state after it, and BREAK if a cluster begins with it. */
    private static final byte[] TABLE = new byte[STATES << 5];

    static {
        for (int state = 0; state < STATES; state++) {
            for (int property = 0; property < CLASSES; property++) {
                boolean begins = !joins(state, property);
                TABLE[state << 5 | property] = (byte) (after(state, property, begins) | (begins ? BREAK : 0));
            }
        }
    }

    private GraphemeBreaker() {}

    /** The class of a code point, to be handed to the two other methods. */
    public static int property(int codePoint) {
        if (codePoint < 0xA9 && codePoint >= 0x20 && (codePoint < 0x7F || codePoint >= 0xA0)) {
            return OTHER;
        }
        return UnicodeTables.entry(codePoint) & UnicodeTables.PROPERTY_MASK;
    }

    /** All that the tables know of a code point, for {@link #propertyOf} and {@link #widthOf}: one look-up for both. */
    public static int entry(int codePoint) {
        return UnicodeTables.entry(codePoint);
    }

    /** The class in an {@link #entry}. */
    public static int propertyOf(int entry) {
        return entry & UnicodeTables.PROPERTY_MASK;
    }

    /** The columns in an {@link #entry}: 0, 1 or 2. */
    public static int widthOf(int entry) {
        return entry >> UnicodeTables.WIDTH_SHIFT & UnicodeTables.WIDTH_MASK;
    }

    /** Does a code point of this class begin a new cluster after the text that led to this state? */
    public static boolean isBreak(int state, int nextProperty) {
        return TABLE[state << 5 | nextProperty] < 0;
    }

    /** The state after one more code point. */
    public static int nextState(int state, int property) {
        return TABLE[state << 5 | property] & ~BREAK & 0xFF;
    }

    /** The state after a code point below U+0300 that is no control: what most text needs. */
    public static int stateAfterPlainText() {
        return AFTER_OTHER;
    }

    /** Is a code point of this class seen above, below or around another one? Format characters are not. */
    public static boolean isMark(int property) {
        return property == EXTEND || property == LINKER || property == SPACING_MARK;
    }

    /** Does text end before this state that joins whatever follows it (GB9b)? */
    static boolean isAfterPrepend(int state) {
        return state == AFTER_PREPEND;
    }

    private static boolean joins(int state, int property) {
        switch (state) {
            case START: // GB1
                return false;
            case AFTER_CR: // GB3, GB4
                return property == LF;
            case AFTER_CONTROL: // GB4
                return false;
            default:
                break;
        }
        switch (property) {
            case CR, LF, CONTROL: // GB5
                return false;
            case EXTEND, EXTEND_ONLY, LINKER, ZWJ, SPACING_MARK: // GB9, GB9a
                return true;
            case HANGUL_L, HANGUL_LV, HANGUL_LVT: // GB6
                return state == AFTER_L || state == AFTER_PREPEND;
            case HANGUL_V: // GB6, GB7
                return state == AFTER_L || state == AFTER_V || state == AFTER_PREPEND;
            case HANGUL_T: // GB7, GB8
                return state == AFTER_V || state == AFTER_T || state == AFTER_PREPEND;
            case CONSONANT: // GB9c
                return state == AFTER_LINKER
                        || state == AFTER_PICTOGRAPHIC_LINKER
                        || state == AFTER_PICTOGRAPHIC_LINKER_ZWJ
                        || state == AFTER_PREPEND;
            case PICTOGRAPHIC: // GB11
                return state == AFTER_PICTOGRAPHIC_ZWJ
                        || state == AFTER_PICTOGRAPHIC_LINKER_ZWJ
                        || state == AFTER_PREPEND;
            case REGIONAL: // GB12, GB13
                return state == AFTER_REGIONAL || state == AFTER_PREPEND;
            default: // GB9b, GB999
                return state == AFTER_PREPEND;
        }
    }

    private static int after(int state, int property, boolean begins) {
        switch (property) {
            case CR:
                return AFTER_CR;
            case LF, CONTROL:
                return AFTER_CONTROL;
            case PREPEND:
                return AFTER_PREPEND;
            case HANGUL_L:
                return AFTER_L;
            case HANGUL_V, HANGUL_LV:
                return AFTER_V;
            case HANGUL_T, HANGUL_LVT:
                return AFTER_T;
            case REGIONAL:
                return begins || state != AFTER_REGIONAL ? AFTER_REGIONAL : AFTER_OTHER;
            case PICTOGRAPHIC:
                return AFTER_PICTOGRAPHIC;
            case LETTER_LINKER:
                return AFTER_LINKER;
            case EXTEND, EXTEND_ONLY, LINKER, ZWJ:
                return afterExtend(state, property);
            default:
                return AFTER_OTHER;
        }
    }

    private static int afterExtend(int state, int property) {
        boolean pictographic = state == AFTER_PICTOGRAPHIC || state == AFTER_PICTOGRAPHIC_LINKER;
        boolean linked =
                state == AFTER_LINKER || state == AFTER_PICTOGRAPHIC_LINKER || state == AFTER_PICTOGRAPHIC_LINKER_ZWJ;
        boolean links = property == LINKER || linked && property != EXTEND_ONLY;
        if (!pictographic) {
            return links ? AFTER_LINKER : AFTER_OTHER;
        }
        if (property == ZWJ) {
            return links ? AFTER_PICTOGRAPHIC_LINKER_ZWJ : AFTER_PICTOGRAPHIC_ZWJ;
        }
        return links ? AFTER_PICTOGRAPHIC_LINKER : AFTER_PICTOGRAPHIC;
    }
}
