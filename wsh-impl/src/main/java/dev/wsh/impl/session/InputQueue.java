package dev.wsh.impl.session;

import dev.wsh.impl.wait.EnginePending;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Input that the kernel has not taken yet, in order, each piece contiguous.
 *
 * <p>Confined to the session's lock, but for the contents of the head, which the loop alone reads.
 */
final class InputQueue {

    /** Answers of the terminal that wait at most, in bytes: a program that asks and does not read is left without. */
    static final int MOST_REPLIED = 64 * 1024;

    private final int limit;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final List<Flush> flushes = new ArrayList<>();
    private final Deque<Long> holds = new ArrayDeque<>();
    private final Deque<Pause> pauses = new ArrayDeque<>();
    private boolean pausing;
    private long pausesOver;
    private int queued;
    private int replied; // of what is queued
    private long accepted;
    private long written;

    private record Flush(long target, EnginePending<Void> pending) {}

    /** One without words is an answer of the terminal. */
    private record Piece(ByteBuffer bytes, @Nullable ToldInput told) {}

    /** Nothing is written for a while once so many bytes are. */
    private record Pause(long at, Duration length) {}

    /** Creates a queue; the limit, in bytes, bounds what a program that does not read can cost. */
    InputQueue(int limit) {
        this.limit = limit;
    }

    /** Takes all of it, or nothing; who tells of it hears how it was taken. */
    boolean offer(Typed typed, ToldInput told) {
        if (typed.length() > limit - (queued - replied)) {
            return false;
        }
        for (Typed.Piece piece : typed.pieces()) {
            if (!piece.pause().isZero()) {
                pauses.add(new Pause(accepted, piece.pause()));
            }
            if (piece.bytes().length > 0) {
                pieces.add(new Piece(ByteBuffer.wrap(piece.bytes()), told));
                queued += piece.bytes().length;
                accepted += piece.bytes().length;
            }
        }
        return true;
    }

    /**
     * Takes an answer of the terminal, all of it or nothing: behind what waits, but before a pause. It takes no room of the
     * user's, and finds its own however much the user has typed.
     */
    boolean reply(byte[] bytes) {
        if (bytes.length > MOST_REPLIED - replied) {
            return false;
        }
        Pause next = pauses.peek();
        Deque<Piece> later = new ArrayDeque<>();
        for (long end = accepted;
                next != null && end > next.at;
                end -= later.getFirst().bytes().remaining()) {
            later.addFirst(pieces.removeLast());
        }
        pieces.add(new Piece(ByteBuffer.wrap(bytes), /* told= */ null));
        pieces.addAll(later);
        queued += bytes.length;
        replied += bytes.length;
        accepted += bytes.length;
        if (next != null) {
            shift(next.at, bytes.length);
        }
        return true;
    }

    /** Bytes were put at a place: whatever waits for those behind it waits for these too. */
    private void shift(long from, int length) {
        List<Pause> later = List.copyOf(pauses);
        pauses.clear();
        later.forEach(pause -> pauses.add(new Pause(pause.at + length, pause.length)));
        List<Long> held = List.copyOf(holds);
        holds.clear();
        held.forEach(at -> holds.add(at < from ? at : at + length));
        flushes.replaceAll(flush -> flush.target <= from ? flush : new Flush(flush.target + length, flush.pending));
    }

    /** Begins the pause that is next, if all before it is written; returns its length, once. */
    Optional<Duration> beginPause() {
        Pause next = pauses.peek();
        if (next == null || pausing || written < next.at) {
            return Optional.empty();
        }
        pausing = true;
        return Optional.of(next.length);
    }

    /** Tells whether all before the next pause is written, which holds up the rest. */
    boolean isPausing() {
        Pause next = pauses.peek();
        return next != null && written >= next.at;
    }

    /** The pause under way is over. */
    void endPause() {
        pausing = false;
        pauses.poll();
        pausesOver++;
    }

    int limit() {
        return limit;
    }

    int queued() {
        return queued;
    }

    /** Returns how many of them the user sent. */
    int sent() {
        return queued - replied;
    }

    boolean isEmpty() {
        return queued == 0;
    }

    /** Holds back what is offered from now on, until {@link #pass}: something else must reach the terminal before it. */
    void hold() {
        holds.add(accepted);
    }

    /** Returns how many pauses there were so far, those that wait included. */
    long pausesSoFar() {
        return pausesOver + pauses.size();
    }

    /** What {@link #drop} dropped: bytes that the user sent, and who waited for them. */
    record Dropped(int bytes, List<EnginePending<Void>> waiting) {}

    /** Drops all before the earliest hold, and so many pauses as there were then. The loop writes nothing meanwhile. */
    Dropped drop(long pausesThen) {
        Long upTo = holds.peek();
        int dropped = 0;
        while (upTo != null && written < upTo && !pieces.isEmpty()) {
            Piece piece = pieces.remove();
            ToldInput told = piece.told();
            int length = piece.bytes().remaining();
            written += length;
            queued -= length;
            if (told == null) {
                replied -= length;
            } else {
                told.giveUp();
                dropped += length;
            }
        }
        for (; pausesOver < pausesThen; pausesOver++) {
            pauses.poll();
            pausing = false;
        }
        return new Dropped(dropped, reached());
    }

    /** The earliest hold is over. */
    void pass() {
        holds.remove();
    }

    /** The piece to write next; null if there is none, or it is held back, or there is a pause. */
    @Nullable
    ByteBuffer head() {
        Long hold = holds.peek();
        Pause pause = pauses.peek();
        boolean stops = hold != null && written >= hold || pause != null && written >= pause.at;
        Piece head = stops ? null : pieces.peek();
        return head == null ? null : head.bytes();
    }

    /** Notes that the kernel took some bytes of the head, and how; returns who waited for them. */
    List<EnginePending<Void>> advance(int count, ToldInput.Echoing echoing) {
        queued -= count;
        written += count;
        Piece head = pieces.peek();
        ToldInput told = head == null ? null : head.told();
        if (told != null) {
            told.taken(count, echoing);
        } else if (head != null) {
            replied -= count;
        }
        if (head != null && !head.bytes().hasRemaining()) {
            pieces.remove();
        }
        return reached();
    }

    /** Removes and returns who waited for what is written. */
    private List<EnginePending<Void>> reached() {
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
        for (Piece piece : pieces) {
            ToldInput told = piece.told();
            if (told != null) {
                told.giveUp();
            }
        }
        pieces.clear();
        pauses.clear();
        List<EnginePending<Void>> waiting = new ArrayList<>();
        flushes.forEach(flush -> waiting.add(flush.pending));
        flushes.clear();
        return waiting;
    }
}
