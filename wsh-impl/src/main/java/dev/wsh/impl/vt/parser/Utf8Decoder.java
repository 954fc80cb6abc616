package dev.wsh.impl.vt.parser;

/**
 * Decodes UTF-8 one byte at a time after the WHATWG rule: a maximal subpart of an ill-formed sequence is one U+FFFD.
 *
 * <p>Source: WHATWG Encoding Standard, "UTF-8 decoder"; the Unicode Standard, table 3-7. Confined to its parser.
 */
final class Utf8Decoder {
    /** The sequence goes on. */
    static final int MORE = -1;
    /** The bytes so far are ill-formed, and this byte is not part of them: it must be looked at again. */
    static final int MALFORMED_AGAIN = -2;

    private int needed;
    private int codePoint;
    private int lower = 0x80;
    private int upper = 0xBF;
    private int decoded;

    /** Tells whether a sequence has begun and is not complete. */
    boolean inside() {
        return needed > 0;
    }

    void reset() {
        needed = 0;
        lower = 0x80;
        upper = 0xBF;
    }

    /** ASCII in a row that is not worth a run of code points. */
    private static final int ASCII_RUN = 8;

    private static final int REPLACEMENT = 0xFFFD;

    /** What {@link #illFormed} tells of an encoded C1 control: two bytes that count for nothing. */
    private static final int DROPPED = -2;

    /**
     * Decodes characters of U+00A0 or above, with U+FFFD for what is ill-formed, and the short runs of ASCII between them,
     * until there comes a control, a long run of ASCII or a sequence that is not whole in the array, or the output is full.
     * Nothing may have begun.
     *
     * @return the index after the last byte taken; {@link #decoded} tells how many characters they are
     */
    int run(byte[] bytes, int from, int end, int[] into) {
        int n = 0;
        int i = from;
        int ascii = 0;
        while (n < into.length && i < end) {
            int b = bytes[i];
            if (b >= 0) {
                if (b < 0x20 || b == 0x7F) {
                    break;
                }
                into[n++] = b;
                i++;
                if (++ascii == ASCII_RUN) {
                    n -= ASCII_RUN;
                    i -= ASCII_RUN;
                    break;
                }
                continue;
            }
            ascii = 0;
            int cp = wellFormed(bytes, i, end);
            if (cp > 0) {
                into[n++] = cp;
                i += cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
                continue;
            }
            int length = illFormed(bytes, i, end);
            if (length == 0) {
                break;
            }
            if (length == DROPPED) {
                i += 2;
            } else {
                into[n++] = REPLACEMENT;
                i += length;
            }
        }
        decoded = n;
        return i;
    }

    /** Decodes a character of U+00A0 or above that lies whole in the array; 0 for anything else. */
    private static int wellFormed(byte[] bytes, int i, int end) {
        int b = bytes[i] & 0xFF;
        int cp;
        if (b >= 0xE0 && b < 0xF0 && i + 2 < end) {
            int second = bytes[i + 1];
            int third = bytes[i + 2];
            cp = (b & 0xF) << 12 | (second & 0x3F) << 6 | third & 0x3F;
            return ((second | third) & 0x40) == 0 && (second & third) < 0 && cp >= 0x800 && cp >> 11 != 0x1B ? cp : 0;
        }
        if (b >= 0xC2 && b < 0xE0 && i + 1 < end) {
            int second = bytes[i + 1];
            cp = (b & 0x1F) << 6 | second & 0x3F;
            return second < (byte) 0xC0 && cp >= 0xA0 ? cp : 0;
        }
        if (b >= 0xF0 && b < 0xF5 && i + 3 < end) {
            int second = bytes[i + 1];
            int third = bytes[i + 2];
            int fourth = bytes[i + 3];
            cp = (b & 7) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | fourth & 0x3F;
            boolean rest = ((second | third | fourth) & 0x40) == 0 && (second & third & fourth) < 0;
            return rest && cp >= 0x10000 && cp <= 0x10FFFF ? cp : 0;
        }
        return 0;
    }

    /** The length of a maximal subpart that is ill-formed, {@link #DROPPED}, or 0 if the array ends before that is known. */
    private static int illFormed(byte[] bytes, int i, int end) {
        int b = bytes[i] & 0xFF;
        if (b < 0xC2 || b > 0xF4) {
            return 1;
        }
        if (i + 1 == end) {
            return 0;
        }
        int second = bytes[i + 1] & 0xFF;
        int lower = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        int upper = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        if (second < lower || second > upper) {
            return 1;
        }
        if (b < 0xE0) {
            return DROPPED;
        }
        if (i + 2 == end) {
            return 0;
        }
        if (bytes[i + 2] >= (byte) 0xC0) {
            return 2;
        }
        return b < 0xF0 || i + 3 >= end ? 0 : 3;
    }

    /** Returns how many characters the last {@link #run} has decoded. */
    int decoded() {
        return decoded;
    }

    /** Begins a sequence; returns {@link #MORE}, or {@link #MALFORMED_AGAIN} where the byte can't begin one. */
    int lead(int b) {
        lower = 0x80;
        upper = 0xBF;
        if (b >= 0xC2 && b <= 0xDF) {
            needed = 1;
            codePoint = b & 0x1F;
        } else if (b >= 0xE0 && b <= 0xEF) {
            lower = b == 0xE0 ? 0xA0 : 0x80;
            upper = b == 0xED ? 0x9F : 0xBF;
            needed = 2;
            codePoint = b & 0xF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            lower = b == 0xF0 ? 0x90 : 0x80;
            upper = b == 0xF4 ? 0x8F : 0xBF;
            needed = 3;
            codePoint = b & 7;
        } else {
            return MALFORMED_AGAIN;
        }
        return MORE;
    }

    /** Takes the next byte of a sequence; returns the code point when it is complete. */
    int next(int b) {
        if (b < lower || b > upper) {
            reset();
            return MALFORMED_AGAIN;
        }
        lower = 0x80;
        upper = 0xBF;
        codePoint = codePoint << 6 | b & 0x3F;
        return --needed == 0 ? codePoint : MORE;
    }
}
