package dev.wsh.testkit;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Wsh;
import dev.wsh.testkit.picture.Svg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * All sessions of a test on one time line, as a page that needs nothing from elsewhere: frames as the engine saw them, and
 * inputs, waits, assertions and marks that lead to their frames.
 *
 * <p>Frames are sent as differences, rows and styles once each, all of it compressed; the browser unpacks it.
 */
final class Trace {

    /** Bounds the frames of a session; those near entries and at the end are kept first. */
    private static final int MOST_FRAMES = 4000;

    private final String title;
    private final List<SessionLog> logs;
    private final Optional<Throwable> failure;

    /**
     * Prepares a page.
     *
     * @param title the test
     * @param logs its sessions
     * @param failure what failed it
     */
    Trace(String title, List<SessionLog> logs, Optional<Throwable> failure) {
        this.title = title;
        this.logs = logs;
        this.failure = failure;
    }

    /** Returns the page. */
    String page() {
        return resource("trace.html")
                .replace("@TITLE@", Svg.escape(title))
                .replace("@STYLE@", resource("trace.css").strip())
                .replace("@DATA@", packed(json()))
                .replace("@SCRIPT@", resource("trace.js").strip());
    }

    private static String resource(String name) {
        try (InputStream in = Trace.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getMimeEncoder().encodeToString(bytes.toByteArray());
    }

    private String json() {
        List<SessionLog.Tape> tapes = logs.stream().map(SessionLog::tape).toList();
        long begin = tapes.stream().mapToLong(SessionLog.Tape::begin).min().orElse(0);
        List<TraceEntry> entries = new ArrayList<>();
        StringBuilder sessions = new StringBuilder();
        for (int i = 0; i < logs.size(); i++) {
            List<Note> notes = TraceEntry.withoutWaitsOfAssertions(logs.get(i).notes());
            TraceFrames frames = new TraceFrames(begin);
            play(tapes.get(i), notes, frames);
            for (Note note : notes) {
                entries.add(TraceEntry.of(note, i, frames, begin, logs.get(i).end()));
            }
            sessions.append(i == 0 ? "" : ",").append(frames.json(logs.get(i).session()));
        }
        entries.sort(Comparator.comparingLong(TraceEntry::shown));
        failed(entries, begin);
        StringBuilder out = new StringBuilder("{\"test\":").append(Json.quote(title));
        out.append(",\"sessions\":[").append(sessions).append("],\"entries\":[");
        for (int i = 0; i < entries.size(); i++) {
            out.append(i == 0 ? "" : ",").append(entries.get(i).json());
        }
        return out.append("]}").toString();
    }

    /** The failed entry is the one to open; a failure that no assertion of the kit noted gets an entry of its own. */
    private void failed(List<TraceEntry> entries, long begin) {
        if (failure.isEmpty()) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).words().endsWith(TraceEntry.NOT_OVER)) {
                    entries.set(i, entries.get(i).opened());
                    return;
                }
            }
            return;
        }
        String message = String.valueOf(failure.get().getMessage());
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).failure().filter(message::equals).isPresent()) {
                entries.set(i, entries.get(i).opened());
                return;
            }
        }
        long end = logs.stream().mapToLong(SessionLog::end).max().orElse(begin) - begin;
        entries.add(TraceEntry.ofTest(end, failure.get().getClass().getName(), message));
    }

    private static void play(SessionLog.Tape tape, List<Note> notes, TraceFrames frames) {
        Emulator emulator = Wsh.emulator(tape.rows(), tape.cols());
        tape.before().ifPresent(screen -> emulator.feed(screen.toAnsi().getBytes(StandardCharsets.UTF_8)));
        frames.add(tape.begin(), tape.offset(), emulator.screen());
        boolean[] kept = kept(tape.pieces(), notes);
        long version = emulator.screen().version();
        for (int i = 0; i < kept.length; i++) {
            SessionLog.Piece piece = tape.pieces().get(i);
            if (piece.rows() > 0) {
                emulator.resize(piece.rows(), piece.cols());
            } else {
                emulator.feed(piece.bytes());
            }
            if (kept[i]) {
                Screen screen = emulator.screen();
                boolean inside = screen.mode(Screen.Mode.SYNCHRONIZED) && i + 1 < kept.length;
                if (screen.version() != version && !inside) {
                    frames.add(piece.nanos(), piece.offset() + piece.bytes().length, screen);
                    version = screen.version();
                }
            }
        }
    }

    /** Chooses the pieces after which a frame is kept: all of few; of many those by entries, the last, and each n-th. */
    private static boolean[] kept(List<SessionLog.Piece> pieces, List<Note> notes) {
        boolean[] kept = new boolean[pieces.size()];
        int each = 1 + pieces.size() * 2 / MOST_FRAMES;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = kept.length <= MOST_FRAMES || i % each == 0 || i >= kept.length - MOST_FRAMES / 4;
        }
        int at = 0;
        int more = MOST_FRAMES / 4;
        for (Note note : notes) {
            long shown = note.until().orElse(note.nanos());
            while (at < kept.length && pieces.get(at).nanos() <= shown) {
                at++;
            }
            if (at > 0 && !kept[at - 1] && more-- > 0) {
                kept[at - 1] = true;
            }
        }
        return kept;
    }
}
