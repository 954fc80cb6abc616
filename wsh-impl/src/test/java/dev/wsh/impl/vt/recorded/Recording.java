package dev.wsh.impl.vt.recorded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a real program printed, step by step, and the screens that were looked at; see {@code record.py} beside the
 * recordings for the format. Immutable.
 */
record Recording(int rows, int cols, List<Step> steps) {

    /**
     * A piece of output and the screen after it.
     *
     * @param keys what was typed before it, escaped
     * @param lines the screen without its trailing blank rows, each row without trailing blanks
     */
    record Step(String keys, byte[] output, List<String> lines, int row, int col, boolean cursorHidden) {}

    static Recording read(String name) {
        try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream(name + ".rec"), name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording parse(String text) {
        int rows = 0;
        int cols = 0;
        List<Step> steps = new ArrayList<>();
        String keys = "";
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("size ")) {
                rows = Integer.parseInt(line.split(" ")[1]);
                cols = Integer.parseInt(line.split(" ")[2]);
            } else if (line.startsWith("in ")) {
                keys = line.substring(3);
            } else if (line.startsWith("out ")) {
                output.writeBytes(unescaped(line.substring(4)));
            } else if (line.startsWith("|")) {
                lines.add(line.substring(1));
            } else if (line.startsWith("cursor ")) {
                String[] words = line.split(" ");
                steps.add(new Step(
                        keys,
                        output.toByteArray(),
                        List.copyOf(lines),
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        words.length > 3));
                output.reset();
                lines.clear();
                keys = "";
            }
        }
        return new Recording(rows, cols, List.copyOf(steps));
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.write(c);
                continue;
            }
            switch (text.charAt(++i)) {
                case 'e' -> out.write(0x1B);
                case 'x' -> {
                    out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> out.write('\\');
            }
        }
        return out.toByteArray();
    }
}
