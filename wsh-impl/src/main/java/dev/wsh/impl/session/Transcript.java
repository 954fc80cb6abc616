package dev.wsh.impl.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last raw output of a session, bounded in bytes.
 *
 * <p>Confined to the session's lock.
 */
final class Transcript {

    /** Small pieces are joined up to this size, so that a byte at a time does not cost an object each. */
    private static final int CHUNK = 4096;

    /** An output that begins inside an escape sequence of more bytes is not recognised as one. */
    private static final int LOOK_BACK = 1024;

    private final long limit;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long end;
    private long start;

    private static final class Chunk {
        private final byte[] bytes;
        private int length;

        Chunk(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    Transcript(long limit) {
        this.limit = limit;
    }

    /** Appends bytes; the array is the transcript's from now on. */
    void append(byte[] bytes) {
        end += bytes.length;
        if (limit == 0) {
            start = end;
            return;
        }
        Chunk last = chunks.peekLast();
        if (last != null && last.bytes.length - last.length >= bytes.length) {
            System.arraycopy(bytes, 0, last.bytes, last.length, bytes.length);
            last.length += bytes.length;
        } else if (bytes.length >= CHUNK / 4) {
            chunks.add(new Chunk(bytes, bytes.length));
        } else {
            byte[] room = new byte[chunks.isEmpty() ? Math.max(bytes.length, 256) : CHUNK];
            System.arraycopy(bytes, 0, room, 0, bytes.length);
            chunks.add(new Chunk(room, bytes.length));
        }
        trim();
    }

    private void trim() {
        Chunk first = chunks.peekFirst();
        while (first != null && end - start - first.length >= limit) {
            start += first.length;
            chunks.removeFirst();
            first = chunks.peekFirst();
        }
    }

    /** Returns the offset of the first byte that is kept. */
    long start() {
        return Math.max(start, end - limit);
    }

    long end() {
        return end;
    }

    /** Returns how many pieces are kept, for a test of what small output costs. */
    int chunks() {
        return chunks.size();
    }

    /** Copies a little of what is kept before an offset. */
    byte[] before(long offset) {
        return copy(Math.min(offset, Math.max(start(), offset - LOOK_BACK)), offset);
    }

    /** Copies a range, which must be kept. */
    byte[] copy(long from, long to) {
        byte[] copy = new byte[Math.toIntExact(to - from)];
        long offset = start;
        for (Chunk chunk : chunks) {
            long begin = Math.max(from, offset);
            long stop = Math.min(to, offset + chunk.length);
            if (begin < stop) {
                System.arraycopy(chunk.bytes, (int) (begin - offset), copy, (int) (begin - from), (int) (stop - begin));
            }
            offset += chunk.length;
        }
        return copy;
    }
}
