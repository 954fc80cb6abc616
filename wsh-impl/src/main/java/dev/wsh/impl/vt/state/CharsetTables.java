package dev.wsh.impl.vt.state;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The characters of each {@link Charset}, for the bytes 0x20 to 0x7E. Stateless. */
final class CharsetTables {
    /** What stands for a byte without a character: DEC's terminals and xterm show a reversed question mark. */
    private static final char UNDEFINED = '⸮';

    private static final String REPLACED = "#@[\\]^_`{|}~";
    /** Bytes of the second and third row that DEC left free in its supplemental sets. */
    private static final String FREE = "$&,-./48>";

    /** From 0x5F on. */
    private static final String GRAPHICS = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
    /** From 0x21 on. */
    private static final String TECHNICAL =
            "⎷┌─⌠⌡│⎡⎣⎤⎦⎛⎝⎞⎠⎨⎬           ≤≠≥∫∴∝∞÷Δ∇ΦΓ∼≃Θ×Λ⇔⇒≡ΠΨ Σ  √ΩΞΥ⊂⊃∩∪∧∨" + "¬αβχδεφγηιθκλ ν∂πψρστ ƒωξυζ←↑→↓";
    /** From 0x61 on: ELOT 927. */
    private static final String GREEK_CAPITALS = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΧΟΠΡΣΤΥΦΞΨΩ  ";

    private static final String HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת";
    /** In the order of KOI-7. */
    private static final String CYRILLIC = "ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
    /** From 0x40 on. */
    private static final String DEC_GREEK = "ϊΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟ⸮ΠΡΣΤΥΦΧΨΩάέήί⸮ό" + "ϋαβγδεζηθικλμνξο⸮πρστυφχψωςύώ΄⸮";
    /** From 0x21 on: ISO 8859-7 of 1987. */
    private static final String ISO_GREEK = "‘’£⸮⸮¦§¨©⸮«¬\u00AD⸮―°±²³΄΅Ά·ΈΉΊ»Ό½ΎΏ"
            + "ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ⸮ΣΤΥΦΧΨΩΪΫάέήί"
            + "ΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ";
    /** From 0x21 on: ISO 8859-2. */
    private static final String LATIN_2 = "Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00ADŽŻ°ą˛ł´ľśˇ¸šşťź˝žż"
            + "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
            + "ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ";

    private CharsetTables() {}

    static String map(String designator, @Nullable String national) {
        StringBuilder ascii = new StringBuilder();
        for (char c = ' '; c < 0x7F; c++) {
            ascii.append(c);
        }
        if (national != null) {
            return replace(ascii, REPLACED, national).toString();
        }
        StringBuilder map = switch (designator) {
            case "0" -> put(ascii, 0x5F, GRAPHICS);
            case ">" -> put(ascii, '!', TECHNICAL);
            case "\">" -> put(ascii, 'a', GREEK_CAPITALS);
            case "%=" -> put(ascii, '`', HEBREW);
            case "%2" -> replace(ascii, "&@[\\]^`{|}~", "ğİŞÖÇÜĞşöçü");
            case "&5" -> put(ascii, '`', CYRILLIC.substring(0, 0x7F - '`'));
            case "B" -> ascii;
            default -> supplemental(designator, latin1());
        };
        return map.toString();
    }

    private static StringBuilder supplemental(String designator, StringBuilder latin1) {
        return switch (designator) {
            case "%5", "<" -> replace(undefine(latin1, FREE + "P^p~"), "(W]w}", "¤ŒŸœÿ");
            case "%0" -> replace(replace(undefine(latin1, FREE), ".>P^p~", "İıĞŞğş"), "W]w}", "ŒŸœÿ");
            case "\"?" -> put(replace(undefine(latin1, FREE), "(", "¤"), '@', DEC_GREEK);
            case "\"4" -> hebrew(undefine(latin1, FREE), '@');
            case "&4" ->
                put(
                        undefine(latin1, '!', '@'),
                        '@',
                        CYRILLIC.toLowerCase(Locale.ROOT) + CYRILLIC.substring(0, 0x7F - '`'));
            case "-B" -> put(latin1, '!', LATIN_2);
            case "-F" -> put(latin1, '!', ISO_GREEK);
            case "-H" -> replace(hebrew(undefine(latin1, "!"), '?'), "_", "‗");
            case "-L" -> cyrillic(latin1);
            case "-M" -> replace(latin1, "P]^p}~", "ĞİŞğış");
            default -> latin1;
        };
    }

    private static StringBuilder latin1() {
        StringBuilder map = new StringBuilder(" ");
        for (char c = 0xA1; c < 0xFF; c++) {
            map.append(c);
        }
        return map;
    }

    /** The letters, and nothing between a byte and them nor after them. */
    private static StringBuilder hebrew(StringBuilder map, int free) {
        undefine(undefine(map, free, '`'), '{', 0x7F);
        return put(replace(map, "*:", "×÷"), '`', HEBREW);
    }

    /** ISO 8859-5: in the order of Unicode but for three characters. */
    private static StringBuilder cyrillic(StringBuilder map) {
        for (int c = '!'; c < 0x7F; c++) {
            map.setCharAt(c - ' ', (char) (0x0401 - '!' + c));
        }
        return replace(map, "-p}", "\u00AD№§");
    }

    private static StringBuilder put(StringBuilder map, int from, String characters) {
        return map.replace(from - ' ', from - ' ' + characters.length(), characters);
    }

    private static StringBuilder replace(StringBuilder map, String bytes, String characters) {
        for (int i = 0; i < bytes.length(); i++) {
            map.setCharAt(bytes.charAt(i) - ' ', characters.charAt(i));
        }
        return map;
    }

    private static StringBuilder undefine(StringBuilder map, String bytes) {
        return replace(map, bytes, String.valueOf(UNDEFINED).repeat(bytes.length()));
    }

    private static StringBuilder undefine(StringBuilder map, int from, int to) {
        return put(map, from, String.valueOf(UNDEFINED).repeat(to - from));
    }
}
