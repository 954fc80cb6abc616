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

    private final long limit;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private @Nullable Block spare;
    private long end;
    private long start;

    /** Where appended bytes are handed on to. */
    interface Next {
        /** Takes the bytes of a range; the array is the transcript's and valid during the call only. */
        void take(byte[] bytes, int offset, int length);
    }

    private static final class Block {
        private final byte[] bytes;
        private int length;

        Block(int size) {
            bytes = new byte[size];
        }

        int room() {
            return bytes.length - length;
        }
    }

    Transcript(long limit) {
        this.limit = limit;
    }

    /** Appends what remains of a buffer, and hands it on in one piece or several. */
    void append(ByteBuffer output, Next next) {
        while (output.hasRemaining()) {
            Block last = blocks.peekLast();
            if (last == null || isTooSmall(last.room(), output.remaining(), last.bytes.length)) {
                last = newBlock(output.remaining());
                blocks.add(last);
            }
            int offset = last.length;
            int count = Math.min(output.remaining(), last.room());
            output.get(last.bytes, offset, count);
            last.length += count;
            end += count;
            next.take(last.bytes, offset, count);
            trim();
        }
    }

    /** What is left of a block is not worth cutting a piece in two for; half a block must be used, or small ones add up. */
    private static boolean isTooSmall(int room, int wanted, int size) {
        return room == 0 || (room < wanted && room < size / 4);
    }

    private Block newBlock(int wanted) {
        int size = (int) Math.min(BLOCK, Math.max(FIRST_BLOCK, Math.max(end - start, wanted)));
        Block known = spare;
        if (known == null || known.bytes.length < size) {
            return new Block(size);
        }
        spare = null;
        known.length = 0;
        return known;
    }

    private void trim() {
        Block first = blocks.peekFirst();
        while (first != null && end - start - first.length >= limit) {
            start += first.length;
            spare = blocks.removeFirst();
            first = blocks.peekFirst();
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
        return blocks.size();
    }

    /** Copies a little of what is kept before an offset. */
    byte[] before(long offset) {
        return copy(Math.min(offset, Math.max(start(), offset - LOOK_BACK)), offset);
    }

    /** Copies a range, which must be kept. */
    byte[] copy(long from, long to) {
        byte[] copy = new byte[Math.toIntExact(to - from)];
        long offset = start;
        for (Block block : blocks) {
            long begin = Math.max(from, offset);
            long stop = Math.min(to, offset + block.length);
            if (begin < stop) {
                System.arraycopy(block.bytes, (int) (begin - offset), copy, (int) (begin - from), (int) (stop - begin));
            }
            offset += block.length;
        }
        return copy;
    }
}
