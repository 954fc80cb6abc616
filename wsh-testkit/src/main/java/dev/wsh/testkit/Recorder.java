package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records live sessions, from their start on.
 *
 * <pre>{@code
 * Recorder recorder = new Recorder();
 * try (Wsh wsh = Wsh.builder().observer(recorder).open()) {
 *     Session build = wsh.start(SessionSpec.shellCommand("make"));
 *     build.onExit().block();
 *     recorder.recording(build).write(Path.of("make.cast"), Recording.Format.V2);
 * }
 * }</pre>
 *
 * <p>Of each session the last {@value #DEFAULT_LIMIT} bytes of output are kept at least, unless said otherwise; what is
 * older is dropped, and the recording then begins with the screen of that moment. Times are those of the engine's clock.
 * What is typed is not recorded; what the terminal echoes is output.
 *
 * <p>This class is thread-safe.
 */
public final class Recorder implements SessionObserver {

    /** How many bytes of output are kept of each session at least. */
    public static final int DEFAULT_LIMIT = 4 << 20;

    private final int limit;
    private final Map<Session, SessionLog> logs = new LinkedHashMap<>();
    private long origin;

    /** Creates a recorder with the usual limit. */
    public Recorder() {
        this(DEFAULT_LIMIT);
    }

    /**
     * Creates a recorder.
     *
     * @param limit how many bytes of output are kept of each session at least, 1 or more
     * @throws IllegalArgumentException if it is less than 1
     */
    public Recorder(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit of " + limit + " bytes is less than 1");
        }
        this.limit = limit;
    }

    /** {@return the sessions that were started so far, in order} */
    public synchronized List<Session> sessions() {
        return new ArrayList<>(logs.keySet());
    }

    /**
     * Returns what a session printed so far.
     *
     * @param session one that was started since this recorder was added
     * @return its recording, from its start to its last output
     * @throws IllegalArgumentException if this recorder has not seen the session
     */
    public Recording recording(Session session) {
        return log(session).recording();
    }

    /**
     * Marks a place in a session's recording.
     *
     * @param session one that was started since this recorder was added
     * @param label what happens there
     * @throws IllegalArgumentException if this recorder has not seen the session
     */
    public void mark(Session session, String label) {
        log(session).note(session.mark().outputOffset(), Note.Kind.MARK, label);
    }

    /**
     * Writes all sessions so far on one time line, as a page to look at in a browser: what they showed, what was typed,
     * waited for, asserted and marked. The page needs nothing from elsewhere. Under {@link WshTest} each test that fails
     * has one.
     *
     * @param file ends with {@code .html}; replaced if it is there
     * @param title what the page is about
     * @throws IOException if it can't be written
     */
    public void writeTrace(Path file, String title) throws IOException {
        Files.writeString(file, new Trace(title, all(), Optional.empty()).page());
    }

    /** Returns the log of a session, for the trace. */
    synchronized SessionLog log(Session session) {
        SessionLog log = logs.get(session);
        if (log == null) {
            throw new IllegalArgumentException(session
                    + " was not recorded: give the recorder to Wsh.Builder.observer before the session is started");
        }
        return log;
    }

    synchronized List<SessionLog> all() {
        return new ArrayList<>(logs.values());
    }

    @Override
    public synchronized void started(Session session, int rows, int cols, TimeSource time) {
        if (logs.isEmpty()) {
            origin = time.nanoTime();
        }
        SessionLog log = new SessionLog(session, rows, cols, time, origin, limit);
        logs.put(session, log);
        Logs.add(session, log);
    }

    @Override
    public synchronized void notStarted(Session session) {
        logs.remove(session);
    }

    @Override
    public void printed(Session session, long offset, ByteBuffer bytes) {
        log(session).output(offset, bytes);
    }

    @Override
    public void typed(Session session, Mark before, String words) {
        log(session).note(before.outputOffset(), Note.Kind.INPUT, words);
    }

    @Override
    public void resized(Session session, Mark before, int rows, int cols) {
        log(session).resize(before.outputOffset(), rows, cols);
    }

    @Override
    public void waits(Session session, Wait wait) {
        log(session).waits(wait);
    }

    @Override
    public void ended(Session session, ExitStatus exit) {
        log(session).end(exit);
    }
}
