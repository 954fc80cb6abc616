package dev.wsh.impl.vt.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GraphemeBreakerTest {

    /** Clusters are parted by a vertical bar in the second column; code points are hexadecimal. */
    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "61 62, 61 | 62, two letters",
        "65 301, 65 301, a letter and its accent (GB9)",
        "0D 0A, 0D 0A, CR LF (GB3)",
        "0A 301, 0A | 301, no accent on a control (GB4)",
        "61 0D, 61 | 0D, a control after a letter (GB5)",
        "1100 1161 11A8, 1100 1161 11A8, a syllable from Hangul letters (GB6 to GB8)",
        "1100 301 1161, 1100 301 | 1161, an accent parts Hangul letters",
        "AC00 11A8, AC00 11A8, LV and T (GB7)",
        "AC01 1161, AC01 | 1161, no vowel after a final consonant",
        "915 94D 937, 915 94D 937, a Devanagari conjunct (GB9c)",
        "915 94D 200D 937, 915 94D 200D 937, a conjunct with ZWJ (GB9c)",
        "915 94D 200C 937, 915 94D 200C | 937, ZWNJ ends a conjunct",
        "915 301 937, 915 301 | 937, consonants without a linker",
        "915 940, 915 940, a spacing vowel sign (GB9a)",
        "600 31, 600 31, a number sign and its number (GB9b)",
        "600 0A, 600 | 0A, a control after Prepend",
        "1F468 200D 1F469 200D 1F467, 1F468 200D 1F469 200D 1F467, a family (GB11)",
        "1F44D 1F3FD 200D 2642 FE0F, 1F44D 1F3FD 200D 2642 FE0F, skin tone and ZWJ (GB11)",
        "61 200D 1F467, 61 200D | 1F467, ZWJ after a letter joins nothing",
        "1F467 200D 61, 1F467 200D | 61, ZWJ before a letter joins nothing",
        "1F467 200D 301 1F467, 1F467 200D 301 | 1F467, an accent after ZWJ parts",
        "1F1E9 1F1EA 1F1EB 1F1F7, 1F1E9 1F1EA | 1F1EB 1F1F7, two flags (GB12)",
        "61 1F1E9 1F1EA 1F1EB, 61 | 1F1E9 1F1EA | 1F1EB, a flag and a half (GB13)",
        "1F1E9 200D 1F1EA, 1F1E9 200D | 1F1EA, ZWJ parts regional indicators",
        "31 FE0F 20E3, 31 FE0F 20E3, a keycap",
        "1F3F4 E0067 E0062 E007F, 1F3F4 E0067 E0062 E007F, a flag with tags",
        "AD 301, AD | 301, a soft hyphen counts as a control",
        "A9 FE0F, A9 FE0F, a copyright sign as emoji",
    })
    void isBreak_rulesOfUax29_splitWhereTheySay(String input, String expected, String why) {
        assertEquals(expected, spaced(clusters(codePoints(input), input.length())), why);
    }

    @Property(tries = 500)
    void isBreak_textCutAnywhere_sameClusters(@ForAll("texts") int[] text, @ForAll int cut) {
        int at = Math.floorMod(cut, text.length + 1);
        assertEquals(spaced(clusters(text, text.length)), spaced(clusters(text, at)));
    }

    @Property(tries = 500)
    void isBreak_anyText_agreesWithTheRulesReadBackwards(@ForAll("texts") int[] text) {
        int state = GraphemeBreaker.START;
        for (int i = 0; i < text.length; i++) {
            int property = GraphemeBreaker.property(text[i]);
            assertEquals(SlowSegmenter.breaksBefore(text, i), GraphemeBreaker.isBreak(state, property), "before " + i);
            state = GraphemeBreaker.nextState(state, property);
            assertTrue(state >= 0 && state < 32);
        }
    }

    @Provide
    Arbitrary<int[]> texts() {
        Arbitrary<Integer> telling = Arbitraries.of(
                0x61, 0x0D, 0x0A, 0x01, 0x301, 0x200C, 0x200D, 0x94D, 0x915, 0x937, 0x903, 0x600, 0x1F1E9, 0x1F1EA,
                0x1F468, 0x2764, 0xFE0F, 0x1F3FD, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x1CF5, 0xE0067, 0x3042);
        return telling.array(int[].class).ofMinSize(1).ofMaxSize(12);
    }

    private static int[] codePoints(String hex) {
        return java.util.Arrays.stream(hex.split(" "))
                .mapToInt(h -> Integer.parseInt(h, 16))
                .toArray();
    }

    /** Two segmenters in turn, the second going on with the state of the first from {@code cut}. */
    private static List<List<Integer>> clusters(int[] text, int cut) {
        List<List<Integer>> clusters = new ArrayList<>();
        int state = take(text, 0, Math.min(cut, text.length), GraphemeBreaker.START, clusters);
        take(text, Math.min(cut, text.length), text.length, state, clusters);
        return clusters;
    }

    private static int take(int[] text, int from, int to, int start, List<List<Integer>> clusters) {
        int state = start;
        for (int i = from; i < to; i++) {
            int property = GraphemeBreaker.property(text[i]);
            if (GraphemeBreaker.isBreak(state, property)) {
                clusters.add(new ArrayList<>());
            }
            clusters.get(clusters.size() - 1).add(text[i]);
            state = GraphemeBreaker.nextState(state, property);
        }
        return state;
    }

    private static String spaced(List<List<Integer>> clusters) {
        StringBuilder out = new StringBuilder();
        for (List<Integer> cluster : clusters) {
            out.append(out.length() == 0 ? "" : " |");
            cluster.forEach(cp -> out.append(String.format(" %02X", cp)));
        }
        return out.toString().trim();
    }
}
