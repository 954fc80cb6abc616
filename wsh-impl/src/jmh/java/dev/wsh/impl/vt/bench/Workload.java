package dev.wsh.impl.vt.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The streams that terminals are measured with: those of vtebench, and what everyday programs print.
 *
 * <p>All are generated from a fixed seed, so that two runs see the same bytes. The property {@code wsh.bench.recordings}
 * may name a folder with recordings of real programs (see {@code src/jmh/record.sh}); each file is one more workload. A
 * stream ends with a reset of what it set, since engines are fed the same stream again and again. Immutable.
 */
final class Workload {

    /** Bytes of a generated stream, at least. */
    private static final int SIZE = 1_000_000;

    private interface Generator {
        void into(Stream out, int rows, int cols, Random random);
    }

    private static final Map<String, Generator> GENERATED = new LinkedHashMap<>();

    static {
        GENERATED.put("light_cells", Workload::lightCells);
        GENERATED.put("dense_cells", Workload::denseCells);
        GENERATED.put("medium_cells", Workload::mediumCells);
        GENERATED.put("cursor_motion", Workload::cursorMotion);
        GENERATED.put("scrolling", (out, rows, cols, random) -> scrolling(out, "y", 0, 0));
        GENERATED.put("scrolling_top_region", (out, rows, cols, random) -> scrolling(out, "y", 1, rows / 2));
        GENERATED.put("scrolling_bottom_region", (out, rows, cols, random) -> scrolling(out, "y", rows / 2, rows));
        GENERATED.put("scrolling_small_region", (out, rows, cols, random) -> scrolling(out, "y", 4, 7));
        GENERATED.put("scrolling_fullscreen_region", (out, rows, cols, random) -> scrolling(out, "y", 1, rows));
        GENERATED.put("scrolling_fullscreen", (out, rows, cols, random) -> scrolling(out, "y".repeat(cols), 0, 0));
        GENERATED.put("unicode", Workload::unicode);
        GENERATED.put("logs", (out, rows, cols, random) -> Programs.logs(out, random));
        GENERATED.put("find", (out, rows, cols, random) -> Programs.find(out, random));
        GENERATED.put("ls", (out, rows, cols, random) -> Programs.ls(out, random));
        GENERATED.put("git_log", (out, rows, cols, random) -> Programs.gitLog(out, random));
        GENERATED.put("vim", Programs::vim);
        GENERATED.put("htop", Programs::htop);
    }

    private Workload() {}

    /** Names of all workloads, generated ones first. */
    static List<String> names() {
        List<String> names = new ArrayList<>(GENERATED.keySet());
        String folder = System.getProperty("wsh.bench.recordings", "");
        if (!folder.isEmpty()) {
            try (java.util.stream.Stream<Path> files = Files.list(Path.of(folder))) {
                files.sorted().forEach(file -> names.add(file.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    /** The bytes of a workload for a screen of a size; a recording does not depend on the size. */
    static byte[] bytes(String name, int rows, int cols) {
        Generator generator = GENERATED.get(name);
        if (generator == null) {
            try {
                return Files.readAllBytes(Path.of(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Stream out = new Stream();
        Random random = new Random(name.hashCode());
        while (out.size() < SIZE) {
            generator.into(out, rows, cols, random);
        }
        return out.csi("m").csi("r").csi("?1049l").bytes();
    }

    /** Whole screens of one letter. */
    private static void lightCells(Stream out, int rows, int cols, Random random) {
        for (char c = 'a'; c <= 'z'; c++) {
            out.csi("H").repeat(c, rows * cols);
        }
    }

    /** Another style before every character. */
    private static void denseCells(Stream out, int rows, int cols, Random random) {
        int offset = random.nextInt(100);
        out.csi("H");
        for (int cell = 0; cell < rows * cols; cell++) {
            int index = cell + offset;
            out.csi("38;5;" + (index % 156 + 100) + ";48;5;" + (255 - index % 156) + ";1;3;4m");
            out.text(String.valueOf((char) ('A' + index % 26)));
        }
    }

    /** Another style before every word, as in highlighted source. */
    private static void mediumCells(Stream out, int rows, int cols, Random random) {
        out.csi("H");
        for (int row = 0; row < rows; row++) {
            int col = 0;
            while (col < cols - 12) {
                out.csi((random.nextInt(4) == 0 ? "1;" : "") + "38;5;" + random.nextInt(256) + "m");
                int length = 3 + random.nextInt(8);
                out.text(Programs.word(random, length)).csi("m").text(" ");
                col += length + 1;
            }
            out.text(row < rows - 1 ? "\r\n" : "");
        }
    }

    /** One character here, the next one there. */
    private static void cursorMotion(Stream out, int rows, int cols, Random random) {
        for (int i = 0; i < 1000; i++) {
            out.csi((1 + random.nextInt(rows)) + ";" + (1 + random.nextInt(cols)) + "H");
            out.text(String.valueOf((char) ('a' + i % 26)));
        }
    }

    private static void scrolling(Stream out, String line, int top, int bottom) {
        if (bottom > 0) {
            out.csi(top + ";" + bottom + "r").csi(bottom + ";1H");
        }
        for (int i = 0; i < 2000; i++) {
            out.line(line);
        }
    }

    /** Scripts of one, two and three bytes, wide characters, emoji and combining accents. */
    private static void unicode(Stream out, int rows, int cols, Random random) {
        int[][] ranges = {
            {0xC0, 0x17F},
            {0x391, 0x3C9},
            {0x410, 0x44F},
            {0x2190, 0x21FF},
            {0x2500, 0x257F},
            {0x3041, 0x3096},
            {0x4E00, 0x9FFF},
            {0xAC00, 0xD7A3},
            {0x1F600, 0x1F64F}
        };
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            int[] range = ranges[i / 8 % ranges.length];
            line.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
            if (i % 50 == 49) {
                line.append("e\u0301 ");
            }
        }
        out.line(line.toString());
    }
}
