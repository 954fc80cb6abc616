package dev.wsh.impl.vt.parser;

/**
 * The bytes that name a sequence, packed into one int: {@code prefix << 24 | intermediates << 8 | final}.
 *
 * <p>ECMA-48, 5.4: a private prefix is one of {@code < = > ?}, an intermediate is in 0x20 to 0x2F. There is room for two
 * intermediates, the first one in the higher byte; a sequence with more gets {@link #UNKNOWN} in their place, which no
 * dispatcher knows.
 */
public final class SequenceKey {
    /** Stands for more than two intermediates. */
    static final int UNKNOWN = 0xFFFF;

    /** Where the prefix stands. */
    public static final int PREFIX_SHIFT = 24;

    private SequenceKey() {}

    /** Returns the prefix, or 0. */
    public static int prefix(int key) {
        return key >>> PREFIX_SHIFT;
    }

    /** Returns the intermediates, or 0. */
    public static int intermediates(int key) {
        return key >> 8 & 0xFFFF;
    }

    /** Returns the final byte. */
    public static int last(int key) {
        return key & 0xFF;
    }
}
