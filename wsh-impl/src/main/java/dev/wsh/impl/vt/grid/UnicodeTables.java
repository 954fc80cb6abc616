package dev.wsh.impl.vt.grid;

/**
 * What the terminal knows of each code point, in one byte, behind a two-stage table.
 *
 * <pre>
 *   bit 7      emoji: followed by U+FE0F it takes two columns (UTS #51, Emoji=Yes)
 *   bits 6, 5  width in columns: 0, 1 or 2
 *   bits 4..0  class for grapheme segmentation, a constant of {@link GraphemeBreaker}
 * </pre>
 *
 * <p>The data are generated from ICU4J by a program under {@code src/unicode/java} and kept as run lengths in strings,
 * so that the class file stays small; they are unpacked once, when the class is loaded. Immutable; threadsafe.
 */
final class UnicodeTables {

    static final int PROPERTY_MASK = 0x1F;
    static final int WIDTH_SHIFT = 5;
    static final int WIDTH_MASK = 3;
    static final int EMOJI = 0x80;

    /** Digits of the packed numbers; the upper half marks a digit that another one follows. */
    static final String DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZwxyz!#";

    private static final int CODE_POINTS = 0x110000;
    private static final byte[] INDEX = new byte[CODE_POINTS >> UnicodeData.BLOCK_SHIFT];
    private static final byte[] VALUES = new byte[UnicodeData.BLOCKS << UnicodeData.BLOCK_SHIFT];

    static {
        unpack(UnicodeData.INDEX, INDEX);
        unpack(UnicodeData.VALUES, VALUES);
    }

    private UnicodeTables() {}

    /** The entry of a code point, 0 to 255; that of an unassigned one for what is no code point. */
    static int entry(int codePoint) {
        if (codePoint < 0 || codePoint >= CODE_POINTS) {
            return 1 << WIDTH_SHIFT;
        }
        int block = INDEX[codePoint >> UnicodeData.BLOCK_SHIFT] & 0xFF;
        int within = codePoint & ((1 << UnicodeData.BLOCK_SHIFT) - 1);
        return VALUES[(block << UnicodeData.BLOCK_SHIFT) + within] & 0xFF;
    }

    private static void unpack(String packed, byte[] into) {
        byte[] digits = new byte[128];
        for (int i = 0; i < DIGITS.length(); i++) {
            digits[DIGITS.charAt(i)] = (byte) i;
        }
        int at = 0;
        int value = -1;
        int number = 0;
        int shift = 0;
        for (int i = 0; i < packed.length(); i++) {
            int digit = digits[packed.charAt(i)];
            number |= (digit & 31) << shift;
            shift += 5;
            if (digit >= 32) {
                continue;
            }
            if (value < 0) {
                value = number;
            } else {
                java.util.Arrays.fill(into, at, at + number, (byte) value);
                at += number;
                value = -1;
            }
            number = 0;
            shift = 0;
        }
    }
}
