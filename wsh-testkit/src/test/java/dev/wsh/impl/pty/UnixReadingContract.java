package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.wsh.spi.Pty;
import dev.wsh.testkit.RecordingHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * That a terminal is read to its last byte by itself: the program prints and waits, and neither a probe nor more output
 * wakes whoever reads. A provider that stops reading too early, or overlooks what comes while it reads, stalls here.
 */
abstract class UnixReadingContract extends UnixProviderContract {
    private static final long PATIENCE_SECONDS = 10;

    /** More than a terminal gives at one read, which is 4095 bytes. */
    private static final int LARGEST_ANSWER = 6000;

    private static final int LARGEST_PIECE = 5000;
    private static final int MOST_PIECES = 12;
    private static final int LONGEST_PAUSE_ROUNDS = 60;

    /** Counts what a terminal gives, and waits for a number of bytes; what cannot be wrong is not kept. */
    private static final class Meter {
        private final RecordingHandler handler = new RecordingHandler(/* keep= */ false);
        private final long seed;
        private final AtomicLong target = new AtomicLong();
        private volatile CompletableFuture<Void> reached = new CompletableFuture<>();

        Meter(long seed) {
            this.seed = seed;
            handler.whenOutput(this::look);
        }

        private void look() {
            if (handler.bytes() >= target.get()) {
                reached.complete(null);
            }
        }

        /** From now on so many bytes more are awaited; before the program is told to print them. */
        void expect(long more) {
            reached = new CompletableFuture<>();
            target.addAndGet(more);
        }

        void await(String what) throws Exception {
            look(); // they may have come between the two assignments of expect
            try {
                reached.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                fail("left unread: " + (target.get() - handler.bytes()) + " bytes of " + what + ", seed " + seed);
            }
            assertEquals(target.get(), handler.bytes(), what + ", seed " + seed);
        }
    }

    private Pty startMeasured(Meter meter, String line) throws Exception {
        meter.expect("ready".length());
        Pty pty = start(provider(Program.WAITS), sh(line), meter.handler);
        meter.await("the beginning");
        return pty;
    }

    /** Sends one piece after the other through a program that sends it back, each when the one before is back. */
    protected final void pingPong(int times, long seed) throws Exception {
        Random random = new Random(seed);
        Meter meter = new Meter(seed);
        Pty pty = startMeasured(meter, "stty raw -echo; printf ready; exec cat");
        for (int i = 0; i < times; i++) {
            byte[] ping = new byte[1 + random.nextInt(LARGEST_ANSWER)];
            Arrays.fill(ping, (byte) ('a' + i % 26));
            meter.expect(ping.length);
            startWriting(pty, meter.handler, ping);
            meter.await("answer " + i + " of " + ping.length + " bytes");
        }
    }

    /** Lets a program print bursts of pieces, some with a tiny pause before them; it reads a line after each burst. */
    protected final void bursts(int times, long seed) throws Exception {
        Random random = new Random(seed);
        int[] sizes = new int[times];
        StringBuilder script = new StringBuilder("stty -echo; x=").append("x".repeat(LARGEST_PIECE));
        script.append("\nprintf ready\n");
        for (int i = 0; i < times; i++) {
            script.append("read -r go\n");
            boolean pauses = random.nextBoolean();
            for (int piece = 1 + random.nextInt(MOST_PIECES); piece > 0; piece--) {
                int size = 1 + random.nextInt(LARGEST_PIECE);
                sizes[i] += size;
                if (pauses) {
                    int rounds = random.nextInt(LONGEST_PAUSE_ROUNDS);
                    script.append("i=0; while [ $i -lt " + rounds + " ]; do i=$((i+1)); done\n");
                }
                script.append("printf %." + size + "s $x\n");
            }
        }
        Path file = Files.writeString(dir.resolve("bursts"), script.append("read -r go\n"));
        Meter meter = new Meter(seed);
        Pty pty = startMeasured(meter, ". " + file);
        for (int i = 0; i < times; i++) {
            meter.expect(sizes[i]);
            write(pty, "\n");
            meter.await("burst " + i + " of " + sizes[i] + " bytes");
        }
    }

    @Test
    void readTurn_answersOfAnySize_nothingIsLeftUnread() throws Exception {
        pingPong(2000, ThreadLocalRandom.current().nextLong());
    }

    @Test
    void readTurn_burstsOfPieces_nothingIsLeftUnread() throws Exception {
        bursts(100, ThreadLocalRandom.current().nextLong());
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readTurn_manyAnswers_nothingIsLeftUnread() throws Exception {
        pingPong(times("answers", 200_000), ThreadLocalRandom.current().nextLong());
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readTurn_manyBursts_nothingIsLeftUnread() throws Exception {
        bursts(times("bursts", 10_000), ThreadLocalRandom.current().nextLong());
    }
}
