package dev.wsh.impl.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The last raw output of a session, bounded in bytes; and the memory that output is parsed from.
 *
 * <p>Bytes are copied once, out of the provider's buffer into a block, and handed on from there. A block that is no longer
 * needed is the next one, so that a flood goes round in memory that the processor's cache knows and allocates nothing.
 *
 * <p>Confined to the session's lock.
 */
final class Transcript {

    /** Blocks double up to this size: one costs no more than a session that prints little is worth. */
    private static final int FIRST_BLOCK = 256;

    /** As much as a flood is handed over at a time, so that it is parsed in one piece. */
    private static final int BLOCK = 64 * 1024;

    /** An output that begins inside an escape sequence of more bytes is not recognised as one. */
    private static final int LOOK_BACK = 1024;

    private static final byte[] NOTHING = {};

    private final long limit;
    private final Deque<Block> full = new ArrayDeque<>();
    private byte[] newest = NOTHING; // not in a block yet: appending a line touches no other object
    private int used; // of the newest
    private byte @Nullable [] spare;
    private long end;
    private long start;

    /** Where appended bytes are handed on to. */
    interface Next {
        /** Takes the bytes of a range; the array is the transcript's and valid during the call only. */
        void take(byte[] bytes, int offset, int length);
    }

    /** The first {@code length} bytes of an array. */
    private record Block(byte[] bytes, int length) {}

    Transcript(long limit) {
        this.limit = limit;
    }

    /** Appends what remains of a buffer, and hands it on in one piece or several. */
    void append(ByteBuffer output, Next next) {
        while (output.hasRemaining()) {
            int wanted = output.remaining();
            if (isTooSmall(newest.length - used, wanted, newest.length)) {
                begin(wanted);
            }
            byte[] block = newest;
            int offset = used;
            int count = Math.min(wanted, block.length - offset);
            output.get(block, offset, count);
            used = offset + count;
            end += count;
            next.take(block, offset, count);
            if (end - start > limit) {
                trim();
            }
        }
    }

    /** Copies what remains of a buffer, which stays where it is. */
    static byte[] copyOf(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    /** Reads some of what the next bytes will be written to; returns a number that depends on it. */
    int prefetch() {
        byte[] block = newest;
        return block.length == 0 ? 0 : block[Math.min(used, block.length - 1)];
    }

    /** What is left of a block is not worth cutting a piece in two for; half a block must be used, or small ones add up. */
    private static boolean isTooSmall(int room, int wanted, int size) {
        return room == 0 || (room < wanted && room < size / 4);
    }

    private void begin(int wanted) {
        if (used > 0) {
            full.add(new Block(newest, used));
        }
        int size = (int) Math.min(BLOCK, Math.max(FIRST_BLOCK, Math.max(end - start, wanted)));
        byte[] known = spare;
        if (known == null || known.length < size) {
            newest = new byte[size];
        } else {
            newest = known;
            spare = null;
        }
        used = 0;
    }

    private int firstLength() {
        Block first = full.peekFirst();
        return first == null ? used : first.length();
    }

    private void trim() {
        while (end > start && end - start - firstLength() >= limit) {
            Block first = full.pollFirst();
            if (first == null) {
                start += used;
                used = 0;
            } else {
                start += first.length();
                spare = first.bytes();
            }
        }
    }

    /** Returns the offset of the first byte that is kept. */
    long start() {
        return Math.max(start, end - limit);
    }

    long end() {
        return end;
    }

    /** Returns how many blocks there are, for a test of what small output costs. */
    int blocks() {
        return full.size() + (used > 0 ? 1 : 0);
    }

    /** Copies a little of what is kept before an offset. */
    byte[] before(long offset) {
        return copy(Math.min(offset, Math.max(start(), offset - LOOK_BACK)), offset);
    }

    /** Copies a range, which must be kept. */
    byte[] copy(long from, long to) {
        byte[] copy = new byte[Math.toIntExact(to - from)];
        long offset = start;
        for (Block block : full) {
            copyPart(block.bytes(), offset, block.length(), from, to, copy);
            offset += block.length();
        }
        copyPart(newest, offset, used, from, to, copy);
        return copy;
    }

    /** Copies what the range {@code [from, to)} has of a block that begins at an offset. */
    private static void copyPart(byte[] block, long offset, int length, long from, long to, byte[] copy) {
        long begin = Math.max(from, offset);
        long stop = Math.min(to, offset + length);
        if (begin < stop) {
            System.arraycopy(block, (int) (begin - offset), copy, (int) (begin - from), (int) (stop - begin));
        }
    }
}
