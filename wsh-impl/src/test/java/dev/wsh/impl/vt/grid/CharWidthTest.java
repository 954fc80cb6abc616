package dev.wsh.impl.vt.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CharWidthTest {

    @ParameterizedTest(name = "U+{0} {2}: {1}")
    @CsvSource({
        "61, 1, a letter",
        "7E, 1, tilde",
        "07, 0, a control",
        "7F, 0, DEL",
        "9B, 0, a C1 control",
        "AD, 1, the soft hyphen",
        "E9, 1, a Latin-1 letter",
        "301, 0, a combining accent",
        "488, 0, an enclosing mark",
        "94D, 0, a virama",
        "903, 1, a spacing mark",
        "1100, 2, a leading consonant of Hangul",
        "1161, 0, a vowel of Hangul",
        "11A8, 0, a final consonant of Hangul",
        "AC00, 2, a Hangul syllable",
        "200B, 0, zero width space",
        "200D, 0, ZWJ",
        "2028, 0, line separator",
        "20AC, 1, a currency sign",
        "2500, 1, a box drawing line (ambiguous)",
        "231A, 2, a watch (Emoji_Presentation)",
        "2764, 1, a heart (text by default)",
        "3042, 2, Hiragana",
        "3099, 0, a combining Kana mark",
        "303F, 1, half fill space",
        "4E00, 2, a CJK ideograph",
        "FE0F, 0, a variation selector",
        "FF21, 2, a fullwidth letter",
        "FF71, 1, halfwidth Katakana",
        "FFFD, 1, the replacement character",
        "E000, 1, private use",
        "1F600, 2, a smiley",
        "1F1E9, 2, a regional indicator",
        "1F3FD, 2, a skin tone",
        "2A6E0, 2, reserved for ideographs",
        "E0067, 0, a tag",
        "10FFFF, 1, the last code point",
        "110000, 1, beyond the last code point",
    })
    void of_codePointOfAKind_takesItsColumns(String hex, int columns, String what) {
        assertEquals(columns, CharWidth.of(Integer.parseInt(hex, 16)), what);
    }

    @Test
    void of_everyCodePoint_isZeroOneOrTwo() {
        for (int cp = -1; cp <= 0x110000; cp++) {
            int width = CharWidth.of(cp);
            assertTrue(width >= 0 && width <= 2);
        }
    }

    @Test
    void of_shortCutForLatin_agreesWithTheTable() {
        for (int cp = 0; cp < 0x300; cp++) {
            assertEquals(
                    UnicodeTables.entry(cp) >> UnicodeTables.WIDTH_SHIFT & UnicodeTables.WIDTH_MASK, CharWidth.of(cp));
            assertEquals(UnicodeTables.entry(cp) & UnicodeTables.PROPERTY_MASK, GraphemeBreaker.property(cp));
        }
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource({
        "61, 1, a letter",
        "65 301, 1, a letter with an accent",
        "301, 0, an accent alone",
        "2764 FE0F, 2, a heart as emoji",
        "2764 FE0E, 1, a heart as text",
        "231A FE0E, 1, a watch as text",
        "231A FE0F, 2, a watch as emoji",
        "61 FE0F, 1, no emoji: VS16 changes nothing",
        "4E00 FE0E, 2, no emoji: VS15 changes nothing",
        "31 FE0F 20E3, 2, a keycap",
        "31 20E3, 1, a keycap without VS16",
        "1F1E9 1F1EA, 2, a flag",
        "1F1E9, 2, half a flag",
        "1F468 200D 1F469 200D 1F467, 2, a family",
        "1F44D 1F3FD, 2, a thumb with skin tone",
        "261D 1F3FD, 2, a narrow base with skin tone",
        "1F3F3 FE0F 200D 1F308, 2, the rainbow flag",
        "1100 1161 11A8, 2, a syllable of Hangul letters",
        "0915 094D 0937 093F, 2, a Devanagari conjunct with a vowel sign",
        "0600 31, 1, a number sign with its number",
    })
    void clusterWidth_clusterOfAKind_takesItsColumns(String hex, int columns, String what) {
        StringBuilder cluster = new StringBuilder();
        for (String cp : hex.split(" ")) {
            cluster.appendCodePoint(Integer.parseInt(cp, 16));
        }
        assertEquals(columns, ClusterWidth.of(cluster), what);
    }
}
