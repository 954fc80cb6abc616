package dev.wsh.impl.vt.grid;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Turns cells of ASCII into bytes and back, eight at a time: a row is too short for what a compiler does with a loop.
 *
 * <p>What is left of a row of at least eight is done with the eight before it once more.
 */
final class CellBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = Long.BYTES;
    private static final long LOW = 0x7F;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGHS = 0x8080808080808080L;

    private CellBytes() {}

    /**
     * Writes the low seven bits of each of the first {@code n} cells.
     *
     * @return all cells, or-ed: tells whether they are ASCII
     */
    static long gather(long[] cells, int n, byte[] into, int at) {
        long all = 0;
        if (n < STEP) {
            for (int i = 0; i < n; i++) {
                all |= cells[i];
                into[at + i] = (byte) (cells[i] & LOW);
            }
            return all;
        }
        int last = n - STEP;
        for (int i = 0; ; i = Math.min(i + STEP, last)) {
            all |= cells[i]
                    | cells[i + 1]
                    | cells[i + 2]
                    | cells[i + 3]
                    | cells[i + 4]
                    | cells[i + 5]
                    | cells[i + 6]
                    | cells[i + 7];
            LONGS.set(into, at + i, eight(cells, i));
            if (i == last) {
                return all;
            }
        }
    }

    /** As {@link #gather}, but an erased cell gives a space. */
    static long gatherText(long[] cells, int n, byte[] into, int at) {
        long all = gather(cells, n, into, at);
        int i = 0;
        for (; i <= n - STEP; i += STEP) {
            long w = (long) LONGS.get(into, at + i);
            LONGS.set(into, at + i, w | (~(w + LOWS) & HIGHS) >>> 2);
        }
        for (; i < n; i++) {
            int b = into[at + i];
            into[at + i] = (byte) (b | (b - 1 >>> 31) << 5);
        }
        return all;
    }

    private static long eight(long[] cells, int i) {
        return cells[i] & LOW
                | (cells[i + 1] & LOW) << 8
                | (cells[i + 2] & LOW) << 16
                | (cells[i + 3] & LOW) << 24
                | (cells[i + 4] & LOW) << 32
                | (cells[i + 5] & LOW) << 40
                | (cells[i + 6] & LOW) << 48
                | (cells[i + 7] & LOW) << 56;
    }

    /** Writes {@code n} bytes of ASCII as cells of a template. */
    static void spread(byte[] source, int from, int n, long[] into, int at, long template) {
        if (n < STEP) {
            for (int i = 0; i < n; i++) {
                into[at + i] = template | source[from + i];
            }
            return;
        }
        int last = n - STEP;
        for (int i = 0; ; i = Math.min(i + STEP, last)) {
            long w = (long) LONGS.get(source, from + i);
            int to = at + i;
            into[to] = template | w & LOW;
            into[to + 1] = template | w >>> 8 & LOW;
            into[to + 2] = template | w >>> 16 & LOW;
            into[to + 3] = template | w >>> 24 & LOW;
            into[to + 4] = template | w >>> 32 & LOW;
            into[to + 5] = template | w >>> 40 & LOW;
            into[to + 6] = template | w >>> 48 & LOW;
            into[to + 7] = template | w >>> 56;
            if (i == last) {
                return;
            }
        }
    }
}
