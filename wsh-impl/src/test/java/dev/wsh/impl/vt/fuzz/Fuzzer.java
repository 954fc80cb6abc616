package dev.wsh.impl.vt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.impl.vt.StandaloneEmulator;
import dev.wsh.impl.vt.recorded.Recordings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Feeds streams that nobody would send, and looks at what must hold nevertheless: nothing throws, nothing hangs, nothing
 * grows, the screen is sound, and where the stream is cut makes no difference. Confined to one thread.
 */
final class Fuzzer {

    /** A stream that takes longer, in CPU time for each KB, hangs for all that anybody can tell. */
    private static final long MOST_NANOS_PER_KB = 500_000_000;

    private final List<byte[]> recordings = Recordings.all();
    private final Random random;
    private final long seed;
    private long fed;

    Fuzzer(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    /** Bytes fed so far. */
    long fed() {
        return fed;
    }

    /** Feeds one stream to two new terminals, whole and in pieces, with resizes at the same places in both. */
    void oneStream(int size) {
        long streamSeed = random.nextLong();
        byte[] bytes = new StreamMaker(streamSeed, recordings).next(size);
        try {
            run(bytes, streamSeed);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ", stream of seed " + streamSeed + " in " + keep(bytes, streamSeed), e);
        }
    }

    private void run(byte[] bytes, long streamSeed) {
        Random choice = new Random(streamSeed);
        int rows = 1 + choice.nextInt(choice.nextBoolean() ? 30 : 5);
        int cols = 1 + choice.nextInt(choice.nextBoolean() ? 100 : 6);
        Emulator whole = new StandaloneEmulator(rows, cols);
        Emulator pieces = new StandaloneEmulator(rows, cols);
        long took = 0;
        for (int at = 0; at < bytes.length; ) {
            int until = Math.min(bytes.length, at + 1 + choice.nextInt(bytes.length));
            long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            whole.feed(bytes, at, until - at);
            for (int from = at; from < until; ) {
                int to = Math.min(until, from + 1 + choice.nextInt(20));
                pieces.feed(bytes, from, to - from);
                from = to;
            }
            took += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
            assertTrue(Arrays.equals(whole.takeReplies(), pieces.takeReplies()), "replies depend on the cuts");
            Invariants.check(whole);
            Invariants.check(pieces);
            same(whole.screen(), pieces.screen());
            if (choice.nextInt(3) == 0) {
                int newRows = 1 + choice.nextInt(30);
                int newCols = 1 + choice.nextInt(100);
                whole.resize(newRows, newCols);
                pieces.resize(newRows, newCols);
                Invariants.check(whole);
                same(whole.screen(), pieces.screen());
            }
            at = until;
        }
        assertTrue(took < MOST_NANOS_PER_KB * (1 + bytes.length / 1024), "took " + took / 1_000_000 + " ms");
        fed += 2L * bytes.length;
    }

    private static void same(Screen one, Screen other) {
        assertEquals(one.lines(), other.lines(), "the text depends on the cuts");
        assertEquals(one.cursor(), other.cursor(), "the cursor depends on the cuts");
        assertEquals(one.title(), other.title(), "the title depends on the cuts");
        assertEquals(one.alternateScreen(), other.alternateScreen());
        for (Screen.Mode mode : Screen.Mode.values()) {
            assertEquals(one.mode(mode), other.mode(mode), mode + " depends on the cuts");
        }
    }

    private static String keep(byte[] bytes, long streamSeed) {
        Path file = Path.of("target", "fuzz-" + Long.toHexString(streamSeed) + ".bin");
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }
}
