package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened in one session, bounded: output stands in segments, each of which begins with the screen of that moment, so
 * that the oldest can be dropped.
 *
 * <p>This class is thread-safe.
 */
final class SessionLog {

    private static final int SEGMENTS = 4;

    /** Bounds the number of small pieces in a segment. */
    private static final int MOST_PIECES = 20_000;

    /** Bounds the entries that are no output; the oldest are dropped. */
    private static final int MOST_NOTES = 10_000;

    /** Output and sizes in their order; an empty array is a resize. */
    record Piece(long nanos, long offset, byte[] bytes, int rows, int cols) {}

    /**
     * What is kept of a session's output.
     *
     * @param begin when it begins
     * @param offset how much output there was before
     * @param rows the height then
     * @param cols the width then
     * @param before the screen then; empty if it was blank
     * @param pieces what came, in order
     */
    record Tape(long begin, long offset, int rows, int cols, Optional<Screen> before, List<Piece> pieces) {}

    /** A wait and when it began. */
    private record Begun(SessionObserver.Wait of, long nanos, long offset) {}

    private static final class Segment {
        final long nanos;
        final Optional<Screen> before;
        final int rows;
        final int cols;
        final List<Piece> pieces = new ArrayList<>();
        long bytes;

        Segment(long nanos, Optional<Screen> before, int rows, int cols) {
            this.nanos = nanos;
            this.before = before;
            this.rows = rows;
            this.cols = cols;
        }
    }

    private final Session session;
    private final TimeSource time;
    private final long origin;
    private final long segmentBytes;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private final List<Begun> waits = new ArrayList<>();
    private Optional<ExitStatus> exit = Optional.empty();
    private long exitNanos;
    private long offset;
    private long notesDropped;

    SessionLog(Session session, int rows, int cols, TimeSource time, long origin, int limit) {
        this.session = session;
        this.time = time;
        this.origin = origin;
        this.segmentBytes = Math.max(1, limit / (SEGMENTS - 1));
        segments.add(new Segment(now(), Optional.empty(), rows, cols));
    }

    private long now() {
        return time.nanoTime() - origin;
    }

    Session session() {
        return session;
    }

    TimeSource time() {
        return time;
    }

    void output(long at, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        Segment full;
        synchronized (this) {
            full = segments.getLast();
            if (full.bytes < segmentBytes && full.pieces.size() < MOST_PIECES) {
                append(at, copy);
                return;
            }
        }
        Screen before = session.screen(); // nothing of this piece is on it yet
        synchronized (this) {
            segments.add(new Segment(now(), Optional.of(before), before.rows(), before.cols()));
            if (segments.size() > SEGMENTS) {
                segments.remove();
            }
            append(at, copy);
        }
    }

    private void append(long at, byte[] bytes) {
        Segment segment = segments.getLast();
        segment.pieces.add(new Piece(now(), at, bytes, 0, 0));
        segment.bytes += bytes.length;
        offset = at + bytes.length;
    }

    synchronized void resize(long at, int rows, int cols) {
        segments.getLast().pieces.add(new Piece(now(), at, new byte[0], rows, cols));
        note(at, Note.Kind.RESIZE, rows + " rows x " + cols + " columns");
    }

    synchronized void note(long at, Note.Kind kind, String words) {
        add(new Note(now(), at, kind, words, Optional.empty(), Optional.empty()));
    }

    /** Adds an assertion that has come out one way or the other. */
    synchronized void asserted(String words, long began, Optional<String> failure) {
        add(new Note(began, offset, Note.Kind.ASSERT, words, Optional.of(now()), failure));
    }

    /** {@return the time of the recorder, to hand to {@link #asserted}} */
    long clock() {
        return now();
    }

    private void add(Note note) {
        notes.add(note);
        if (notes.size() > MOST_NOTES) {
            notes.remove();
            notesDropped++;
        }
    }

