package dev.wsh.impl.vt.dispatch;

import java.util.OptionalInt;

/**
 * Reads the colour specifications of X11: {@code rgb:}, {@code #}, names, and the device-independent spaces
 * (XParseColor(3)). Stateless; threadsafe.
 */
final class ColorSpec {
    private ColorSpec() {}

    /** Returns the colour as {@code 0xRRGGBB}, or empty where the text is no colour. */
    static OptionalInt parse(String text) {
        if (text.startsWith("#")) {
            return hash(text.substring(1));
        }
        if (text.regionMatches(/* ignoreCase= */ true, 0, "rgb:", 0, 4)) {
            return slashed(text.substring(4));
        }
        int colon = text.indexOf(':');
        if (colon > 0) {
            return DeviceIndependentColor.parse(text.substring(0, colon), text.substring(colon + 1));
        }
        return X11Colors.find(text);
    }

    /** {@code #RGB} to {@code #RRRRGGGGBBBB}: the digits are the most significant ones. */
    private static OptionalInt hash(String digits) {
        int n = digits.length() / 3;
        if (digits.length() % 3 != 0 || n < 1 || n > 4) {
            return OptionalInt.empty();
        }
        int rgb = 0;
        for (int i = 0; i < 3; i++) {
            int value = hex(digits.substring(i * n, i * n + n));
            if (value < 0) {
                return OptionalInt.empty();
            }
            rgb = rgb << 8 | value << 16 - 4 * n >> 8;
        }
        return OptionalInt.of(rgb);
    }

    /** {@code rgb:r/g/b} with one to four digits each, scaled to 16 bits, of which a screen shows the upper eight. */
    private static OptionalInt slashed(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            return OptionalInt.empty();
        }
        int rgb = 0;
        for (String part : parts) {
            int value = hex(part);
            if (value < 0 || part.length() > 4) {
                return OptionalInt.empty();
            }
            int max = (1 << 4 * part.length()) - 1;
            rgb = rgb << 8 | (int) (value * 0xFFFFL / max >> 8);
        }
        return OptionalInt.of(rgb);
    }

    private static int hex(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
