package dev.wsh.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of a trace. Times are in microseconds from its begin.
 *
 * @param session which, from 0; -1 for the test itself
 * @param at when it began
 * @param until when it was over
 * @param shown when the frame that it leads to was there
 * @param frame which frame of its session that is
 * @param kind what it is, in one word
 * @param words what happened
 * @param failure how it failed; empty if it did not
 * @param open whether the page shows it first
 */
record TraceEntry(
        int session,
        long at,
        long until,
        long shown,
        int frame,
        String kind,
        String words,
        Optional<String> failure,
        boolean open) {

    /** Ends the words of a wait that goes on. */
    static final String NOT_OVER = " (not over)";

    /** The end of a wait is noted a little later than that of the assertion that made it. */
    private static final long LATE_NANOS = 1_000_000_000;

    /** Makes an entry of a note: what takes time leads to its end, since that is where it came out. */
    static TraceEntry of(Note note, int session, TraceFrames frames, long begin, long now) {
        boolean lasts = note.kind() == Note.Kind.WAIT || note.kind() == Note.Kind.ASSERT;
        long until = lasts ? note.until().orElse(now) : note.nanos();
        int frame = lasts ? frames.at(until) : frames.before(note.offset());
        String open = lasts && note.until().isEmpty() ? NOT_OVER : "";
        return new TraceEntry(
                session,
                (note.nanos() - begin) / 1000,
                (until - begin) / 1000,
                (until - begin) / 1000,
                frame,
                note.kind().name().toLowerCase(Locale.ROOT),
                note.words() + open,
                note.failure(),
                /* open= */ false);
    }

    static TraceEntry ofTest(long end, String type, String message) {
        return new TraceEntry(
                -1, end / 1000, end / 1000, end / 1000, 0, "fail", type, Optional.of(message), /* open= */ true);
    }

    TraceEntry opened() {
        return new TraceEntry(session, at, until, shown, frame, kind, words, failure, /* open= */ true);
    }

    /** Drops the waits that assertions have made: each would stand there twice. */
    static List<Note> withoutWaitsOfAssertions(List<Note> notes) {
        List<Note> left = new ArrayList<>(notes);
        for (Note each : notes) {
            if (each.kind() == Note.Kind.ASSERT) {
                long until = each.until().orElse(each.nanos());
                left.removeIf(wait -> wait.kind() == Note.Kind.WAIT
                        && wait.nanos() >= each.nanos()
                        && wait.nanos() <= until
                        && wait.until().orElse(Long.MAX_VALUE) <= until + LATE_NANOS);
            }
        }
        return left;
    }

    String json() {
        return "{\"session\":" + session + ",\"at\":" + at + ",\"until\":" + until + ",\"shown\":" + shown
                + ",\"frame\":"
                + frame + ",\"kind\":" + Json.quote(kind) + ",\"words\":" + Json.quote(words)
                + failure.map(text -> ",\"failure\":" + Json.quote(text)).orElse("")
                + (open ? ",\"open\":true" : "") + "}";
    }
}