    void waits(SessionObserver.Wait wait) {
        long began = now();
        long at;
        synchronized (this) {
            at = offset;
            waits.removeIf(old -> old.of.isDone() && old.of.isLookedAt());
            waits.add(new Begun(wait, began, at));
        }
        wait.whenDone(failure -> {
            synchronized (this) {
                add(new Note(
                        began,
                        at,
                        Note.Kind.WAIT,
                        wait.what(),
                        Optional.of(now()),
                        failure.map(cause -> String.valueOf(cause.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("failed"))));
            }
        });
    }

    /** {@return waits that nobody has looked at} */
    synchronized List<SessionObserver.Wait> unlookedAt() {
        return waits.stream().map(Begun::of).filter(wait -> !wait.isLookedAt()).toList();
    }

    void end(ExitStatus status) {
        synchronized (this) {
            exit = Optional.of(status);
            exitNanos = now();
            add(new Note(exitNanos, offset, Note.Kind.EXIT, status.toString(), Optional.empty(), Optional.empty()));
        }
    }

    /** {@return the entries, in order of time, and waits that are not over} */
    synchronized List<Note> notes() {
        List<Note> all = new ArrayList<>(notes);
        for (Begun each : waits) {
            if (!each.of.isDone()) {
                String what = each.of.what();
                all.add(new Note(each.nanos, each.offset, Note.Kind.WAIT, what, Optional.empty(), Optional.empty()));
            }
        }
        all.sort(Comparator.comparingLong(Note::nanos).thenComparing(Note::kind));
        return all;
    }

    synchronized long notesDropped() {
        return notesDropped;
    }

    /** {@return when the recording begins, from the recorder's origin} */
    synchronized long begin() {
        return segments.getFirst().nanos;
    }

    /** {@return the present recorder's time} */
    long end() {
        return now();
    }

    /** {@return the output that is kept} */
    synchronized Tape tape() {
        Segment first = segments.getFirst();
        List<Piece> pieces = new ArrayList<>();
        segments.forEach(segment -> inOrder(segment).forEach(pieces::add));
        long from = pieces.isEmpty() ? offset : pieces.get(0).offset;
        return new Tape(first.nanos, from, first.rows, first.cols, first.before, pieces);
    }

    private static Stream<Piece> inOrder(Segment segment) {
        return segment.pieces.stream()
                .sorted(Comparator.comparingLong(Piece::offset).thenComparingInt(piece -> piece.bytes().length));
    }

    synchronized Recording recording() {
        Segment first = segments.getFirst();
        Decoding decoding = new Decoding(first.nanos);
        first.before.ifPresent(
                screen -> decoding.add(first.nanos, screen.toAnsi().getBytes(StandardCharsets.UTF_8)));
        for (Segment segment : segments) {
            inOrder(segment).forEach(decoding::add);
        }
        notes.stream()
                .filter(note -> note.kind() == Note.Kind.MARK && note.nanos() >= first.nanos)
                .forEach(note -> decoding.events.add(
                        new Recording.Event.Marker(Duration.ofNanos(note.nanos() - first.nanos), note.words())));
        decoding.events.sort(Comparator.comparing(Recording.Event::at));
        exit.ifPresent(status -> status.shellCode()
                .ifPresent(code -> decoding.events.add(
                        new Recording.Event.Exit(Duration.ofNanos(exitNanos - first.nanos), code))));
        return Recording.of(first.rows, first.cols, decoding.events);
    }

    /** Makes text of bytes: a character that is cut waits for its end. */
    private static final class Decoding {
        final List<Recording.Event> events = new ArrayList<>();
        private final long begin;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private byte[] rest = {};
        private long last;

        Decoding(long begin) {
            this.begin = begin;
        }

        void add(Piece piece) {
            if (piece.rows > 0) {
                events.add(new Recording.Event.Resize(at(piece.nanos), piece.rows, piece.cols));
            } else {
                add(piece.nanos, piece.bytes);
            }
        }

        void add(long nanos, byte[] bytes) {
            ByteBuffer in = ByteBuffer.allocate(rest.length + bytes.length)
                    .put(rest)
                    .put(bytes)
                    .flip();
            CharBuffer out = CharBuffer.allocate(in.remaining());
            decoder.reset().decode(in, out, /* endOfInput= */ false);
            rest = new byte[in.remaining()];
            in.get(rest);
            if (out.flip().hasRemaining()) {
                events.add(new Recording.Event.Output(at(nanos), out.toString()));
            }
        }

        /** Never before the event ahead, since two threads may have noted them. */
        private Duration at(long nanos) {
            last = Math.max(last, nanos - begin);
            return Duration.ofNanos(last);
        }
    }
}
