package dev.wsh.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * How a fake terminal cuts output into reads. A real one cuts anywhere: in a character, in an escape sequence.
 *
 * <p>This class is threadsafe; each spawn cuts anew.
 */
public final class Chunking {

    private static final Chunking WHOLE = new Chunking(() -> left -> left);

    private final Supplier<IntUnaryOperator> sizes;

    private Chunking(Supplier<IntUnaryOperator> sizes) {
        this.sizes = sizes;
    }

    /** {@return the chunking that does not cut: one read for each piece of output in the script} */
    public static Chunking whole() {
        return WHOLE;
    }

    /** {@return the chunking that makes a read of every byte} */
    public static Chunking everyByte() {
        return everyBytes(1);
    }

    /**
     * Returns the chunking that cuts into pieces of one length; the last may be shorter.
     *
     * @param length bytes in a read, 1 or more
     * @return reads of that length
     * @throws IllegalArgumentException if the length is less than 1
     */
    public static Chunking everyBytes(int length) {
        requirePositive(length);
        return new Chunking(() -> left -> length);
    }

    /**
     * Returns the chunking that cuts anywhere, in the same places for the same seed.
     *
     * @param seed of the random numbers, which begin anew with each spawn
     * @param most bytes in a read, 1 or more
     * @return reads of 1 to {@code most} bytes
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static Chunking random(long seed, int most) {
        requirePositive(most);
        return new Chunking(() -> {
            Random random = new Random(seed);
            return left -> 1 + random.nextInt(most);
        });
    }

    private static void requirePositive(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a read has 1 byte or more, not " + length);
        }
    }

    /** Begins to cut the output of one spawn. */
    Cutter cutter() {
        IntUnaryOperator next = sizes.get();
        return bytes -> {
            List<byte[]> chunks = new ArrayList<>();
            for (int from = 0; from < bytes.length; ) {
                int to = from + Math.min(bytes.length - from, next.applyAsInt(bytes.length - from));
                chunks.add(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            return chunks;
        };
    }

    /** Cuts the output of one spawn. Confined to its loop. */
    @FunctionalInterface
    interface Cutter {
        List<byte[]> cut(byte[] bytes);
    }
}
