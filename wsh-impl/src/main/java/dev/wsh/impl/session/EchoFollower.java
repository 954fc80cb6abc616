package dev.wsh.impl.session;

import dev.wsh.impl.session.EchoReader.Found;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.LogicalLine;
import dev.wsh.impl.wait.EchoPlaces;
import dev.wsh.impl.wait.EchoPlaces.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the output line by line while an echo is due, and notes where it stands. A line is judged by what the terminal
 * shows of it when it ends, so that it does not matter how a line editor drew it; where nothing is due, output goes to the
 * terminal untouched.
 *
 * <p>Confined to the session's lock.
 */
final class EchoFollower {

    /** An echo that has not come within so many lines does not come. */
    private static final int MOST_LINES = 256;

    private static final int MOST_PLACES = 256;
    private static final int MOST_TYPED = 64;
    private static final byte[] EDITOR_BEGINS = "\033[?2004h".getBytes(StandardCharsets.US_ASCII);

    private final TerminalEngine engine;
    private final List<TypedLine> due = new ArrayList<>();
    private final List<String> echoed = new ArrayList<>(); // by the kernel, perhaps: a line editor may do it again
    private final Deque<Place> closed = new ArrayDeque<>();
    private @Nullable Place open; // of the line that the cursor is in
    private @Nullable EchoPlaces known;
    private final EchoReader reader = new EchoReader();
    private long segmentEpoch;
    private int lines; // since something was typed or echoed

    EchoFollower(TerminalEngine engine) {
        this.engine = engine;
    }

    /** Returns where the echo stands that has come so far. */
    EchoPlaces places() {
        EchoPlaces result = known;
        if (result == null) {
            List<Place> all = new ArrayList<>(closed);
            Place last = open;
            if (last != null) {
                all.add(last);
            }
            result = new EchoPlaces(all);
            known = result;
        }
        return result;
    }

    /** Notes what was typed at this moment, without secrets. */
    void typed(byte[] bytes) {
        if (engine.alternateScreen()) {
            forget(); // a program draws the whole screen
            return;
        }
        if (due.isEmpty()) {
            beginSegment();
        }
        TypedLine.type(bytes, due, anchor());
        if (due.size() > MOST_TYPED) {
            due.subList(0, due.size() - MOST_TYPED).clear();
        }
        lines = 0;
    }

    private void forget() {
        due.clear();
        echoed.clear();
        close();
    }

    private TypedLine.Anchor anchor() {
        LogicalLine line = engine.lineOfCursor();
        int cells = engine.cellsBeforeCursor();
        StringBuilder before = new StringBuilder(EchoReader.upTo(line, cells));
        for (int at = EchoReader.cells(line); at < cells; at++) {
            before.append(' ');
        }
        reader.prompt(before.toString());
        return new TypedLine.Anchor(engine.cursorLine(), before.toString(), cells);
    }

    /** Hands a piece of output to the terminal. */
    void feed(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && isDue()) {
            int lineEnd = at;
            while (lineEnd < end && bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            if (contains(bytes, at, lineEnd)) {
                reader.editorReads();
            }
            engine.feed(bytes, at, lineEnd - at);
            if (lineEnd < end) {
                lineEnds();
                engine.feed(bytes, lineEnd, 1);
                beginSegment();
                lineEnd++;
            } else {
                goesOn();
            }
            at = lineEnd;
        }
        if (at < end) {
            engine.feed(bytes, at, end - at);
        }
    }

    private boolean isDue() {
        if (lines > MOST_LINES || engine.alternateScreen()) {
            forget();
        }
        return !due.isEmpty() || !echoed.isEmpty();
    }

    private static boolean contains(byte[] bytes, int from, int end) {
        for (int at = from; at + EDITOR_BEGINS.length <= end; at++) {
            int same = 0;
            while (same < EDITOR_BEGINS.length && bytes[at + same] == EDITOR_BEGINS[same]) {
                same++;
            }
            if (same == EDITOR_BEGINS.length) {
                return true;
            }
        }
        return false;
    }

    /** What comes is of another line, or of an echo that begins here. */
    private void beginSegment() {
        close();
        segmentEpoch = engine.epoch();
        reader.beginLine(engine.bracketsPastes());
    }

    private void close() {
        Place last = open;
        if (last != null) {
            closed.add(last);
            open = null;
            if (closed.size() > MOST_PLACES) {
                closed.remove();
            }
        }
        known = null;
    }

    /** The cursor's line is complete, but for its end. */
    private void lineEnds() {
        lines++;
        LogicalLine line = engine.lineOfCursor();
        for (int i = 0; i < due.size(); i++) {
            TypedLine typed = due.get(i);
            Optional<Found> found = reader.whole(line, engine.cursorLine(), typed);
            if (found.isPresent()) {
                isEcho(found.get());
                reader.follows();
                if (reader.mayComeAgain()) {
                    echoed.addAll(TypedLine.texts(due.subList(0, i + 1)));
                }
                due.subList(0, i + 1).clear();
                return;
            }
            int part = reader.row(line, engine.cols(), typed);
            if (part > 0) {
                isEcho(new Found(0, Integer.MAX_VALUE));
                typed.cut(part);
                reader.follows();
                return;
            }
        }
        for (int i = 0; i < echoed.size(); i++) {
            Optional<Found> found = reader.again(line, echoed.get(i));
            if (found.isPresent()) {
                isEcho(found.get());
                echoed.subList(0, i + 1).clear();
                reader.follows();
                return;
            }
        }
        open = null;
        known = null;
        reader.doesNotFollow();
    }

    /** The output so far ends in the cursor's line. */
    private void goesOn() {
        LogicalLine line = engine.lineOfCursor();
        Optional<Found> found = begun(line);
        found.ifPresent(this::isEcho);
        if (found.isEmpty()) {
            open = null;
            known = null;
        }
    }

    private Optional<Found> begun(LogicalLine line) {
        for (TypedLine typed : due) {
            Optional<Found> found = reader.begun(line, engine.cursorLine(), typed);
            if (found.isPresent()) {
                return found;
            }
        }
        for (String text : echoed) {
            Optional<Found> found = reader.begunAgain(line, text);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void isEcho(Found now) {
        Place before = open;
        Found found = before == null ? now : now.from(before.fromCell());
        open = new Place(segmentEpoch, engine.epoch(), found.fromCell(), found.endCell());
        known = null;
        lines = 0;
    }
}
