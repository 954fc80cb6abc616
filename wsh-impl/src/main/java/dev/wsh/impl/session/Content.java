package dev.wsh.impl.session;

import dev.wsh.Mark;
import dev.wsh.SessionEvent;
import dev.wsh.Widths;
import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.grid.ColdBytes;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import dev.wsh.impl.wait.Activity;
import dev.wsh.impl.wait.EchoPlaces;
import dev.wsh.impl.wait.SessionMark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a session's terminal shows and has said, and what was typed: the screen, the history, the raw output, the activity
 * and the marks in them, all of one moment.
 *
 * <p>Confined to the session's lock.
 */
final class Content {

    private static final int MOST_HELD_BACK = 10_000;

    private final String sessionId;
    private final SessionEvents events;
    private final TerminalEngine engine;
    private final Activity activity = new Activity();
    private final Transcript transcript;
    private final Marks marks;
    private final Frame frame;
    private final InputLog inputLog = new InputLog();
    private final EchoFollower echo;
    private final UnansweredQueries unanswered = new UnansweredQueries();
    private long unfinishedSince = -1;

    /**
     * Creates the content of a session that has said nothing.
     *
     * @param setup what the session is made of
     * @param events is told of what happens inside the output
     * @param replies takes what the terminal answers; false if it does not fit
     * @param alarm for an update that is not closed
     * @param overdue runs, with the lock held, once such an update is shown as it is
     */
    Content(SessionSetup setup, SessionEvents events, Predicate<byte[]> replies, Alarm alarm, Runnable overdue) {
        this.sessionId = setup.pty().sessionId();
        this.events = events;
        this.engine = TerminalEngine.create(
                new TerminalOptions(
                        setup.pty().rows(),
                        setup.pty().cols(),
                        setup.scrollback(),
                        setup.unsafeReports(),
                        setup.widths() == Widths.CLUSTERS,
                        setup.colors()),
                new Heard(replies));
        this.echo = new EchoFollower(engine);
        this.transcript = new Transcript(setup.transcript());
        this.marks = new Marks(sessionId, engine, activity);
        this.frame = new Frame(engine, alarm, overdue);
    }

    TerminalEngine engine() {
        return engine;
    }

    Activity activity() {
        return activity;
    }

    Marks marks() {
        return marks;
    }

    Frame frame() {
        return frame;
    }

    ScreenSnapshot screen() {
        return frame.screen();
    }

    HistorySnapshot history() {
        return frame.history();
    }

    /** Returns where the echo of what was typed stands. */
    EchoPlaces echo() {
        return echo.places();
    }

    SessionMark mark() {
        return marks.now();
    }

    /** Takes a piece of output over, and tells whoever listens; a listener that comes meanwhile hears of the next one. */
    void output(ByteBuffer bytes, long now) {
        if (!events.isHeard()) {
            take(bytes, now);
            return;
        }
        byte[] told = Transcript.copyOf(bytes);
        SessionMark from = marks.now();
        take(bytes, now);
        SessionMark to = marks.now();
        byte[] before = transcript.before(from.outputOffset()).bytes();
        RawOutput piece = new RawOutput(told, before, from, to, 0, cols(), new byte[0]).startingAt(from.col());
        events.publish(new SessionEvent.Printed(events.session(), to, piece));
    }

    private void take(ByteBuffer bytes, long now) {
        activity.output(now, bytes.remaining());
        inputLog.printed(bytes);
        transcript.append(bytes, echo::feed);
        frame.settle();
        noteUnfinished(now);
    }

    private void noteUnfinished(long now) {
        boolean unfinished = engine.unfinished() || engine.inSynchronizedUpdate();
        if (!unfinished) {
            unfinishedSince = -1;
        } else if (unfinishedSince < 0) {
            unfinishedSince = now;
        }
    }

    /** Tells since when an escape sequence or synchronized update is open. */
    OptionalLong unfinishedSince() {
        return unfinishedSince < 0 ? OptionalLong.empty() : OptionalLong.of(unfinishedSince);
    }

    /**
     * Takes what has left the screen since the last call. What leaves during a synchronized update does so when the frame
     * is shown, as long as it is not too much to keep.
     */
    List<LeavingRow> takeLeaving() {
        return frame.isHeld() && engine.leaving() < MOST_HELD_BACK ? List.of() : engine.takeLeaving();
    }

    /** Notes an input that was accepted; its mark is from before. */
    void typed(SessionMark before, ToldInput told, Typed typed, long now) {
        marks.input(before);
        before.name().set(told);
        inputLog.add(before.generation(), told, typed.told());
        echo.typed(typed.told());
        activity.input(now);
    }

    /** The program has ended: it shows nothing more of what was typed. */
    void inputOver() {
        inputLog.end();
    }

    List<String> lastInputs() {
        return inputLog.inWords();
    }

    List<String> unansweredQueries() {
        return unanswered.inWords();
    }

    /** Changes the size; an update that is under way is shown as it is. */
    void resize(int rows, int cols, long now) {
        engine.resize(rows, cols);
        frame.release();
        activity.touch(now);
        events.publish(new SessionEvent.Resized(events.session(), marks.now(), rows, cols));
    }

    /** Returns the output since a mark of this session, as far as it is kept. */
    OutputRange outputSince(Mark mark) {
        SessionMark from = SessionMark.of(mark, sessionId);
        SessionMark to = marks.now();
        long first = Math.max(from.outputOffset(), transcript.start());
        byte[] echo = inputLog.echoSince(from.generation());
        return new OutputRange(
                transcript.range(first, to.outputOffset()),
                transcript.before(first),
                from,
                to,
                first - from.outputOffset(),
                cols(),
                echo);
    }

    /**
     * Gives back what only further output would need; what comes all the same is taken as before.
     *
     * @return what is kept, to be folded without the session's lock by whoever has time
     */
    List<ColdBytes> freeze() {
        List<ColdBytes> all = new ArrayList<>(transcript.freeze());
        all.addAll(engine.freeze());
        return all;
    }

    /** Returns about how many bytes of memory screen, history and output take. */
    long held() {
        return transcript.held() + engine.held();
    }

    private int cols() {
        return engine.snapshot().cols();
    }

    /** What happens inside a piece of output, while it is taken. */
    private final class Heard implements TerminalListener {
        private final Predicate<byte[]> replies;

        Heard(Predicate<byte[]> replies) {
            this.replies = replies;
        }

        @Override
        public void reply(byte[] bytes) {
            if (!replies.test(bytes)) {
                unanswered("a reply of " + bytes.length + " bytes did not fit into the queue");
            }
        }

        @Override
        public void unanswered(String query) {
            unanswered.add(query);
        }

        @Override
        public void bell() {
            events.publishIfHeard(session -> new SessionEvent.Rang(session, marks.inside()));
        }

        @Override
        public void titleChanged(String title) {
            events.publishIfHeard(session -> new SessionEvent.TitleChanged(session, marks.inside(), title));
        }

        @Override
        public void synchronizedUpdate(Update update) {
            switch (update) {
                case BEGINS -> frame.hold();
                case ENDS -> frame.end(marks::inside);
                case IS_CUT -> frame.release();
            }
        }
    }
}
