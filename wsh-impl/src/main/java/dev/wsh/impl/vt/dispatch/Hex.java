package dev.wsh.impl.vt.dispatch;

/** Hexadecimal digits in reports, without a formatter. Stateless. */
final class Hex {
    private static final String LOWER = "0123456789abcdef";
    private static final String UPPER = "0123456789ABCDEF";

    private Hex() {}

    /** Returns the value of a digit; -1 if it is none. */
    static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /** Tells whether a text is digits only. */
    static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (digit(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Appends a byte as two digits, in capitals. */
    static StringBuilder append(StringBuilder out, int b) {
        return out.append(UPPER.charAt(b >> 4 & 0xF)).append(UPPER.charAt(b & 0xF));
    }

    /** Appends a byte as two digits, in small letters. */
    static StringBuilder appendSmall(StringBuilder out, int b) {
        return out.append(LOWER.charAt(b >> 4 & 0xF)).append(LOWER.charAt(b & 0xF));
    }
}
