package dev.wsh.impl.vt.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Output that nobody prints for work: text, controls and sequences in the order that costs most. Each has a floor under
 * which the terminal must not fall: about half of what it took on a busy machine, the compiler's time included. A pattern is
 * repeated, or made anew from a fixed seed, up to a megabyte. Immutable.
 */
public enum Hostile {
    // Clusters and widths.
    ACCENT_IN_EVERY_CELL(20, "e\u0301"),
    ANOTHER_CLUSTER_IN_EVERY_CELL(
            8, (out, r) -> out.text(letter(r) + Character.toString(0x300 + r.nextInt(0x70)) + mark(r))),
    CLUSTERS_IN_LINES(12, "e\u0301".repeat(60) + "\r\n"),
    LONG_CLUSTERS(8, (out, r) -> out.text(letter(r)).text(marks(r, 30))),
    ENDLESS_CLUSTER(25, (out, r) -> out.text(mark(r))),
    FAMILIES(40, "👩\u200d👩\u200d👧\u200d👦"),
    FLAGS(40, (out, r) -> out.text(flag(r))),
    SKIN_TONES(40, "👋🏽"),
    EMOJI_PRESENTATION(12, "❤\ufe0f"),
    TEXT_PRESENTATION(6, "⌚\ufe0e"),
    KEYCAPS(10, "1\ufe0f\u20e3"),
    HANGUL_JAMO(18, "\u1112\u1161\u11ab"),
    CONJUNCTS(25, "\u0915\u094d\u0937"),
    THAI(25, "\u0e01\u0e33\u0e19\u0e49"),
    ZERO_WIDTH(40, "\u200b"),
    DIRECTIONS(20, "\u202ea\u202c"),
    WIDE(40, (out, r) -> out.text(Character.toString(0x4E00 + r.nextInt(0x5000)))),
    WIDE_AT_THE_EDGE(40, "a" + "你".repeat(45)),
    HALVES_OVERWRITTEN(20, "你好\u001b[2D\u001b[Cx\r"),
    EMOJI(60, (out, r) -> out.text(Character.toString(0x1F600 + r.nextInt(0x40)))),
    CYRILLIC(60, (out, r) -> out.text(Character.toString(0x410 + r.nextInt(0x40)))),
    PRIVATE_USE(60, "\ue0b0\uf8ff"),
    LAST_CODE_POINTS(60, "\uffff" + Character.toString(0x10FFFF)),
    // Bytes that are not UTF-8.
    RANDOM_BYTES(6, (out, r) -> out.raw(random(r, 4096, 256))),
    RANDOM_HIGH_BYTES(9, (out, r) -> out.raw(random(r, 4096, 128, 128))),
    LATIN_1(
            15,
            (out, r) -> out.raw("d\u00e9j\u00e0 vu, na\u00efve fa\u00e7ade ".getBytes(StandardCharsets.ISO_8859_1))),
    CONTINUATIONS_ALONE(30, new byte[] {(byte) 0x80, (byte) 0xBF}),
    OVERLONG(30, new byte[] {(byte) 0xC0, (byte) 0x80, (byte) 0xE0, (byte) 0x80, (byte) 0x80}),
    SURROGATES(25, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
    CUT_CHARACTERS(40, new byte[] {(byte) 0xE4, (byte) 0xBD, 'a', (byte) 0xF0, (byte) 0x9F, (byte) 0x98, 'b'}),
    BYTES_OF_NO_ENCODING(30, new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0xF8}),
    ENCODED_C1(40, "a\u009b1m\u0085"),
    // Controls.
    NUL(40, "\0"),
    BELLS(30, "\u0007"),
    BACKSPACES(25, "ab\b"),
    TABS(15, "\ta"),
    TAB_ALONE(30, "\t"),
    RETURNS(30, "\r"),
    LINE_FEEDS(10, "\n"),
    FORM_FEEDS(12, "\u000b\u000c"),
    SHIFTS(15, "\u000ea\u000fb"),
    DELETES(60, "\u007f"),
    ESCAPES(40, "\u001b"),
    UNKNOWN_ESCAPES(30, "\u001b~\u001b\"x\u001b'"),
    CANCELLED(30, "\u001b[1;2\u0018\u001b[3\u001a"),
    // Renditions.
    EMPTY_SGR(40, "\u001b[m"),
    SGR_AND_RESET(30, "\u001b[1mx\u001b[m"),
    INDEXED_COLOURS(40, (out, r) -> out.csi("38;5;" + r.nextInt(256) + "mx")),
    ALL_COLOURS(30, (out, r) -> out.csi("38;2;" + rgb(r, ';') + ";48;2;" + rgb(r, ';') + "mx")),
    COLONS(25, (out, r) -> out.csi("4:3;58:2::" + rgb(r, ':') + "mx")),
    LONG_SGR(40, "\u001b[1;2;3;4;5;6;7;8;9;21;22;23;24;25;27;28;29;31;32;33;34;41;42;43;44mx"),
    TOO_MANY_PARAMETERS(40, "\u001b[" + "1;".repeat(100) + "1m"),
    HUGE_NUMBERS(60, "\u001b[99999999999999999999999999A"),
    // Sequences.
    UNKNOWN_CSI(30, "\u001b[?1;2;3y\u001b[>5~"),
    INTERMEDIATES(30, "\u001b[1 !\"#$%&x"),
    POSITIONS(40, (out, r) -> out.csi((1 + r.nextInt(24)) + ";" + (1 + r.nextInt(80)) + "Hx")),
    STEPS(30, "\u001b[A\u001b[C\u001b[B\u001b[D"),
    SAVED_CURSORS(15, "\u001b7\u001b8"),
    MODES(20, "\u001b[?7l\u001b[?7h\u001b[4h\u001b[4l"),
    SYNCHRONIZED(20, "\u001b[?2026h\u001b[?2026l"),
    MARGINS(20, "\u001b[2;5r\u001b[r"),
    TEXT_BETWEEN_MARGINS(
            12, (out, r) -> out.csi("?69h").csi("10;70s").repeat('x', 4000).csi("?69l")),
    INSERT_MODE(15, (out, r) -> out.csi("4h").repeat('x', 4000).csi("4l")),
    ORIGIN_MODE(15, "\u001b[?6h\u001b[2;2Hx\u001b[?6l"),
    REPEATS(5, "x\u001b[9b"),
    REPEATED_WITHOUT_END(0.1, "x\u001b[65535b"),
    TAB_STOPS(20, "\u001b[3g\u001bH\u001b[5W"),
    LINES_OF_DOUBLE_WIDTH(20, "\u001b#6abc\u001b#5"),
    PROTECTED_CELLS(20, "\u001b[1\"qab\u001b[0\"q\u001b[?1K"),
    LINE_DRAWING(15, "\u001b(0lqqk\u001b(B"),
    // Erasing and moving.
    ERASED_LINES(10, "abc\u001b[2K\r"),
    ERASED_IN_COLOUR(4, "\u001b[44m\u001b[K\u001b[m\r\u001b[K"),
    ERASED_SCREENS(1, "abc\u001b[2J"),
    ERASED_CHARACTERS(20, "\u001b[10X"),
    INSERTED_BLANKS(10, "ab\u001b[5@"),
    DELETED_CHARACTERS(10, "abc\u001b[2P"),
    INSERTED_LINES(2, "\u001b[H\u001b[L"),
    DELETED_LINES(2, "\u001b[H\u001b[M"),
    SCROLLED_UP(2, "\u001b[S"),
    SCROLLED_DOWN(2, "\u001b[T"),
    REVERSE_INDEXES(2, "\u001b[H\u001bM"),
    SCREENS_IN_TURN(1, "\u001b[?1049h\u001b[?1049l"),
    SCREENS_OF_E(0.5, "\u001b#8"),
    RESETS(0.2, "\u001bc"),
    SOFT_RESETS(5, "\u001b[!p"),
    RECTANGLES_FILLED(0.5, "\u001b[120;1;1;24;80$x"),
    CHECKSUMS(0.5, "\u001b[1;1;1;1;24;80*y"),
    // Questions.
    POSITION_REPORTS(12, "\u001b[6n"),
    ATTRIBUTES(10, "\u001b[c"),
    MODE_REPORTS(12, "\u001b[?7$p"),
    SETTINGS(12, "\u001bP$qm\u001b\\"),
    CAPABILITIES(15, "\u001bP+q436f;524742;6b63757531;78787878\u001b\\"),
    COLOUR_REPORTS(3, "\u001b]4;1;?\u0007"),
    SIZE_REPORTS(12, "\u001b[18t"),
    // Strings.
    TITLES(15, (out, r) -> out.text("\u001b]2;title " + r.nextInt() + "\u0007")),
    LINKS(8, (out, r) -> out.text("\u001b]8;;http://host/" + r.nextInt() + "\u001b\\x\u001b]8;;\u001b\\")),
    CLIPBOARDS(12, "\u001b]52;c;aGVsbG8gd29ybGQ=\u0007"),
    PROGRESS(10, "\u001b]9;4;1;50\u0007"),
    COLOURS_SET(
            8,
            (out, r) -> out.text(
                    "\u001b]4;" + r.nextInt(256) + ";#" + String.format("%06x", r.nextInt(1 << 24)) + "\u0007")),
    SHELL_MARKS(15, "\u001b]133;A\u0007$ \u001b]133;B\u0007\r"),
    UNKNOWN_OSC(40, "\u001b]777777;some text that means nothing\u0007"),
    LONG_OSC(60, "\u001b]999;" + "x".repeat(100_000) + "\u0007"),
    LONG_DCS(60, "\u001bPq" + "?~@ABC".repeat(20_000) + "\u001b\\"),
    OTHER_STRINGS(40, "\u001b_application\u001b\\\u001b^privacy\u001b\\\u001bXstart\u001b\\"),
    STRINGS_IN_STRINGS(30, "\u001b]2;a\u001b]2;b\u001bPc\u001b]d"),
    STACKS(10, "\u001b[22t\u001b[23t\u001b[#{\u001b[#}"),
    RANDOM_SEQUENCES(1, (out, r) -> out.csi(sequence(r)));

