package dev.wsh.impl.vt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Pieces of terminal output for properties: text, controls, sequences, strings and rubbish. */
final class Fragments {
    private Fragments() {}

    /** Some output; what makes sense comes more often than what does not. */
    static Arbitrary<List<String>> output(int most) {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, text()),
                        net.jqwik.api.Tuple.of(3, controls()),
                        net.jqwik.api.Tuple.of(8, csi()),
                        net.jqwik.api.Tuple.of(2, modes()),
                        net.jqwik.api.Tuple.of(2, sgr()),
                        net.jqwik.api.Tuple.of(2, escapes()),
                        net.jqwik.api.Tuple.of(1, strings()),
                        net.jqwik.api.Tuple.of(1, rubbish()))
                .list()
                .ofMaxSize(most);
    }

    static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(30),
                Arbitraries.of(
                                "a",
                                "é",
                                "你",
                                "好",
                                "e\u0301",
                                "👩\u200d👩\u200d👧",
                                "🇩",
                                "🇪",
                                "👍🏽",
                                "☁\ufe0f",
                                "\u0301",
                                "각",
                                "ᄀ",
                                "ᅡ",
                                "\u200b",
                                "ｱ",
                                "क्ष",
                                "\u00ad",
                                "👍",
                                "\ufe0f",
                                "\u200d")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(8)
                        .map(parts -> String.join("", parts)));
    }

    static Arbitrary<String> controls() {
        return Arbitraries.of("\r\n", "\n", "\r", "\b", "\t", "\007", "\016", "\017", "\013", "\033", "\030", "\u0085");
    }

    static Arbitrary<String> csi() {
        Arbitrary<String> params = Arbitraries.integers()
                .between(0, 12)
                .map(String::valueOf)
                .injectNull(0.2)
                .list()
                .ofMaxSize(5)
                .map(list -> list.stream().map(n -> n == null ? "" : n).collect(Collectors.joining(";")));
        Arbitrary<String> finals = Arbitraries.of(
                "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "@", "`", "a",
                "b", "d", "e", "f", "g", "h", "l", "m", "n", "r", "s", "u", "c", "x", "$r", "$t", "$v", "$x", "$z",
                "${", "*x", "*y", "'}", "'~", " q", "\"q", " @", " A", "!p", "$p", "$w", "q", "z");
        Arbitrary<String> prefixes = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(8, ""), net.jqwik.api.Tuple.of(1, "?"), net.jqwik.api.Tuple.of(1, ">"));
        return Combinators.combine(prefixes, params, finals).as((p, n, f) -> "\033[" + p + n + f);
    }

    static Arbitrary<String> modes() {
        Arbitrary<Integer> numbers = Arbitraries.of(
                1, 3, 5, 6, 7, 12, 25, 40, 42, 45, 47, 66, 69, 1000, 1002, 1006, 1047, 1048, 1049, 2004, 2026, 2027);
        return Combinators.combine(numbers, Arbitraries.of("h", "l", "s", "r", "$p"))
                .as((n, f) -> "\033[?" + n + f);
    }

    static Arbitrary<String> sgr() {
        return Arbitraries.of(
                        "0",
                        "1",
                        "2",
                        "3",
                        "4",
                        "4:3",
                        "7",
                        "9",
                        "21",
                        "22",
                        "31",
                        "42",
                        "97",
                        "104",
                        "38;5;200",
                        "48;2;1;2;3",
                        "38:2::9:8:7",
                        "58:5:4",
                        "53",
                        "39;49",
                        "")
                .map(s -> "\033[" + s + "m");
    }

    static Arbitrary<String> escapes() {
        return Arbitraries.of(
                "\0337",
                "\0338",
                "\033D",
                "\033E",
                "\033M",
                "\033H",
                "\033c",
                "\033#8",
                "\033#6",
                "\033#5",
                "\033(0",
                "\033(B",
                "\033)0",
                "\033N",
                "\0336",
                "\0339",
                "\033=",
                "\033>",
                "\033V",
                "\033W",
                "\033 G",
                "\033 F",
                "\033[?2l\033Y!!\033<",
                "\033n");
    }

    static Arbitrary<String> strings() {
        return Arbitraries.of(
                "\033]2;title\007",
                "\033]0;näme\033\\",
                "\033]8;id=1;http://example.org/\033\\",
                "\033]8;;\007",
                "\033]7;file:///tmp\007",
                "\033]133;A\007",
                "\033]4;1;rgb:ff/00/00\007",
                "\033]10;?\007",
                "\033]52;c;aGk=\007",
                "\033P$qm\033\\",
                "\033P$qr\033\\",
                "\033P+q544e\033\\",
                "\033Pq#0~~\033\\",
                "\033_Gi=1;AAAA\033\\",
                "\033]unended",
                "\033Xsos\033\\",
                "\033^pm\033\\");
    }

    static Arbitrary<String> rubbish() {
        return Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(6);
    }

    static byte[] bytes(List<String> parts) {
        return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }

    static String show(List<String> parts) {
        return Arrays.toString(parts.toArray()).replace("\033", "^[");
    }
}
