package dev.wsh.impl.session;

import dev.wsh.impl.wait.EnginePending;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input that the kernel has not taken yet, in order, each piece contiguous.
 *
 * <p>Confined to the session's lock, but for the contents of the head, which the loop alone reads.
 */
final class InputQueue {

    private final int limit;
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private final List<Flush> flushes = new ArrayList<>();
    private final Deque<Long> holds = new ArrayDeque<>();
    private int queued;
    private long accepted;
    private long written;

    private record Flush(long target, EnginePending<Void> pending) {}

    /** Creates a queue; the limit, in bytes, bounds what a program that does not read can cost. */
    InputQueue(int limit) {
        this.limit = limit;
    }

    /** Takes all of it, or nothing. */
    boolean offer(byte[] bytes) {
        if (bytes.length > limit - queued) {
            return false;
        }
        if (bytes.length > 0) {
            pieces.add(ByteBuffer.wrap(bytes));
            queued += bytes.length;
            accepted += bytes.length;
        }
        return true;
    }

    int limit() {
        return limit;
    }

    int queued() {
        return queued;
    }

    boolean isEmpty() {
        return queued == 0;
    }

    /** Holds back what is offered from now on, until {@link #pass}: something else must reach the terminal before it. */
    void hold() {
        holds.add(accepted);
    }

    /** The earliest hold is over. */
    void pass() {
        holds.remove();
    }

    /** The piece to write next; null if there is none, or it is held back. */
    @Nullable
    ByteBuffer head() {
        Long hold = holds.peek();
        return hold == null || written < hold ? pieces.peek() : null;
    }

    /** Notes that the kernel took some bytes of the head; returns who waited for them. */
    List<EnginePending<Void>> advance(int count) {
        queued -= count;
        written += count;
        ByteBuffer head = pieces.peek();
        if (head != null && !head.hasRemaining()) {
            pieces.remove();
        }
        List<EnginePending<Void>> done = new ArrayList<>();
        for (Iterator<Flush> all = flushes.iterator(); all.hasNext(); ) {
            Flush flush = all.next();
            if (flush.target <= written) {
                done.add(flush.pending);
                all.remove();
            }
        }
        return done;
    }

    /** Completes the pending once all that was accepted so far is written; returns false if it is already. */
    boolean awaitFlush(EnginePending<Void> pending) {
        if (written >= accepted) {
            return false;
        }
        flushes.add(new Flush(accepted, pending));
        return true;
    }

    void withdraw(EnginePending<Void> pending) {
        flushes.removeIf(flush -> flush.pending == pending);
    }

    /** Drops everything; returns who waited. */
    List<EnginePending<Void>> close() {
        pieces.clear();
        List<EnginePending<Void>> waiting = new ArrayList<>();
        flushes.forEach(flush -> waiting.add(flush.pending));
        flushes.clear();
        return waiting;
    }
}
