package dev.wsh.impl.pty;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.SafeLog;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal and the process that leads it: what is read, written and reported, and in which order.
 *
 * <p>The end of a session has two sides, and either may come first. EIO says that no slave is open now; it ends the
 * output only after the leader has ended, because until then a process may open /dev/tty again. When the leader has
 * ended, reading until EAGAIN or EIO is exact about its bytes: the kernel flushes what is under way before it says
 * EAGAIN. So the exit is reported after that read, EIO telling that the slave is closed, EAGAIN that somebody still
 * holds it, whose later output is reported as it comes.
 *
 * <p>Confined to its loop, except for {@link #pid()}, {@link #loop()}, {@link #foregroundProcesses()}, {@link #time()} and
 * {@link #target()}.
 */
final class UnixPty implements Pty, Target.Terminal {
    /** More than the kernel buffers for a terminal: a leader's last byte is not behind this many bytes of others. */
    private static final int LEADERS_BYTES = 1024 * 1024;

    private static final long FIRST_RETRY_MILLIS = 10;
    private static final long LAST_RETRY_MILLIS = 320;
    private static final Logger log = LoggerFactory.getLogger(UnixPty.class);

    private final String sessionId;
    private final Master master;
    private final Child child;
    private final Leaving leaving;
    private final PtyHandler handler;
    private final TimeSource time;
    private final Executor loop;
    private final ReadBuffer buffer;
    private final Intake intake;
    private final Readiness readiness;

    private final AtomicBoolean prepared = new AtomicBoolean(true);
    private final LineLength lineLength = new LineLength();
    private final FlowControl flow = new FlowControl();
    private boolean paused;
    private volatile boolean closed;
    private boolean outputEnded;
    private boolean exitReported;
    private boolean failed;
    private Child.@org.jspecify.annotations.Nullable End end;
    private int taken;
    private int bytesSinceEnd;
    private TimeSource.@org.jspecify.annotations.Nullable Cancellable writeRetry;
    private long retryMillis = FIRST_RETRY_MILLIS;

    UnixPty(Start start, TimeSource time, Executor loop, ReadBuffer buffer, ReadinessFactory readiness) {
        this.sessionId = start.sessionId();
        this.master = start.master();
        this.child = start.child();
        this.handler = start.handler();
        this.leaving = start.leaving();
        this.time = time;
        this.loop = loop;
        this.buffer = buffer;
        this.intake = new Intake(master, buffer, bytes -> guarded(() -> handler.onOutput(bytes)));
        this.readiness = readiness.of(this);
    }

    /** What a launcher has made: a terminal, the process that leads it, and who hears of them. */
    record Start(String sessionId, Master master, Child child, PtyHandler handler, Leaving leaving) {}

    /** Makes the readiness of a terminal that is being made. */
    interface ReadinessFactory {
        Readiness of(UnixPty pty);
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(child.pid());
    }

    @Override
    public Executor loop() {
        return loop;
    }

    void begin() {
        readiness.begin();
    }

    TimeSource time() {
        return time;
    }

    String sessionId() {
        return sessionId;
    }

    /** Whether what was prepared for this session is to be given back: once. */
    boolean giveBack() {
        return prepared.getAndSet(false);
    }

    Master master() {
        return master;
    }

    Child child() {
        return child;
    }

    /** Whom to look for when everything of this session has to end. */
    Target target() {
        int tty = closed ? 0 : master.ttyNumber();
        return new Target(sessionId, child.pid(), child.reapedAt(), tty, this, leaving);
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean signalLeader(int signal) {
        return leaving.isNone() ? child.signalWithGroup(signal) : child.signalAlone(signal);
    }

    // Reading

    /** Reads what there is, a turn's bytes at most, and hands it over; returns when to read next. */
    Readiness.Next readTurn() {
        return read(/* exact= */ end != null);
    }

    /** Returns how many bytes the last turn had. */
    int taken() {
        return taken;
    }

    /** Once the leader has ended, nothing but the kernel's word is good enough for an exact end. */
    private Readiness.Next read(boolean exact) {
        taken = 0;
        if (closed || paused || outputEnded) {
            return Readiness.Next.NEVER;
        }
        int outcome = intake.read(exact);
        taken = intake.taken();
        return closed ? Readiness.Next.NEVER : afterRead(outcome);
    }

    private Readiness.Next afterRead(int outcome) {
        if (outcome > 0) {
            bytesSinceEnd += end != null ? taken : 0;
            if (bytesSinceEnd > LEADERS_BYTES) {
                reportExit(OutputEnd.TERMINAL_STILL_OPEN);
            }
            return Readiness.Next.AT_ONCE;
        } else if (outcome == Intake.EMPTIED) {
            return Readiness.Next.WHEN_MORE;
        } else if (outcome == -Errno.EAGAIN) {
            reportExit(OutputEnd.TERMINAL_STILL_OPEN);
            return Readiness.Next.WHEN_MORE;
        } else if (outcome != -Errno.EIO) {
            fail(new java.io.IOException("reading the terminal: " + Errno.text(-outcome)));
        } else if (end == null) {
            return Readiness.Next.WHEN_OPENED;
        } else {
            endOutput();
            reportExit(OutputEnd.TERMINAL_CLOSED);
        }
        return Readiness.Next.NEVER;
    }

    @Override
    public CompletionStage<Drain> probe() {
        if (closed || outputEnded) {
            return CompletableFuture.completedFuture(Drain.EMPTY);
        }
        if (paused) {
            return CompletableFuture.completedFuture(Drain.UNKNOWN);
        }
        Readiness.Next next = read(/* exact= */ true);
        readiness.readOutOfTurn(next);
        Drain nothing = flow.isStopped(master) ? Drain.STOPPED : Drain.EMPTY;
        return CompletableFuture.completedFuture(taken > 0 ? Drain.DELIVERED : nothing);
    }

    @Override
    public void pauseOutput() {
        if (!paused && !closed && !outputEnded) {
            paused = true;
            readiness.pause();
        }
    }

    @Override
    public void resumeOutput() {
        if (paused && !closed) {
            paused = false;
            readiness.resume();
        }
    }

    // Writing

    @Override
    public int write(ByteBuffer bytes) {
        if (closed || outputEnded || !bytes.hasRemaining()) {
            return 0;
        }
        int before = bytes.position();
        int limit = bytes.limit();
        int fits = lineLength.fits(bytes, master, sessionId);
        bytes.limit(before + fits);
        int errno = fits == 0 ? Errno.EAGAIN : master.write(bytes, buffer);
        bytes.limit(limit);
        int written = bytes.position() - before;
        if (written > 0) {
            retryMillis = FIRST_RETRY_MILLIS;
            lineLength.written(bytes, before);
            flow.written(bytes, before, master);
        }
        if (errno == Errno.EAGAIN || (errno == Errno.EIO && end == null)) {
            retryWriteLater();
        }
        return written;
    }

    /** POLLOUT can come too early or, with no slave open, not at all: a timer is the way back that always works. */
    private void retryWriteLater() {
        if (writeRetry == null) {
            readiness.untilWritable();
            writeRetry = time.schedule(Duration.ofMillis(retryMillis), loop, this::writable);
            retryMillis = Math.min(retryMillis * 2, LAST_RETRY_MILLIS);
        }
    }

    /** The terminal may take input again. */
    void writable() {
        if (writeRetry != null && !closed) {
            writeRetry.cancel();
            writeRetry = null;
            guarded(handler::onWritable);
        }
    }

    @Override
    public Optional<String> inputHeld() {
        return lineLength.held();
    }

    @Override
    public void flushInput() {
        if (!closed) {
            master.flushInput();
            lineLength.flushed();
        }
    }

    // Control

    @Override
    public void resize(int rows, int cols) {
        if (!closed) {
            master.resize(rows, cols);
        }
    }

    @Override
    public void signal(Signal signal) {
        int number = signal.number();
        if (closed) {
            return;
        }
        boolean byKeyboard = number == Signals.INT || number == Signals.QUIT || number == Signals.TSTP;
        if (!byKeyboard || !master.keyboardSignal(number)) {
            master.foregroundGroup().ifPresent(group -> child.signalGroup(group, number));
        }
    }

    @Override
    public Optional<Foreground> foreground() {
        if (closed || child.reaped()) {
            return Optional.empty();
        }
        OptionalLong group = master.foregroundGroup();
        return group.isEmpty()
                ? Optional.empty()
                : Optional.of(new Foreground(
                        group.getAsLong(), group.getAsLong() == child.pid(), CpuTime.ofTree(child.pid())));
    }

    @Override
    public Optional<LineModes> lineModes() {
        return closed ? Optional.empty() : master.lineModes();
    }

    @Override
    public List<ProcessInfo> foregroundProcesses() {
        return closed || child.reaped() ? List.of() : ForegroundProcesses.of(child, sessionId);
    }

    // Ending

    /**
     * The leader may have ended: reaps it. Its exit is reported when its last byte has been handed over; returns when to read
     * for that, or that all goes on as it was.
     */
    Readiness.Next childEnded() {
        if (end != null || !child.reap()) {
            return Readiness.Next.NEVER;
        }
        end = child.end();
        if (closed) {
            readiness.done();
            return Readiness.Next.NEVER;
        }
        return paused ? Readiness.Next.NEVER : Readiness.Next.AT_ONCE;
    }

    private void endOutput() {
        if (!outputEnded && !closed) {
            outputEnded = true;
            cancelRetry();
            guarded(handler::onEndOfOutput);
        }
    }

    private void reportExit(OutputEnd output) {
        Child.End ended = end;
        if (ended != null && !exitReported && !closed) {
            exitReported = true;
            guarded(() -> handler.onExit(new ExitStatus(ended.code(), ended.signal(), output)));
        }
    }

    private void cancelRetry() {
        if (writeRetry != null) {
            writeRetry.cancel();
            writeRetry = null;
        }
    }

    /** Hangs up; kills the leader and the foreground group if they live, and stays until the leader is reaped. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (end == null) {
                killForeground();
            }
            cancelRetry();
        } finally {
            closeMaster();
        }
    }

    private void killForeground() {
        OptionalLong foreground = OptionalLong.empty();
        try {
            foreground = master.foregroundGroup();
        } finally {
            child.signal(Signals.KILL); // first, or it would go on with its next command
        }
        if (foreground.isPresent()) {
            child.signalGroup(foreground.getAsLong(), Signals.KILL);
        }
    }

    private void closeMaster() {
        try {
            readiness.release();
        } finally {
            master.close();
            if (end != null) {
                readiness.done();
            }
        }
    }

    /** Closes, and waits for the leader's end, which takes the moment that a kill takes: nobody will hear of it. */
    void closeAtOnce() {
        close();
        if (!child.reaped()) {
            child.killAndReap();
            readiness.done();
        }
    }

    /** Something that no session can cause went wrong: said once, and the terminal is closed. */
    void fail(Throwable cause) {
        if (!failed && !closed) {
            failed = true;
            SafeLog.error(log, "terminal of session {} failed", sessionId, cause);
            try {
                Insist.on(PtyHandler::onFailure, handler, cause);
            } catch (RuntimeException | Error e) {
                SafeLog.error(log, "handler of session {} failed on a failure", sessionId, e);
            } finally {
                close();
            }
        }
    }

    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }
}
