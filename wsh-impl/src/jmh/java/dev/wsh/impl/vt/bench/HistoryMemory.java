package dev.wsh.impl.vt.bench;

import dev.wsh.impl.vt.TerminalEngine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * Prints the heap that 10,000 lines of history hold, at 80 columns: the difference between engines that have them and
 * engines that have none, after a full collection, averaged over several engines.
 *
 * <p>{@code java -cp wsh-impl/target/benchmarks.jar dev.wsh.impl.vt.bench.HistoryMemory}.
 */
public final class HistoryMemory {

    private static final int LINES = 10_000;
    private static final int ENGINES = 10;

    private HistoryMemory() {}

    /** Runs the table. */
    public static void main(String[] args) {
        print("log lines", Programs::logLine);
        print("plain text, 80 columns", random -> "x".repeat(79));
        print("another style every word", HistoryMemory::styledLine);
        print("another RGB colour every cell", HistoryMemory::densestLine);
        print("wide characters", HistoryMemory::wideLine);
        print("emoji sequences", HistoryMemory::emojiLine);
    }

    private static void print(String name, Function<Random, String> line) {
        double none = retained(line, 0);
        double full = retained(line, LINES + 24);
        System.out.printf(
                Locale.ROOT,
                "%-30s %6.2f MB for %d lines, %5.1f bytes a line%n",
                name,
                (full - none) / 1e6,
                LINES,
                (full - none) / LINES);
    }

    /** Bytes of heap for each engine. */
    private static double retained(Function<Random, String> line, int lines) {
        List<TerminalEngine> engines = new ArrayList<>();
        engines.add(filled(line, lines)); // classes and tables are loaded with the first
        long before = used();
        for (int i = 0; i < ENGINES; i++) {
            engines.add(filled(line, lines));
        }
        long after = used();
        if (engines.size() != ENGINES + 1) {
            throw new IllegalStateException(); // keeps the engines reachable until here
        }
        return (after - before) / (double) ENGINES;
    }

    private static TerminalEngine filled(Function<Random, String> line, int lines) {
        TerminalEngine engine = Engine.engine(24, 80, LINES);
        Random random = new Random(42);
        for (int i = 0; i < lines; i++) {
            byte[] bytes = (line.apply(random) + "\r\n").getBytes(StandardCharsets.UTF_8);
            engine.feed(bytes, 0, bytes.length);
        }
        return engine;
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String styledLine(Random random) {
        StringBuilder line = new StringBuilder();
        for (int col = 0; col < 70; ) {
            int length = 3 + random.nextInt(7);
            line.append("\u001b[38;5;").append(random.nextInt(256)).append('m').append(Programs.word(random, length));
            line.append("\u001b[m ");
            col += length + 1;
        }
        return line.toString();
    }

    private static String densestLine(Random random) {
        StringBuilder line = new StringBuilder();
        for (int col = 0; col < 80; col++) {
            line.append("\u001b[38;2;").append(random.nextInt(256)).append(';').append(random.nextInt(256));
            line.append(';').append(random.nextInt(256)).append('m').append((char) ('a' + random.nextInt(26)));
        }
        return line.append("\u001b[m").toString();
    }

    private static String wideLine(Random random) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 39; i++) {
            line.append((char) (0x4E00 + random.nextInt(20_000)));
        }
        return line.toString();
    }

    private static String emojiLine(Random random) {
        return "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(39);
    }
}
