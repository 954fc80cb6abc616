package dev.wsh.impl.session;

import dev.wsh.impl.vt.grid.ColdBytes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last raw output of a session, bounded in bytes; and the memory that output is parsed from.
 *
 * <p>Bytes are copied once, out of the provider's buffer into a block, and handed on from there. A block that is no longer
 * needed is the next one, so that a flood goes round in memory that the processor's cache knows and allocates nothing.
 *
 * <p>Who wants a range gets the blocks, and copies it without the session's lock. Once no more is expected, all blocks can
 * be folded.
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
    private final Deque<ColdBytes> frozen = new ArrayDeque<>(); // before all others
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
    private static final class Block {
        private final byte[] bytes;
        private final int length;
        private boolean isShared; // somebody reads it, so it is no spare one

        Block(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    /**
     * A range of a transcript, of which nothing changes. Immutable and thread-safe.
     *
     * @param length how many bytes there are
     * @param parts what they are copied from
     */
    record Range(int length, List<Part> parts) {

        /** Copies the bytes; without the session's lock, since it may take a while. */
        byte[] bytes() {
            byte[] copy = new byte[length];
            int at = 0;
            for (Part part : parts) {
                System.arraycopy(part.bytes().bytes(), part.from(), copy, at, part.length());
                at += part.length();
            }
            return copy;
        }
    }

    private record Part(ColdBytes bytes, int from, int length) {}

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
        if (!frozen.isEmpty()) {
            return frozen.getFirst().length();
        }
        return full.isEmpty() ? used : full.getFirst().length;
    }

    private void trim() {
        while (end > start && end - start - firstLength() >= limit) {
            start += firstLength();
            if (!frozen.isEmpty()) {
                frozen.removeFirst();
            } else if (full.isEmpty()) {
                used = 0;
            } else {
                Block first = full.removeFirst();
                spare = first.isShared ? null : first.bytes;
            }
        }
    }

    /**
     * Gives back what only further output would need; what comes all the same is kept as before.
     *
     * @return all that is kept, to be folded by whoever has time
     */
    List<ColdBytes> freeze() {
        if (used > 0) {
            full.add(new Block(newest, used));
        }
        newest = NOTHING;
        used = 0;
        spare = null;
        full.forEach(block -> frozen.add(new ColdBytes(block.bytes, block.length)));
        full.clear();
        return List.copyOf(frozen);
    }

    /** Returns how many bytes of memory it takes. */
    long held() {
        long held = newest.length;
        for (ColdBytes bytes : frozen) {
            held += bytes.held();
        }
        for (Block block : full) {
            held += block.bytes.length;
        }
        return held;
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
        return frozen.size() + full.size() + (used > 0 ? 1 : 0);
    }

    /** Returns a little of what is kept before an offset. */
    Range before(long offset) {
        return range(Math.min(offset, Math.max(start(), offset - LOOK_BACK)), offset);
    }

    /** Returns a range, which must be kept. */
    Range range(long from, long to) {
        List<Part> parts = new ArrayList<>();
        long offset = start;
        for (ColdBytes bytes : frozen) {
            add(parts, bytes, offset, bytes.length(), from, to);
            offset += bytes.length();
        }
        for (Block block : full) {
            if (from < offset + block.length && offset < to) {
                block.isShared = true;
                add(parts, new ColdBytes(block.bytes, block.length), offset, block.length, from, to);
            }
            offset += block.length;
        }
        if (offset < to) { // of the newest a copy, since it may be written anew from its begin
            int first = (int) Math.max(0, from - offset);
            int last = (int) (to - offset);
            byte[] copy = Arrays.copyOfRange(newest, first, last);
            parts.add(new Part(new ColdBytes(copy, copy.length), 0, copy.length));
        }
        return new Range(Math.toIntExact(to - from), parts);
    }

    /** Adds what the range {@code [from, to)} has of bytes that begin at an offset. */
    private static void add(List<Part> parts, ColdBytes bytes, long offset, int length, long from, long to) {
        long begin = Math.max(from, offset);
        long stop = Math.min(to, offset + length);
        if (begin < stop) {
            parts.add(new Part(bytes, (int) (begin - offset), (int) (stop - begin)));
        }
    }
}