    /** Bytes of a stream, at least. */
    private static final int SIZE = 1_000_000;

    private final double floor;
    private final BiConsumer<Stream, Random> maker;

    Hostile(double floor, BiConsumer<Stream, Random> maker) {
        this.floor = floor;
        this.maker = maker;
    }

    Hostile(double floor, String repeated) {
        this(floor, repeated.getBytes(StandardCharsets.UTF_8));
    }

    Hostile(double floor, byte[] repeated) {
        this(floor, (out, random) -> out.raw(repeated));
    }

    /** 10^6 bytes in a second of CPU time, at least, where the limit is {@link HostileTable#LIMIT}. */
    double floor() {
        return floor;
    }

    /** The stream; it ends with a reset of what it set, since engines are fed the same stream again and again. */
    byte[] bytes() {
        Stream out = new Stream();
        Random random = new Random(ordinal());
        while (out.size() < SIZE) {
            maker.accept(out, random);
        }
        return out.text("\u0018\u000f").csi("!p").csi("m").csi("?1049l").bytes();
    }

    private static String letter(Random r) {
        return String.valueOf((char) ('a' + r.nextInt(26)));
    }

    private static String mark(Random r) {
        return Character.toString(0x300 + r.nextInt(0x70));
    }

    private static String marks(Random r, int n) {
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < n; i++) {
            marks.append(mark(r));
        }
        return marks.toString();
    }

    private static String flag(Random r) {
        return Character.toString(0x1F1E6 + r.nextInt(26)) + Character.toString(0x1F1E6 + r.nextInt(26));
    }

    private static String rgb(Random r, char between) {
        return "" + r.nextInt(256) + between + r.nextInt(256) + between + r.nextInt(256);
    }

    private static byte[] random(Random r, int n, int bound) {
        return random(r, n, bound, 0);
    }

    private static byte[] random(Random r, int n, int bound, int from) {
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (from + r.nextInt(bound));
        }
        return bytes;
    }

    private static String sequence(Random r) {
        String last = "ABCDEFGHIJKLMPSTXZ`abcdefghlmnqrstuxyz@";
        return r.nextInt(100) + ";" + r.nextInt(100) + last.charAt(r.nextInt(last.length())) + letter(r);
    }
}
