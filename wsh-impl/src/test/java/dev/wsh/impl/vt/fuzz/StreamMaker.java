package dev.wsh.impl.vt.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Makes streams that a terminal might choke on: sequences of its grammar with odd parameters, recorded programs cut up and
 * glued together, and bytes turned at random in both. Confined to one thread; the same seed gives the same streams.
 */
final class StreamMaker {

    private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ^`abcdefghilmnpqrstuvwxyz{|}~";
    private static final String[] INTERMEDIATES = {
        "", "", "", "", " ", "!", "\"", "#", "$", "'", "*", "+", ">", "?", "=", "<"
    };
    private static final int[] MODES = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 25, 40, 41, 42, 45, 47, 66, 67, 69, 80, 95, 1000, 1002, 1003, 1004, 1005,
        1006, 1007, 1015, 1016, 1034, 1045, 1046, 1047, 1048, 1049, 2004, 2026, 2027, 2031, 2048
    };
    private static final int[] NUMBERS = {
        0, 1, 2, 3, 5, 8, 23, 24, 25, 79, 80, 81, 132, 200, 255, 256, 999, 1000, 4095, 32767, 65535, 65536, 2147483647
    };
    private static final String[] TOKENS = {
        "\u001bc",
        "\u001b7",
        "\u001b8",
        "\u001bD",
        "\u001bE",
        "\u001bH",
        "\u001bM",
        "\u001bN",
        "\u001bO",
        "\u001bZ",
        "\u001b=",
        "\u001b>",
        "\u001b#8",
        "\u001b#3",
        "\u001b#6",
        "\u001b(0",
        "\u001b(B",
        "\u001b)0",
        "\u001b*A",
        "\u001b%G",
        "\u001b%@",
        "\u001b F",
        "\u001b G",
        "\u001b\\",
        "\u0018",
        "\u001a",
        "\u000e",
        "\u000f",
        "\t",
        "\b",
        "\r",
        "\n",
        "\u000b",
        "\f",
        "\u0007",
        "\u0005",
        "\u007f",
        "\u0000",
        "\u0084",
        "\u0085",
        "\u0088",
        "\u008d",
        "\u0090",
        "\u009b",
        "\u009c",
        "\u009d",
        "\u001b[?1049h",
        "\u001b[?1049l",
        "\u001b[!p",
        "\u001b[?2026h",
        "\u001b[?2026l",
        "\u001b[?2l",
        "\u001b<",
        "\u001bY  ",
        "\u001b]0;title\u0007",
        "\u001b]2;",
        "\u001b]4;1;?\u0007",
        "\u001b]8;;http://example.org\u001b\\",
        "\u001b]8;;\u001b\\",
        "\u001b]52;c;aGVsbG8=\u0007",
        "\u001b]52;c;?\u0007",
        "\u001b]133;A\u0007",
        "\u001b]133;D;1\u0007",
        "\u001b]7;file:///tmp\u0007",
        "\u001b]9;4;1;50\u0007",
        "\u001bP$qm\u001b\\",
        "\u001bP+q544e\u001b\\",
        "\u001bPq#0;2;0;0;0~-\u001b\\",
        "\u001b_Gf=24;AAAA\u001b\\",
        "\u001b^x\u001b\\",
        "\u001bXx\u001b\\",
        "\u001b[38;2;1;2;3m",
        "\u001b[4:3m",
        "\u001b[58:2::1:2:3m",
        "\u001b[8;30;90t"
    };
    private static final int[] CHARACTERS = {
        'a', 'Z', ' ', '~', 0xE9, 0x301, 0x200D, 0xFE0F, 0xFE0E, 0x4E00, 0x1F468, 0x1F469, 0x1F1E9, 0x1F3FD, 0x1100,
        0x1161, 0x11A8, 0x915, 0x94D, 0xFFFD, 0xFFFF, 0x10FFFF, 0xAD, 0x200B, 0x20E3, 0x2764, 0xE0067
    };

    private final Random random;
    private final List<byte[]> recordings;

    StreamMaker(long seed, List<byte[]> recordings) {
        random = new Random(seed);
        this.recordings = recordings;
    }

    /** One stream of up to about {@code size} bytes. */
    byte[] next(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int kind = random.nextInt(4);
        while (out.size() < size) {
            if (kind == 0 || kind == 1 && random.nextInt(3) == 0) {
                piece(out);
            } else {
                generated(out);
            }
        }
        byte[] bytes = out.toByteArray();
        for (int turned = kind == 3 ? 0 : random.nextInt(1 + bytes.length / 50); turned > 0; turned--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void piece(ByteArrayOutputStream out) {
        if (recordings.isEmpty()) {
            generated(out);
            return;
        }
        byte[] recording = recordings.get(random.nextInt(recordings.size()));
        int from = random.nextInt(recording.length);
        out.write(recording, from, Math.min(recording.length - from, 1 + random.nextInt(600)));
    }

    private void generated(ByteArrayOutputStream out) {
        switch (random.nextInt(8)) {
            case 0, 1 -> text(out, "\u001b[" + csi());
            case 2 -> text(out, "\u001b[" + "?>=<!".charAt(random.nextInt(5)) + csi());
            case 3 ->
                text(
                        out,
                        "\u001b[?" + mode() + (random.nextInt(4) == 0 ? ";" + mode() : "")
                                + "hlsr$".charAt(random.nextInt(4)));
            case 4 -> text(out, TOKENS[random.nextInt(TOKENS.length)]);
            case 5 -> print(out, random.nextInt(200));
            case 6 -> {
                for (int i = random.nextInt(12); i >= 0; i--) {
                    text(out, Character.toString(CHARACTERS[random.nextInt(CHARACTERS.length)]));
                }
            }
            default -> {
                for (int i = random.nextInt(6); i >= 0; i--) {
                    out.write(random.nextInt(256));
                }
            }
        }
    }

    private String csi() {
        StringBuilder csi = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 40 : 6); i > 0; i--) {
            csi.append(random.nextBoolean() ? random.nextInt(30) : NUMBERS[random.nextInt(NUMBERS.length)]);
            csi.append(random.nextInt(6) == 0 ? ':' : ';');
        }
        return csi
                + INTERMEDIATES[random.nextInt(INTERMEDIATES.length)]
                + FINALS.charAt(random.nextInt(FINALS.length()));
    }

    private int mode() {
        return MODES[random.nextInt(MODES.length)];
    }

    private void print(ByteArrayOutputStream out, int length) {
        for (int i = 0; i < length; i++) {
            out.write(random.nextInt(30) == 0 ? '\n' : 'a' + i % 26);
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
