package dev.wsh.impl.wait.bench;

import dev.wsh.Conditions;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A flood of lines of a log, while many texts are awaited that never come: from a real terminal, in megabytes a second, and
 * from one in memory, in megabytes for each second of CPU.
 */
final class Flood {
    private static final int LINES = 200_000;
    private static final String[] LEVELS = {"INFO", "WARN", "DEBUG", "ERROR"};
    private static final int[][] WAITS = {{0, 0}, {1, 0}, {1_000, 0}, {0, 100}, {1_000, 100}};

    private Flood() {}

    /** The argument is the number of rounds after one to warm up; what is printed are medians. */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        byte[] log = log();
        Path file = Files.createTempFile("wsh-bench", ".log");
        try {
            Files.write(file, log);
            double[][] real = new double[WAITS.length][rounds];
            double[][] memory = new double[WAITS.length][rounds];
            for (int round = -1; round < rounds; round++) {
                for (int i = 0; i < WAITS.length; i++) {
                    double onTerminal = onTerminal(file, log.length, WAITS[i]);
                    double inMemory = inMemory(log, WAITS[i]);
                    if (round >= 0) {
                        real[i][round] = onTerminal;
                        memory[i][round] = inMemory;
                    }
                }
            }
            for (int i = 0; i < WAITS.length; i++) {
                System.out.printf(
                        Locale.ROOT,
                        "%4d literals, %3d regexes: %6.1f MB/s, ratio %.2f; in memory %6.1f MB/s of CPU, ratio %.2f%n",
                        WAITS[i][0],
                        WAITS[i][1],
                        median(real[i]),
                        median(real[i]) / median(real[0]),
                        median(memory[i]),
                        median(memory[i]) / median(memory[0]));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static double median(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double onTerminal(Path file, int length, int[] waits) {
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(SessionSpec.shellCommand("stty -echo; echo ready; read go; exec cat " + file));
            session.awaitText("ready").block();
            begin(session, waits);
            long begin = System.nanoTime();
            session.sendLine("go");
            session.onExit().block();
            return length / ((System.nanoTime() - begin) / 1e9) / 1e6;
        }
    }

    private static double inMemory(byte[] log, int[] waits) {
        MemoryTerminals terminals = new MemoryTerminals();
        try (Wsh wsh = Wsh.builder().ptyProvider(terminals).open()) {
            Session session = wsh.start(SessionSpec.command("none"));
            MemoryTerminals.Terminal terminal = terminals.next();
            begin(session, waits);
            return log.length / Cost.ofCpu(() -> terminal.print(log, 1)) / 1e6;
        }
    }

    private static void begin(Session session, int[] waits) {
        for (int i = 0; i < waits[0]; i++) {
            session.await(Conditions.text("request " + i + " failed")).unbounded();
        }
        for (int i = 0; i < waits[1]; i++) {
            session.await(Conditions.text(regex(i))).unbounded();
        }
    }

    private static Pattern regex(int i) {
        return switch (i % 4) {
            case 0 -> Pattern.compile("^job " + i + " ended with (\\d+)$");
            case 1 -> Pattern.compile("listening on port (\\d+" + i + ")");
            case 2 -> Pattern.compile("(?i)fatal:? .*" + i);
            default -> Pattern.compile("\\w+-" + i + ": (ok|failed)");
        };
    }

    private static byte[] log() {
        Random random = new Random(42);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "2026-11-29 12:%02d:%02d.%03d \u001b[3%dm%-5s\u001b[m [worker-%d] served /api/v1/item/%x in %d ms%n",
                    i / 1000 % 60,
                    i / 20 % 60,
                    i % 1000,
                    random.nextInt(8),
                    LEVELS[random.nextInt(LEVELS.length)],
                    random.nextInt(16),
                    random.nextLong(),
                    random.nextInt(5000)));
        }
        return log.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
