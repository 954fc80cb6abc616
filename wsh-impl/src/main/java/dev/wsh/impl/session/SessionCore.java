package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.Input;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.Signal;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.vt.grid.ColdBytes;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.impl.wait.SessionMark;
import dev.wsh.impl.wait.Waiters;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conductor of a session's parts, all of whose state is guarded by one lock: who hears of what, and in which order.
 * None of the parts knows it.
 *
 * <p>The loop of the session's terminal alone makes system calls; it takes the lock to hand output over. Readers and
 * senders take it too, for microseconds, so that what they return is exact and needs no hop to the loop. Nothing of the
 * user's and nothing of the registry runs with the lock held; such actions are left to {@link #afterwards}.
 */
final class SessionCore implements TerminalLine.Host {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCore.class);

    private final SessionSetup setup;
    private final RankedLock lock = new RankedLock(Rank.SESSION);
    private final SessionClock clock;
    private final Naming naming;
    private final Life life = new Life();
    private final Watchers watchers = new Watchers();
    private final SessionEvents events;
    private final TerminalLine line;
    private final Content content;
    private final SessionWaits waits;
    private final Reports reports;
    private final Runnable over;
    private final Consumer<List<ColdBytes>> kept;
    private final Runnable conclusion = this::conclude; // made before the heap may be full
    private boolean concludes;

    /**
     * Creates a session without a terminal.
     *
     * @param setup what it is made of
     * @param identity its name and tags
     * @param session its public face
     * @param groups those who listen to many sessions
     * @param over runs without the lock once the process has ended, before anybody who waits is told
     * @param kept is given, without the lock, what an ended session is kept in, to be folded
     */
    SessionCore(
            SessionSetup setup,
            Identity identity,
            Session session,
            EventSink groups,
            Runnable over,
            Consumer<List<ColdBytes>> kept) {
        this.setup = setup;
        this.over = over;
        this.kept = kept;
        this.clock = new SessionClock(setup.time());
        this.naming = new Naming(identity);
        EventHub hub =
                new EventHub(setup.time().callbacks(), () -> naming.current().label(), setup.eventQueue());
        this.events = new SessionEvents(session, lock, hub, groups);
        this.line = new TerminalLine(setup, lock, clock, naming, life, this);
        this.content = new Content(setup, events, line.input()::offer, alarm(), this::shownWhole);
        this.waits = new SessionWaits(session, lock, clock, content, life, line);
        this.reports = new Reports(setup.pty(), lock, clock, naming, life, content, line);
    }

    SessionSetup setup() {
        return setup;
    }

    Session session() {
        return events.session();
    }

    SessionClock clock() {
        return clock;
    }

    Naming naming() {
        return naming;
    }

    Life life() {
        return life;
    }

    Watchers watchers() {
        return watchers;
    }

    SessionEvents events() {
        return events;
    }

    TerminalLine line() {
        return line;
    }

    Content content() {
        return content;
    }

    Waiters waiters() {
        return waits.waiters();
    }

    Reports reports() {
        return reports;
    }

    /** Creates an alarm of this session. */
    Alarm alarm() {
        return new Alarm(lock, clock.time(), line::loop);
    }

    void enter(Runnable body) {
        lock.run(body);
    }

    <T> T locked(Supplier<T> body) {
        return lock.locked(body);
    }

    void afterwards(Runnable action) {
        lock.afterwards(action);
    }

    @Override
    public void output(ByteBuffer bytes) {
        enter(() -> {
            long now = clock.now();
            line.noteOutput(now);
            if (!life.isClosed()) {
                content.output(bytes, now);
                changed();
            }
        });
    }

    private void changed() {
        waiters().changed(content.takeLeaving());
        watchers.tell();
    }

    /** An update that is not closed, or the output that goes on after one, is seen by whoever waits and watches. */
    private void shownWhole() {
        waiters().changed(content.takeLeaving());
        waiters().lookAgain();
        watchers.tell();
    }

    @Override
    public void outputOver() {
        watchers.tell();
        if (life.isEndTold()) {
            giveBack();
        }
    }

    /**
     * Sends input.
     *
     * @param inputs what to send
     * @param told is given, without the lock, the mark before it and its words once it is known what may be told
     * @return the mark before it
     */
    Mark send(Input[] inputs, BiConsumer<Mark, String> told) {
        return locked(() -> {
            reports.requireLive("send");
            Typed typed = Encoding.encode(content.engine(), inputs);
            SessionMark before = content.mark();
            ToldInput words =
                    new ToldInput(inputs, typed.length(), known -> afterwards(() -> told.accept(before, known)));
            line.input().send(typed, words);
            content.typed(before, words, typed, clock.now());
            words.settle();
            changed();
            return before;
        });
    }

    void dropInput(EnginePending<Integer> pending) {
        enter(() -> {
            reports.requireLive("drop input");
            line.run(line.input().drop(pending));
        });
        life.exited().thenAccept(exit -> pending.fail(endedException("drop input")));
    }

    @Override
    public void inputTaken() {
        content.activity().flushed(clock.now());
        waits.lookAgain();
    }

    Mark resize(int rows, int cols) {
        return locked(() -> {
            reports.requireLive("resize");
            SessionMark before = content.mark();
            content.resize(rows, cols, clock.now());
            line.runInOrder(pty -> pty.resize(rows, cols));
            changed();
            return before;
        });
    }

    void signal(Signal signal) {
        enter(() -> {
            reports.requireLive("signal " + signal.name());
            content.activity().touch(clock.now());
            line.runInOrder(pty -> pty.signal(signal));
            changed();
        });
    }

    @Override
    public SessionEndedException endedException(String what) {
        return reports.endedException(what);
    }

    /** The session is listed. */
    void announce() {
        enter(() -> events.announce(content.marks().start()));
    }

    /** Tells who listens of each change of name and tags since the last call. */
    void publishChanges() {
        enter(() -> naming.publish(session(), content::mark, events::publish));
    }

    /** The process has ended and its last byte was read. The registry knows it before anybody who waits. */
    @Override
    public void end(ExitStatus reported) {
        Insist.on(SessionCore::enter, this, (Runnable) () -> {
            life.end(reported);
            if (!concludes) {
                try {
                    noteEnd(life.ended().orElse(reported));
                } finally {
                    afterwards(conclusion);
                    concludes = true;
                }
            }
        });
    }

    private void noteEnd(ExitStatus status) {
        Insist.onAll(
                () -> waits.wakeAt(Long.MAX_VALUE),
                content::inputOver,
                content.frame()::release, // nothing will end the update
                () -> LOG.debug("session {} ended: {}", naming.current().name(), status),
                () -> line.sessionEnded(status));
    }

    private void conclude() {
        ExitStatus status = life.ended().orElseThrow();
        Insist.onAll(over, () -> enter(() -> tellEnd(status)));
    }

    /** Each hears of it, whatever goes wrong with another. */
    private void tellEnd(ExitStatus status) {
        life.tellEnd();
        Insist.onAll(
                () -> waiters().changed(content.takeLeaving()),
                () -> waiters().ended(),
                watchers::tell,
                () -> events.publish(new SessionEvent.Exited(session(), content.mark(), status)),
                () -> {
                    if (life.isClosed()) {
                        events.close(content.mark());
                    }
                },
                () -> afterwards(() -> life.exited().complete(status)),
                this::giveBack);
    }

    /** Hardly any output comes any more, and what there is will seldom be read. */
    private void giveBack() {
        List<ColdBytes> bytes = content.freeze();
        afterwards(() -> kept.accept(bytes));
    }

    /** The user closes; returns false if that was done before. */
    boolean close() {
        return locked(() -> {
            boolean first = life.close();
            if (first && life.isEndTold()) {
                watchers.tell();
                events.close(content.mark());
            }
            return first;
        });
    }
}
