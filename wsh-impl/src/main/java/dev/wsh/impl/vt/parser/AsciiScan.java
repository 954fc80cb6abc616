package dev.wsh.impl.vt.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of a run of printable ASCII, eight or thirty-two bytes at a time.
 *
 * <p>A byte is outside 0x20 to 0x7E when it, it less 0x20 or it plus 1 has its high bit set. A borrow or carry from
 * such a byte can spoil only the bytes after it, so the first hit in little-endian order is exact.
 */
public final class AsciiScan {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long SPACES = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;

    private AsciiScan() {}

    /** Returns the index of the first byte of {@code [from, end)} that is not 0x20 to 0x7E, or {@code end}. */
    public static int runEnd(byte[] bytes, int from, int end) {
        int i = from;
        while (i <= end - 4 * Long.BYTES && (fourWords(bytes, i) & HIGH) == 0) {
            i += 4 * Long.BYTES;
        }
        while (i <= end - Long.BYTES) {
            long hit = word(bytes, i) & HIGH;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && bytes[i] >= 0x20 && bytes[i] != 0x7F) {
            i++;
        }
        return i;
    }

    /** One question for four words: of a long run most of the time goes into asking. */
    private static long fourWords(byte[] bytes, int at) {
        return word(bytes, at)
                | word(bytes, at + Long.BYTES)
                | word(bytes, at + 2 * Long.BYTES)
                | word(bytes, at + 3 * Long.BYTES);
    }

    private static long word(byte[] bytes, int at) {
        long w = (long) LONGS.get(bytes, at);
        return (w - SPACES) | (w + ONES) | w;
    }
}
