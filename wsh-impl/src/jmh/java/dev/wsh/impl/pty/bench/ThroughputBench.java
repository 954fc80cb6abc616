package dev.wsh.impl.pty.bench;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** A program that prints long lines, read through a terminal into a parsed screen; a C reader throws them away. */
final class ThroughputBench {
    private static final int MEGABYTES = 100;
    private static final int LINE = 500;
    private static final int WARM_UP = 4;

    private ThroughputBench() {}

    /** The argument is the number of rounds. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Path file = Files.createTempFile("wsh-bench", ".txt");
        try {
            write(file);
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int round = -WARM_UP; round < rounds; round++) {
                double mine = ours(file);
                OptionalDouble c = Peer.run("reader", "cat", file.toString());
                System.out.printf("wsh %5.1f MB/s, C %5.1f MB/s%n", mine, c.orElse(Double.NaN));
                if (round >= 0) {
                    ours[round] = mine;
                    theirs[round] = c.orElse(Double.NaN);
                }
            }
            double mine = Peer.percentile(ours, 50);
            double c = Peer.percentile(theirs, 50);
            System.out.printf("median: wsh %.1f MB/s, C %.1f MB/s, ratio %.2f%n", mine, c, mine / c);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(Path file) throws Exception {
        byte[] line = ("x".repeat(LINE - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < MEGABYTES * 1_000_000 / LINE; i++) {
                out.write(line);
            }
        }
    }

    private static double ours(Path file) throws Exception {
        try (Wsh wsh = Wsh.open()) {
            long begin = System.nanoTime();
            Session session = wsh.start(SessionSpec.command("cat", file.toString()));
            session.onExit().block();
            double seconds = (System.nanoTime() - begin) / 1e9;
            return session.mark().outputOffset() / seconds / 1e6;
        }
    }
}
