package dev.wsh.impl.vt.state;

import org.jspecify.annotations.Nullable;

/**
 * The character sets that SCS can designate: of 94 characters, and of 96 where the designator begins with {@code -}.
 *
 * <p>Sources: DEC VT220, VT340 and VT510 manuals and "Digital ANSI-Compliant Printing Protocol, Level 2" (DEC Special
 * Graphics, the national replacement sets, DEC's supplemental sets), ELOT 927, ISO 8859; designators as listed in
 * xterm's ctlseqs under "Designate G0 Character Set". Most national sets differ from ASCII in the twelve characters
 * {@code # @ [ \ ] ^ _ ` { | } ~} only.
 */
public enum Charset {
    ASCII("B", null),
    LINES("0", null),
    UK("A", "£@[\\]^_`{|}~"),
    DUTCH("4", "£¾ĳ½|^_`¨ƒ¼´"),
    FINNISH("C", "#@ÄÖÅÜ_éäöåü"),
    FINNISH_2("5", "#@ÄÖÅÜ_éäöåü"),
    FRENCH("R", "£à°ç§^_`éùè¨"),
    FRENCH_2("f", "£à°ç§^_`éùè¨"),
    FRENCH_CANADIAN("Q", "#àâçêî_ôéùèû"),
    FRENCH_CANADIAN_2("9", "#àâçêî_ôéùèû"),
    GERMAN("K", "#§ÄÖÜ^_`äöüß"),
    GREEK("\">", null),
    HEBREW("%=", null),
    ITALIAN("Y", "£§°çé^_ùàòèì"),
    NORWEGIAN("E", "#ÄÆØÅÜ_äæøåü"),
    NORWEGIAN_2("6", "#ÄÆØÅÜ_äæøåü"),
    NORWEGIAN_3("`", "#ÄÆØÅÜ_äæøåü"),
    PORTUGUESE("%6", "#@ÃÇÕ^_`ãçõ~"),
    RUSSIAN("&5", null),
    SERBO_CROATIAN("%3", "#ŽŠĐĆČ_žšđćč"),
    SPANISH("Z", "£§¡Ñ¿^_`°ñç~"),
    SWEDISH("H", "#ÉÄÖÅÜ_éäöåü"),
    SWEDISH_2("7", "#ÉÄÖÅÜ_éäöåü"),
    SWISS("=", "ùàéçêîèôäöüû"),
    TURKISH("%2", null),
    SUPPLEMENTAL("%5", null),
    SUPPLEMENTAL_2("<", null),
    DEC_CYRILLIC("&4", null),
    DEC_GREEK("\"?", null),
    DEC_HEBREW("\"4", null),
    DEC_TURKISH("%0", null),
    LATIN_1("-A", null),
    LATIN_2("-B", null),
    ISO_GREEK("-F", null),
    ISO_HEBREW("-H", null),
    ISO_CYRILLIC("-L", null),
    LATIN_5("-M", null),
    TECHNICAL(">", null);

    private final String designator;
    private final String map; // of 0x20 to 0x7E

    Charset(String designator, @Nullable String national) {
        this.designator = designator;
        this.map = CharsetTables.map(designator, national);
    }

    /** Returns the intermediate and final bytes that designate the set. */
    public String designator() {
        return designator;
    }

    int map(int b) {
        return map.charAt(b - ' ');
    }

    /** Tells whether it is a national replacement set, which counts only in national mode (DECNRCM). */
    public boolean national() {
        return compareTo(UK) > 0 && compareTo(SUPPLEMENTAL) < 0;
    }

    /** Returns the set of a designator, or null where there is none. */
    public static @Nullable Charset of(String designator) {
        for (Charset set : values()) {
            if (set.designator.equals(designator)) {
                return set;
            }
        }
        return null;
    }
}
