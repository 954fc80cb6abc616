package dev.wsh.impl.vt.input;

import java.util.Set;

/** Modes written as words: {@code ckm pam 2004 1002 1006 mok2 kitty5 lnm bkm vt52 1007 alt s8c1t}, at 24 rows of 80. */
final class TestModes {

    private TestModes() {}

    static InputModes of(String words) {
        return of(words, 24, 80);
    }

    static InputModes of(String words, int rows, int cols) {
        Set<String> set = Set.of(words.trim().split("\\s+"));
        return new InputModes(
                set.contains("ckm"),
                set.contains("pam"),
                set.contains("2004"),
                number(set, "", 9, 1000, 1002, 1003),
                number(set, "", 1005, 1006, 1015, 1016),
                set.contains("1004"),
                number(set, "mok", 1, 2),
                kitty(set),
                set.contains("lnm"),
                set.contains("bkm"),
                set.contains("vt52"),
                set.contains("1007"),
                set.contains("alt"),
                set.contains("s8c1t"),
                rows,
                cols);
    }

    private static int number(Set<String> words, String prefix, int... numbers) {
        for (int number : numbers) {
            if (words.contains(prefix + number)) {
                return number;
            }
        }
        return 0;
    }

    private static int kitty(Set<String> words) {
        for (int flags = 1; flags < 32; flags++) {
            if (words.contains("kitty" + flags)) {
                return flags;
            }
        }
        return 0;
    }

    /** Bytes as readable text: ESC as \e, other controls and bytes beyond ASCII as \xHH. */
    static String readable(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            int value = b & 0xFF;
            if (value == 0x1B) {
                out.append("\\e");
            } else if (value < 0x20 || value >= 0x7F) {
                out.append(String.format("\\x%02X", value));
            } else {
                out.append((char) value);
            }
        }
        return out.toString();
    }
}
