package dev.wsh.impl.session;

import dev.wsh.Evidence;
import dev.wsh.ExitStatus;
import dev.wsh.Input;
import dev.wsh.Mark;
import dev.wsh.Screen;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.SessionInfo;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.wait.Activity;
import dev.wsh.impl.wait.SessionMark;
import dev.wsh.impl.wait.Subject;
import dev.wsh.impl.wait.Waiters;
import dev.wsh.spi.Pty;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session's state, all of it guarded by one lock: terminal, activity, waits, queues.
 *
 * <p>The loop of the session's terminal alone makes system calls; it takes the lock to hand output over. Readers and
 * senders take it too, for microseconds, so that what they return is exact and needs no hop to the loop. Nothing of the
 * user's and nothing of the registry runs with the lock held; such actions are left to {@link #afterwards}.
 */
final class SessionCore implements Subject, TerminalEngine.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCore.class);

    private final SessionSetup setup;
    private final SessionOwner owner;
    private final TimeSource time;
    private final long createdAt;
    private final RankedLock lock = new RankedLock(Rank.SESSION);
    private final TerminalEngine engine;
    private final Activity activity = new Activity();
    private final Waiters waiters = new Waiters(this);
    private final Transcript transcript;
    private final InputLog inputLog = new InputLog();
    private final UnansweredQueries unanswered = new UnansweredQueries();
    private final SessionEvents events;
    private final TerminalLine line;
    private final Marks marks;
    private final Frame frame;
    private volatile @Nullable DefaultSession session;
    private final Naming naming;
    private long unfinishedSince = -1;

    @SuppressWarnings("UnusedVariable") // what the compiler must not leave out
    private int prefetched;

    private volatile Optional<ExitStatus> ended = Optional.empty(); // written with the lock held
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private boolean endTold;
    private volatile boolean closed; // written with the lock held
    private TimeSource.@Nullable Cancellable wake;
    private final CompletableFuture<ExitStatus> exited = new CompletableFuture<>();

    SessionCore(SessionSetup setup, SessionOwner owner, Identity identity) {
        this.setup = setup;
        this.owner = owner;
        this.time = setup.time();
        this.naming = new Naming(identity);
        this.createdAt = time.nanoTime();
        this.engine = TerminalEngine.create(
                new TerminalEngine.Options(
                        setup.pty().rows(),
                        setup.pty().cols(),
                        setup.scrollback(),
                        setup.unsafeReports(),
                        /* graphemeClusters= */ true),
                this);
        this.transcript = new Transcript(setup.transcript());
        this.events = new SessionEvents(
                lock, new EventHub(time.callbacks(), () -> naming.current().label(), setup.eventQueue()), owner);
        this.line = new TerminalLine(this, setup);
        this.marks = new Marks(setup.pty().sessionId(), engine, activity);
        this.frame = new Frame(engine, time, line::loop, update -> enter(() -> updateIsOverdue(update)));
    }

    /** Gives the core its public face; done once, before the session starts. */
    void attach(DefaultSession face) {
        session = face;
    }

    SessionSetup setup() {
        return setup;
    }

    SessionOwner owner() {
        return owner;
    }

    TimeSource time() {
        return time;
    }

    TerminalLine line() {
        return line;
    }

    EventHub events() {
        return events.hub();
    }

    Waiters waiters() {
        return waiters;
    }

    TerminalEngine engine() {
        return engine;
    }

    @Override
    public DefaultSession session() {
        return Objects.requireNonNull(session);
    }

    // ---- the lock ----

    @Override
    public void enter(Runnable body) {
        lock.run(body);
    }

    <T> T locked(Supplier<T> body) {
        return lock.locked(body);
    }

    @Override
    public void afterwards(Runnable action) {
        lock.afterwards(action);
    }

    /** Adds one who is called, with the lock held, after each touch and at the end; what is called must be quick. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** Calls all who watch; with the lock held. */
    void tellWatchers() {
        for (Runnable watcher : watchers) {
            watcher.run();
        }
    }

    private void changed(List<LeavingRow> left) {
        waiters.changed(left);
        tellWatchers();
    }

    // ---- output ----

    /** Takes a piece of output over; the buffer is the caller's again when this returns. */
    void output(ByteBuffer bytes) {
        enter(() -> {
            prefetched = transcript.prefetch() + engine.prefetch();
            long now = now();
            line.noteOutput(now);
            if (closed) {
                return;
            }
            int length = bytes.remaining();
            byte[] told = events.isHeard() ? Transcript.copyOf(bytes) : null;
            SessionMark from = told == null ? null : marks.now();
            activity.output(now, length);
            transcript.append(bytes, engine::feed);
            frame.settle();
            noteUnfinished(now);
            if (told != null && from != null) {
                publishOutput(told, from);
            }
            changed(engine.takeLeaving());
        });
    }

    /** Tells who listens of a piece that was just taken over; a listener that came meanwhile hears of the next one. */
    private void publishOutput(byte[] bytes, SessionMark from) {
        SessionMark to = marks.now();
        byte[] before = transcript.before(from.outputOffset());
        publish(new SessionEvent.Printed(
                session(), to, new RawOutput(bytes, before, from, to, 0, cols(), new byte[0])));
    }

    private void noteUnfinished(long now) {
        boolean unfinished = engine.unfinished() || engine.inSynchronizedUpdate();
        if (!unfinished) {
            unfinishedSince = -1;
        } else if (unfinishedSince < 0) {
            unfinishedSince = now;
        }
    }

    private int cols() {
        return engine.snapshot().cols();
    }

    @Override
    public void reply(byte[] bytes) {
        line.reply(bytes);
    }

    @Override
    public void unanswered(String query) {
        unanswered.add(query);
    }

    @Override
    public void bell() {
        events.publishIfHeard(() -> new SessionEvent.Rang(session(), marks.inside()));
    }

    @Override
    public void titleChanged(String title) {
        events.publishIfHeard(() -> new SessionEvent.TitleChanged(session(), marks.inside(), title));
    }

    @Override
    public void synchronizedUpdate(boolean begins) {
        if (begins) {
            frame.hold();
        } else {
            frame.release();
        }
    }

    /** An update that is not closed, or the output that goes on after one, is seen by whoever waits and watches. */
    private void updateIsOverdue(long update) {
        if (frame.isHeld(update)) {
            frame.release();
            waiters.lookAgain();
            tellWatchers();
        }
    }

    // ---- events ----

    void publish(SessionEvent event) {
        events.publish(event);
    }

    /** The session is listed. */
    void announce() {
        enter(() -> events.announce(session(), marks.start()));
    }

    // ---- what waits see ----

    @Override
    public long now() {
        return time.nanoTime() - createdAt;
    }

    /** Turns a time of this session into one of the engine's clock, comparable between sessions. */
    long absolute(long sinceCreation) {
        return createdAt + sinceCreation;
    }

    @Override
    public Activity activity() {
        return activity;
    }

    @Override
    public ScreenSnapshot screen() {
        return frame.screen();
    }

    @Override
    public HistorySnapshot history() {
        return frame.history();
    }

    @Override
    public SessionMark mark() {
        return marks.now();
    }

    @Override
    public OptionalLong unfinishedSince() {
        return unfinishedSince < 0 ? OptionalLong.empty() : OptionalLong.of(unfinishedSince);
    }

    @Override
    public boolean inputWaiting() {
        return line.inputWaiting();
    }

    @Override
    public Optional<ExitStatus> ended() {
        return ended;
    }

    @Override
    public Optional<Pty> terminal() {
        return line.pty();
    }

    @Override
    public void probe() {
        line.probe();
    }

    @Override
    public void collectLeaving(boolean on) {
        engine.collectLeaving(on);
    }

    @Override
    public void wakeAt(long at) {
        TimeSource.Cancellable old = wake;
        if (old != null) {
            old.cancel();
            wake = null;
        }
        if (at != Long.MAX_VALUE) {
            wake = time.schedule(Duration.ofNanos(Math.max(0, at - now())), line.loop(), () -> enter(waiters::wake));
        }
    }

    @Override
    public long lastPause() {
        TimeSource.Pauses pauses = time.pauses();
        return pauses.total().isZero() ? -1 : pauses.lastEnd() - createdAt;
    }

    @Override
    public Executor engineExecutor() {
        return time.engine();
    }

    Executor callbacks() {
        return time.callbacks();
    }

    @Override
    public void lookAgain() {
        waiters.changed(List.of());
    }

    Mark send(Input... inputs) {
        return locked(() -> {
            requireLive("send");
            Typed typed = Encoding.encode(engine, inputs);
            SessionMark before = marks.now();
            line.send(typed);
            marks.input(before);
            inputLog.add(before.generation(), inputs, typed.told());
            activity.input(now());
            changed(List.of());
            return before;
        });
    }

    Mark resize(int rows, int cols) {
        return locked(() -> {
            requireLive("resize");
            SessionMark before = marks.now();
            engine.resize(rows, cols);
            frame.release();
            activity.touch(now());
            line.runInOrder(pty -> pty.resize(rows, cols));
            publish(new SessionEvent.Resized(session(), marks.now(), rows, cols));
            changed(engine.takeLeaving());
            return before;
        });
    }

    void signal(dev.wsh.Signal signal) {
        enter(() -> {
            requireLive("signal " + signal.name());
            activity.touch(now());
            line.runInOrder(pty -> pty.signal(signal));
            changed(List.of());
        });
    }

    void requireLive(String what) {
        if (closed || ended.isPresent()) {
            throw endedException(what);
        }
    }

    SessionEndedException endedException(String what) {
        String how = ended.map(exit -> "has ended (" + exit + ")").orElse("was closed");
        return new SessionEndedException(
                "session \"" + naming.current().name() + "\" " + how + ": " + what,
                ended,
                seen(what, Duration.ZERO, screen -> Optional.empty()));
    }

    Mark start() {
        return marks.start();
    }

    Mark lastInputMark() {
        return locked(marks::lastInput);
    }

    RawOutput outputSince(Mark mark) {
        return locked(() -> {
            SessionMark from = SessionMark.of(mark, setup.pty().sessionId());
            SessionMark to = marks.now();
            long first = Math.max(from.outputOffset(), transcript.start());
            byte[] raw = transcript.copy(first, to.outputOffset());
            byte[] echo = inputLog.echoSince(from.generation());
            byte[] before = transcript.before(first);
            return new RawOutput(raw, before, from, to, first - from.outputOffset(), cols(), echo);
        });
    }

    Identity identity() {
        return naming.current();
    }

    Naming naming() {
        return naming;
    }

    /** Tells who listens of each change of name and tags since the last call. */
    void publishChanges() {
        enter(() -> naming.publish(session(), marks::now, this::publish));
    }

    SessionInfo info() {
        return locked(() -> {
            ScreenSnapshot screen = screen();
            Identity now = naming.current();
            SessionInfo.State state = closed
                    ? SessionInfo.State.CLOSED
                    : ended.isPresent() ? SessionInfo.State.ENDED : SessionInfo.State.RUNNING;
            return new SessionInfo(
                    setup.pty().sessionId(),
                    now.name(),
                    now.tags(),
                    state,
                    line.pid(),
                    setup.pty().argv(),
                    setup.pty().cwd(),
                    screen.rows(),
                    screen.cols(),
                    screen.title(),
                    Duration.ofNanos(now() - activity.lastTouch()),
                    ended);
        });
    }

    Evidence evidence(String awaited, Duration waited) {
        return evidence(awaited, waited, screen -> Optional.empty());
    }

    Evidence evidence(String awaited, Duration waited, Function<Screen, Optional<String>> nearest) {
        return line.withProcesses(seen(awaited, waited, nearest));
    }

    /** The evidence of this moment, but for the processes, for callers that hold the lock. */
    Evidence seen(String awaited, Duration waited, Function<Screen, Optional<String>> nearest) {
        return locked(() -> new Evidence(
                info(),
                screen(),
                awaited,
                waited,
                nearest.apply(screen()),
                inputLog.inWords(),
                unanswered.inWords(),
                List.of()));
    }

    // ---- the end ----

    /** The process has ended and its last byte was read. The registry knows it before anybody who waits. */
    void end(ExitStatus status) {
        enter(() -> {
            if (ended.isEmpty()) {
                ended = Optional.of(status);
                wakeAt(Long.MAX_VALUE);
                frame.release(); // nothing will end the update
                LOG.debug("session {} ended: {}", naming.current().name(), status);
                line.sessionEnded(status);
                afterwards(() -> owner.ended(session()));
                afterwards(() -> enter(() -> tellEnd(status)));
            }
        });
    }

    private void tellEnd(ExitStatus status) {
        endTold = true;
        waiters.ended();
        tellWatchers();
        publish(new SessionEvent.Exited(session(), marks.now(), status));
        if (closed) {
            publishClosed();
        }
        afterwards(() -> exited.complete(status));
    }

    /** Complete once the session has ended; for the engine itself, since it completes on its threads. */
    CompletableFuture<ExitStatus> exited() {
        return exited;
    }

    /** Tells whether everybody was told of the end. */
    boolean isEndTold() {
        return endTold;
    }

    /** The user closes; returns false if that was done before. */
    boolean close() {
        return locked(() -> {
            if (closed) {
                return false;
            }
            closed = true;
            if (endTold) {
                tellWatchers();
                publishClosed();
            }
            return true;
        });
    }

    boolean isClosed() {
        return closed;
    }

    private void publishClosed() {
        publish(new SessionEvent.Closed(session(), marks.now()));
        events.complete();
    }

    /** Returns the process's terminal, for the provider. */
    Optional<Pty> pty() {
        return locked(line::pty);
    }
}
