package dev.wsh.impl.wait.bench;

import dev.wsh.Conditions;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** A line without an end, while texts are awaited that never come. */
final class OpenLine {
    private static final int MEGABYTES = 40;
    private static final byte[] KILOBYTE = "xyz ".repeat(250).getBytes(StandardCharsets.US_ASCII);

    private OpenLine() {}

    /** The argument is the number of rounds; the first one is that of a cold JVM. */
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        for (int round = 0; round < rounds; round++) {
            double none = seconds(0, 0);
            double literals = seconds(10, 0);
            double mixed = seconds(5, 5);
            System.out.printf(
                    Locale.ROOT,
                    "%d MB without an end: no wait %.2f s of CPU, 10 literals %.2f s, 5 literals and 5 regexes %.2f s%n",
                    MEGABYTES,
                    none,
                    literals,
                    mixed);
        }
    }

    private static double seconds(int literals, int regexes) {
        MemoryTerminals terminals = new MemoryTerminals();
        try (Wsh wsh = Wsh.builder().ptyProvider(terminals).open()) {
            Session session = wsh.start(SessionSpec.command("none"));
            MemoryTerminals.Terminal terminal = terminals.next();
            for (int i = 0; i < literals; i++) {
                session.await(Conditions.text("number " + i)).unbounded();
            }
            for (int i = 0; i < regexes; i++) {
                session.await(Conditions.text(Pattern.compile("\\w+" + i + ": ok")))
                        .unbounded();
            }
            return Cost.ofCpu(() -> terminal.print(KILOBYTE, MEGABYTES * 1000));
        }
    }
}
