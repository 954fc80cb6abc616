package dev.wsh.impl.wait.bench;

import dev.wsh.Conditions;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** A flood of lines of a log, while many texts are awaited that never come: megabytes for each second of CPU. */
final class Flood {
    private static final int LINES = 20_000;
    private static final String[] LEVELS = {"INFO", "WARN", "DEBUG", "ERROR"};

    private Flood() {}

    /** The argument is the number of rounds; what is printed is the best of each. */
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        byte[] log = log();
        double[][] best = new double[5][1];
        for (int round = 0; round < rounds; round++) {
            best[0][0] = Math.max(best[0][0], speed(log, 0, 0));
            best[1][0] = Math.max(best[1][0], speed(log, 1, 0));
            best[2][0] = Math.max(best[2][0], speed(log, 1_000, 0));
            best[3][0] = Math.max(best[3][0], speed(log, 0, 100));
            best[4][0] = Math.max(best[4][0], speed(log, 1_000, 100));
        }
        String[] names = {"no wait", "1 literal", "1000 literals", "100 regexes", "1000 literals, 100 regexes"};
        for (int i = 0; i < names.length; i++) {
            System.out.printf(
                    Locale.ROOT, "%-28s %6.1f MB/s, ratio %.2f%n", names[i], best[i][0], best[i][0] / best[0][0]);
        }
    }

    private static double speed(byte[] log, int literals, int regexes) {
        MemoryTerminals terminals = new MemoryTerminals();
        try (Wsh wsh = Wsh.builder().ptyProvider(terminals).open()) {
            Session session = wsh.start(SessionSpec.command("none"));
            MemoryTerminals.Terminal terminal = terminals.next();
            for (int i = 0; i < literals; i++) {
                session.await(Conditions.text("request " + i + " failed")).unbounded();
            }
            for (int i = 0; i < regexes; i++) {
                session.await(Conditions.text(regex(i))).unbounded();
            }
            double seconds = Cost.ofCpu(() -> terminal.print(log, 1));
            return log.length / seconds / 1e6;
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
