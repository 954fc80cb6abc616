package dev.wsh.impl.vt.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes streams of what two terminals share, on small screens, so that edges, margins and history are met often. The same
 * seed makes the same stream. Stateless but for its source of random numbers; confined to one thread.
 */
final class StreamGenerator {

    /** Sequences that take a count, by their final character. */
    private static final String COUNTED = "ABCDEFGILMPTXZ@`adeb";

    private static final String[] MODES = {
        "?1", "?5", "?6", "?7", "?7", "?25", "?45", "?47", "?1000", "?1002", "?1003", "?1004", "?1047", "?1048",
        "?1049", "?2004", "?66", "4", "4", "20", "?6;7", "?9999", "99"
    };
    private static final String[] CONTROLS = {
        "\b", "\t", "\n", "\u000b", "\f", "\r", "\r\n", "\u0007", "\0", "\u007f", "\u000e", "\u000f"
    };
    private static final String[] ESCAPES = {
        "7", "8", "D", "E", "M", "H", "=", ">", "(0", "(B", ")0", "*0", "n", "o", "(A", "\\", "[s", "[u", "[!p", "#8",
        "c", "[5n", "[6n"
    };
    private static final String[] RENDITIONS = {
        "",
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "7",
        "8",
        "9",
        "21",
        "22",
        "23",
        "24",
        "25",
        "27",
        "28",
        "29",
        "53",
        "55",
        "31",
        "42",
        "39",
        "49",
        "97",
        "103",
        "38;5;200",
        "48;5;17",
        "38;2;1;2;3",
        "48;2;4;5;6",
        "38:5:99",
        "48:2::7:8:9",
        "38:2:1:2:3",
        "4:0",
        "4:1",
        "4:2",
        "4:3",
        "4:4",
        "4:5",
        "58:5:3",
        "58:2::1:1:1",
        "58;5;4",
        "59",
        "1;31;44",
        "7;103",
        "4;58;2;9;9;9",
        "0;1",
        ";5",
        "1;;3",
        "38;5",
        "38;2;1",
        "38",
        "48;9;1",
        "999",
        "38:5",
        "4:9",
        "1:2"
    };
    private static final String[] MALFORMED = {
        "\u001b[1\u001b[C",
        "\u001b[?\u0018",
        "\u001b\u0018",
        "\u001b(\u001bM",
        "\u001b[2\u001a",
        "\u001b]2;x\u0018",
        "\u001bPq\u001b\\",
        "\u001b_x\u001b\\",
        "\u001b^x\u001b\\",
        "\u001bXx\u001b\\",
        "\u001b[3\u001b[2C",
        "\u001b[1\n1C",
        "\u001b[\r2C",
        "\u001b[2 C",
        "\u001b[>2C",
        "\u001b[<1A",
        "\u001b[=5B",
        "\u001b[1;2;3;4;5;6;7;8;9C",
        "\u001b[99999C",
        "\u001b[2147483648B",
        "\u001b[1:2C",
        "\u001b[;C",
        "\u001b[?3K",
        "\u001b[9K",
        "\u001b[9J",
        "\u001b[2!p",
        "\u001b%G",
        "\u001b[3\u007fC",
        "\u001bP1$r0m\u001b\\",
        "\u001b]\u0007",
        "\u001b]x;y\u0007",
        "\u001b[2?C",
        "\u001b[1;2?h",
        "\u001b[4:1h",
        "\u001b\u001b[C",
        "\u001b[!C",
        "\u001b[1$C",
        "\u001b[<5h"
    };
    private static final String[] WIDE = {"漢", "字", "한", "あ", "！"};

    private final Random random = new Random();

    /** The stream of a seed. */
    TokenStream next(long seed) {
        random.setSeed(seed * 0x9E3779B97F4A7C15L);
        random.nextInt();
        int rows = 1 + random.nextInt(6);
        int cols = 2 + random.nextInt(11);
        List<Token> tokens = new ArrayList<>();
        for (int i = 6 + random.nextInt(24); i > 0; i--) {
            String text = token(rows, cols);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            tokens.add(new Token(text, bytes > 1 && random.nextInt(5) == 0 ? 1 + random.nextInt(bytes - 1) : 0));
        }
        return new TokenStream(seed, rows, cols, tokens);
    }

    private String token(int rows, int cols) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> ascii(1 + random.nextInt(cols + 3));
            case 4 -> wide(1 + random.nextInt(cols / 2 + 1));
            case 5 -> one("e", "x", "字", "o") + one("\u0301", "\u0308", "\u0302\u0323");
            case 6, 7 -> one(CONTROLS);
            case 8, 9, 10 -> "\u001b[" + count(cols) + COUNTED.charAt(random.nextInt(COUNTED.length()));
            case 11 -> "\u001b[" + count(rows) + one("", ";" + count(cols)) + one("H", "H", "f");
            case 12 -> "\u001b[" + one("", "0", "1", "2") + one("J", "K", "K");
            case 13 -> "\u001b[" + one("", count(rows) + ";" + count(rows), "2;" + rows, "1;2", "2") + "r";
            case 14, 15 -> "\u001b[" + one(RENDITIONS) + "m" + one("m", "一");
            case 16 -> "\u001b[" + one(MODES) + one("h", "h", "l");
            case 17, 18 -> "\u001b" + one(ESCAPES);
            default -> rare(rows, cols);
        };
    }

    private String rare(int rows, int cols) {
        return switch (random.nextInt(7)) {
            case 0 -> "\u001b[" + one("", "0", "3", "2") + "g";
            case 1 -> "\u001b]" + one("0", "1", "2") + ";" + ascii(random.nextInt(4)) + one("\u0007", "\u001b\\");
            case 2 -> "\u001b[" + count(cols) + one(" @", " A", "'}", "'~");
            case 3 -> "\u001b[" + one("0", "1", "2") + one("\"q", "\"q", "\"q");
            case 4 -> "\u001b[?" + one("", "0", "1", "2") + one("J", "K");
            case 5 -> "\u001b[" + count(rows) + "S";
            default -> one(MALFORMED);
        };
    }

    /** A parameter: often none, small, or about the size. */
    private String count(int size) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> "";
            case 2 -> one("0", "1", "999");
            case 3 -> Integer.toString(size - 1 + random.nextInt(3));
            default -> Integer.toString(1 + random.nextInt(size));
        };
    }

    private String ascii(int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(random.nextInt(12) == 0 ? ' ' : (char) ('!' + random.nextInt(94)));
        }
        return out.toString();
    }

    private String wide(int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(random.nextInt(4) == 0 ? "w" : one(WIDE));
        }
        return out.toString();
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
