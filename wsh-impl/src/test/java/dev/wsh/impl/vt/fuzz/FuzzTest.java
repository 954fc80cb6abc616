package dev.wsh.impl.vt.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.impl.vt.StandaloneEmulator;
import dev.wsh.impl.vt.recorded.Recordings;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A short run with a fixed seed in every build, and a long one under the profile {@code fuzz}:
 * {@code ./mvnw -Pfuzz -pl wsh-impl -am test -Dtest=FuzzTest -Dfuzz.seconds=600 [-Dfuzz.seed=1]}.
 */
final class FuzzTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void feed_oddStreamsOfAFixedSeed_keepsItsInvariants() {
        Fuzzer fuzzer = new Fuzzer(20261123);
        for (int i = 0; i < 250; i++) {
            fuzzer.oneStream(i % 10 == 0 ? 8000 : 700);
        }
    }

    /** One terminal that lives on, so that what leaks would pile up; and many short ones. */
    @Tag("fuzz")
    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void feed_oddStreamsForAGivenTime_neitherThrowsNorHangsNorGrows() {
        long seconds = Long.getLong("fuzz.seconds", 60);
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Fuzzer fuzzer = new Fuzzer(seed);
        StreamMaker maker = new StreamMaker(seed, Recordings.all());
        Random random = new Random(seed);
        StandaloneEmulator old = new StandaloneEmulator(24, 80);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long oldFed = 0;
        long settled = 0;
        long checks = 0;
        long streams = 0;
        while (System.nanoTime() < until) {
            fuzzer.oneStream(300 + (int) (streams % 7) * 900);
            for (int i = 0; i < 4; i++) {
                oldFed += mutations(old, maker.next(64 * 1024), random);
            }
            old.resize(2 + (int) (streams % 40), 2 + (int) (streams % 150));
            Invariants.check(old);
            if (++streams % 200 == 0) {
                long used = used();
                settled = checks++ < 3 ? Math.max(settled, used) : settled;
                assertTrue(
                        used < settled + 64L * MEGABYTE,
                        "the heap grew from " + settled / MEGABYTE + " to " + used / MEGABYTE + " MB, seed " + seed);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "fuzz: seed %d, %d streams, %.0f MB to one terminal, %.0f MB to many, heap %d MB%n",
                seed,
                streams,
                oldFed / 1e6,
                fuzzer.fed() / 1e6,
                used() / MEGABYTE);
    }

    /** Feeds a stream several times, each time with a few bytes changed; returns how many bytes that were. */
    private static long mutations(StandaloneEmulator emulator, byte[] bytes, Random random) {
        for (int round = 0; round < 8; round++) {
            for (int i = 0; i < 20; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            emulator.feed(bytes);
            emulator.takeReplies();
        }
        return 8L * bytes.length;
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
