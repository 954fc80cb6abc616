package dev.wsh.impl.vt.grid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacter.GraphemeClusterBreak;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacter.IndicConjunctBreak;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.util.VersionInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes the source of {@link UnicodeTables} from the character database inside ICU4J.
 *
 * <p>It runs at development time only, under the Maven profile {@code unicode}; the engine itself depends on no Unicode
 * library. What a byte of the table means is drawn in {@link UnicodeTables}; the rules that choose it are {@link #width}
 * and {@link #property} here, and nowhere else.
 *
 * <p>Stateless.
 */
final class UnicodeTablesGenerator {

    private static final int CODE_POINTS = 0x110000;

    /** Characters of text in one source line of a string. */
    private static final int LINE = 96;

    /**
     * Symbols that were Extended_Pictographic up to Unicode 17 and no longer are. Text and terminals were made after the
     * older rule, GraphemeBreakTest of those versions checks it, and nobody joins these by accident: they still join.
     */
    private static final String FORMER_PICTOGRAPHIC =
            "2388 2605 2607-260D 260F 2610 2612 2616 2617 2619-261C 261E 261F 2621 2624 2625 2627-2629 "
                    + "262B-262D 2630-2637 263B-263F 2641 2643-2647 2654-265E 2661 2662 2664 2667 2669-267A 267C 267D "
                    + "2680-2685 2690 2691 2698 269A 269D-269F 26A2-26A6 26A8 26A9 26AC-26AF 26B2-26BC 26BF-26C3 26C6 "
                    + "26C7 26C9-26CD 26D0 26D2 26D5-26E8 26EB-26EF 26F6 26FB 26FC 26FE-2701 2703 2704 270E 2710 2711 "
                    + "2765-2767 1F000-1F003 1F005-1F02B 1F030-1F093 1F0A0-1F0AE 1F0B1-1F0BF 1F0C1-1F0CE 1F0D1-1F0F5 "
                    + "1F10D-1F10F 1F12F 1F16C-1F16F 1F1AD 1F1AE 1F260-1F265 1F322 1F323 1F394 1F395 1F398 1F39C 1F39D "
                    + "1F3F1 1F3F2 1F3F6 1F4FE 1F546-1F548 1F54F 1F568-1F56E 1F571 1F572 1F57B-1F586 1F588 1F589 1F58E "
                    + "1F58F 1F591-1F594 1F597-1F5A3 1F5A6 1F5A7 1F5A9-1F5B0 1F5B3-1F5BB 1F5BD-1F5C1 1F5C5-1F5D0 "
                    + "1F5D4-1F5DB 1F5DF 1F5E0 1F5E2 1F5E4-1F5E7 1F5E9-1F5EE 1F5F0-1F5F2 1F5F4-1F5F9 1F6C6-1F6CA 1F6D3 "
                    + "1F6D4 1F6E6-1F6E8 1F6EA 1F6F1 1F6F2 1F774-1F77F 1F7D5-1F7DB 1F7F1-1F7FF 1F8B0-1F8BB 1F8C0 1F8C1 "
                    + "1F8D0-1F8D8 1FA00-1FA57 1FA60-1FA6D";

    static final Set<Integer> FORMERLY_PICTOGRAPHIC = ranges(FORMER_PICTOGRAPHIC);

    private UnicodeTablesGenerator() {}

    private static Set<Integer> ranges(String hex) {
        Set<Integer> all = new HashSet<>();
        for (String range : hex.split(" ")) {
            String[] ends = range.split("-");
            for (int cp = Integer.parseInt(ends[0], 16); cp <= Integer.parseInt(ends[ends.length - 1], 16); cp++) {
                all.add(cp);
            }
        }
        return all;
    }

    static String generate() {
        byte[] entries = new byte[CODE_POINTS];
        for (int cp = 0; cp < CODE_POINTS; cp++) {
            entries[cp] = (byte) entry(cp);
        }
        int shift = bestShift(entries);
        int block = 1 << shift;
        Map<String, Integer> blocks = new LinkedHashMap<>();
        int[] index = new int[CODE_POINTS >> shift];
        StringBuilder all = new StringBuilder();
        for (int b = 0; b < index.length; b++) {
            String text = latin1(entries, b << shift, block);
            Integer known = blocks.get(text);
            if (known == null) {
                known = blocks.size();
                blocks.put(text, known);
                all.append(text);
            }
            index[b] = known;
        }
        int[] values = all.chars().toArray();
        return source(shift, blocks.size(), runs(index), runs(values));
    }

    private static int entry(int cp) {
        boolean emoji = UCharacter.hasBinaryProperty(cp, UProperty.EMOJI);
        return property(cp) | width(cp) << UnicodeTables.WIDTH_SHIFT | (emoji ? UnicodeTables.EMOJI : 0);
    }

    /** Columns of the character alone: UAX #11, UTS #51 and, for what neither decides, xterm's wcwidth.c. */
    private static int width(int cp) {
        if (cp == 0xAD) {
            return 1; // SOFT HYPHEN: a format character that terminals show (xterm, wcwidth.c)
        }
        int category = UCharacter.getType(cp);
        boolean ignorable = UCharacter.hasBinaryProperty(cp, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        switch (category) {
            case UCharacter.NON_SPACING_MARK:
            case UCharacter.ENCLOSING_MARK:
            case UCharacter.FORMAT:
            case UCharacter.CONTROL:
            case UCharacter.LINE_SEPARATOR:
            case UCharacter.PARAGRAPH_SEPARATOR:
                return 0;
            case UCharacter.UNASSIGNED:
                if (ignorable) {
                    return 0;
                }
                break;
            default:
                break;
        }
        int hangul = UCharacter.getIntPropertyValue(cp, UProperty.HANGUL_SYLLABLE_TYPE);
        if (hangul == HangulSyllableType.VOWEL_JAMO || hangul == HangulSyllableType.TRAILING_JAMO) {
            return 0; // conjoining: stands in the columns of its leading consonant (xterm, wcwidth.c)
        }
        if (UCharacter.hasBinaryProperty(cp, UProperty.EMOJI_PRESENTATION)) {
            return 2;
        }
        int east = UCharacter.getIntPropertyValue(cp, UProperty.EAST_ASIAN_WIDTH);
        return east == EastAsianWidth.WIDE || east == EastAsianWidth.FULLWIDTH ? 2 : 1;
    }

    /** The class of UAX #29, table 2, crossed with Extended_Pictographic and Indic_Conjunct_Break. */
    private static int property(int cp) {
        IndicConjunctBreak conjunct =
                IndicConjunctBreak.values()[UCharacter.getIntPropertyValue(cp, UProperty.INDIC_CONJUNCT_BREAK)];
        boolean pictographic =
                FORMERLY_PICTOGRAPHIC.contains(cp) || UCharacter.hasBinaryProperty(cp, UProperty.EXTENDED_PICTOGRAPHIC);
        int cluster = UCharacter.getIntPropertyValue(cp, UProperty.GRAPHEME_CLUSTER_BREAK);
        if (cluster == GraphemeClusterBreak.OTHER) {
            if (pictographic) {
                return GraphemeBreaker.PICTOGRAPHIC;
            }
            switch (conjunct) {
                case CONSONANT:
                    return GraphemeBreaker.CONSONANT;
                case LINKER:
                    return GraphemeBreaker.LETTER_LINKER;
                default:
                    require(conjunct == IndicConjunctBreak.NONE, cp);
                    return GraphemeBreaker.OTHER;
            }
        }
        require(!pictographic && conjunct != IndicConjunctBreak.CONSONANT, cp);
        if (cluster == GraphemeClusterBreak.EXTEND) {
            switch (conjunct) {
                case LINKER:
                    return GraphemeBreaker.LINKER;
                case EXTEND:
                    return GraphemeBreaker.EXTEND;
                default:
                    return GraphemeBreaker.EXTEND_ONLY;
            }
        }
        require(conjunct == IndicConjunctBreak.NONE || cluster == GraphemeClusterBreak.ZWJ, cp);
        return Objects.requireNonNull(CLASSES.get(cluster), () -> "unknown class of U+" + Integer.toHexString(cp));
    }

    private static final Map<Integer, Integer> CLASSES = Map.ofEntries(
            Map.entry(GraphemeClusterBreak.CR, GraphemeBreaker.CR),
            Map.entry(GraphemeClusterBreak.LF, GraphemeBreaker.LF),
            Map.entry(GraphemeClusterBreak.CONTROL, GraphemeBreaker.CONTROL),
            Map.entry(GraphemeClusterBreak.ZWJ, GraphemeBreaker.ZWJ),
            Map.entry(GraphemeClusterBreak.REGIONAL_INDICATOR, GraphemeBreaker.REGIONAL),
            Map.entry(GraphemeClusterBreak.PREPEND, GraphemeBreaker.PREPEND),
            Map.entry(GraphemeClusterBreak.SPACING_MARK, GraphemeBreaker.SPACING_MARK),
            Map.entry(GraphemeClusterBreak.L, GraphemeBreaker.HANGUL_L),
            Map.entry(GraphemeClusterBreak.V, GraphemeBreaker.HANGUL_V),
            Map.entry(GraphemeClusterBreak.T, GraphemeBreaker.HANGUL_T),
            Map.entry(GraphemeClusterBreak.LV, GraphemeBreaker.HANGUL_LV),
            Map.entry(GraphemeClusterBreak.LVT, GraphemeBreaker.HANGUL_LVT));

    private static void require(boolean holds, int cp) {
        if (!holds) {
            throw new IllegalStateException(
                    "U+" + Integer.toHexString(cp) + " has a combination of properties that the table can't hold");
        }
    }

    private static int bestShift(byte[] entries) {
        int best = 0;
        int bestSize = Integer.MAX_VALUE;
        for (int shift = 5; shift <= 9; shift++) {
            Map<String, Boolean> distinct = new LinkedHashMap<>();
            for (int from = 0; from < CODE_POINTS; from += 1 << shift) {
                distinct.put(latin1(entries, from, 1 << shift), Boolean.TRUE);
            }
            int index = CODE_POINTS >> shift;
            int size = (distinct.size() << shift) + (distinct.size() > 256 ? 2 * index : index);
            if (size < bestSize && distinct.size() <= 256) {
                best = shift;
                bestSize = size;
            }
        }
        return best;
    }

    private static String latin1(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Value and length of each run, as the two-part code that {@link UnicodeTables} reads back. */
    private static String runs(int[] values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.length; ) {
            int end = i + 1;
            while (end < values.length && values[end] == values[i]) {
                end++;
            }
            number(out, values[i]);
            number(out, end - i);
            i = end;
        }
        return out.toString();
    }

    /** Base 32, least digit first; every digit but the last has 32 added: all of it printable ASCII. */
    private static void number(StringBuilder out, int value) {
        int rest = value;
        while (rest >= 32) {
            out.append(UnicodeTables.DIGITS.charAt(32 + (rest & 31)));
            rest >>>= 5;
        }
        out.append(UnicodeTables.DIGITS.charAt(rest));
    }

    private static String source(int shift, int blocks, String index, String values) {
        VersionInfo unicode = UCharacter.getUnicodeVersion();
        String version = unicode.getMajor() + "." + unicode.getMinor() + "." + unicode.getMilli();
        return "// Generated by UnicodeTablesGenerator (profile \"unicode\") from ICU4J "
                + VersionInfo.ICU_VERSION.getMajor() + "." + VersionInfo.ICU_VERSION.getMinor()
                + ". Do not edit.\npackage dev.wsh.impl.vt.grid;\n\n"
                + "/** The data of {@link UnicodeTables}: run lengths, in its own base 32. Immutable. */\n"
                + "final class UnicodeData {\n\n"
                + "    /** The version of the Unicode Character Database that the tables were made from. */\n"
                + "    static final String UNICODE_VERSION = \"" + version + "\";\n\n"
                + "    /** Code points in a block, as a power of two. */\n"
                + "    static final int BLOCK_SHIFT = " + shift + ";\n\n"
                + "    /** Distinct blocks. */\n"
                + "    static final int BLOCKS = " + blocks + ";\n\n"
                + "    /** For each block of code points, the number of its distinct block. */\n"
                + constant("INDEX", index) + "\n"
                + "    /** The entries of the distinct blocks, one after another. */\n"
                + constant("VALUES", values) + "\n"
                + "    private UnicodeData() {}\n}\n";
    }

    private static String constant(String name, String text) {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < text.length(); at += LINE) {
            lines.add('"' + text.substring(at, Math.min(text.length(), at + LINE)) + '"');
        }
        return "    static final String " + name + " =\n            " + String.join("\n                    + ", lines)
                + ";\n";
    }
}
