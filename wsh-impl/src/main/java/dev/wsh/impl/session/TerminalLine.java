package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.ProcessInfo;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.LockOrder;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.lock.SafeLog;
import dev.wsh.impl.run.Tap;
import dev.wsh.impl.time.SerialExecutor;
import dev.wsh.spi.Pty;
import dev.wsh.spi.Pty.Drain;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between a session and its terminal: what the terminal tells comes in, and every call of the terminal is made on its loop.
 * What is asked before the terminal is there is done as soon as it is.
 *
 * <p>State is guarded by the session's lock.
 */
final class TerminalLine implements PtyHandler, InputPump.Host {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalLine.class);

    /** A program that prints all the time has always more. */
    private static final int MOST_PROBES = 3;

    private final RankedLock lock;
    private final TimeSource time;
    private final Naming naming;
    private final Life life;
    private final Host host;
    private final InputPump input;
    private final ExitGate gate;
    private final List<Consumer<Pty>> early = new ArrayList<>();
    private final SerialExecutor orders = new SerialExecutor(task -> loop().execute(task));
    private @Nullable Pty pty;
    private OptionalLong pid = OptionalLong.empty();
    private volatile Optional<Tap> tap = Optional.empty(); // written with the lock held
    private boolean released;
    private boolean outputOver;

    /** Who hears of what the terminal tells. */
    interface Host {

        /** A piece of output; the buffer is the caller's again when this returns. */
        void output(ByteBuffer bytes);

        /** All input is in the kernel; with the lock held. */
        void inputTaken();

        /** The process has ended, and its last byte was read. */
        void end(ExitStatus status);

        /** No output can follow, which may be long after the end; with the lock held. */
        void outputOver();

        /** Returns the failure of something that the session's end prevents. */
        Throwable endedException(String what);
    }

    private volatile boolean stopped;

    TerminalLine(SessionSetup setup, RankedLock lock, SessionClock clock, Naming naming, Life life, Host host) {
        this.lock = lock;
        this.time = clock.time();
        this.naming = naming;
        this.life = life;
        this.host = host;
        boolean tellsEcho = setup.provider().capabilities().contains(Capability.LINE_MODES);
        Alarm pause = new Alarm(lock, time, this::loop);
        this.input = new InputPump(lock, time.engine(), naming, setup.inputQueue(), tellsEcho, pause, this);
        boolean exact = setup.provider().capabilities().contains(Capability.LAST_BYTE_BEFORE_EXIT);
        this.gate = new ExitGate(exact, clock, new Alarm(lock, time, this::loop), host::end);
    }

    /** The terminal is there. */
    void attach(Pty terminal) {
        OptionalLong leader = terminal.pid();
        lock.run(() -> {
            pty = terminal;
            pid = leader;
            early.forEach(this::run);
            early.clear();
            input.attach(terminal);
        });
    }

    Optional<Pty> pty() {
        return Optional.ofNullable(pty);
    }

    OptionalLong pid() {
        return pid;
    }

    InputPump input() {
        return input;
    }

    /** Returns what runs in the foreground of a running session; reads files, so the lock must not be held. */
    List<ProcessInfo> foregroundProcesses() {
        Optional<Pty> terminal = lock.locked(this::pty);
        LockOrder.requireNone("the processes of a terminal asked for");
        try {
            return terminal.isPresent() ? terminal.get().foregroundProcesses() : List.of();
        } catch (RuntimeException e) {
            LOG.warn("session {} can't tell its processes", naming.current().name(), e);
            return List.of();
        }
    }

    Executor loop() {
        Pty terminal = pty;
        return terminal == null ? time.serial(this) : terminal.loop();
    }

    /** Does something with the terminal, on its loop, after what was asked for before. */
    void run(Consumer<Pty> action) {
        Pty terminal = pty;
        if (terminal == null) {
            early.add(action);
        } else {
            lock.afterwards(orders.enqueue(() -> action.accept(terminal)));
        }
    }

    /**
     * Does something that the program may notice, such as a resize, in its place among the input: earlier input is written
     * before, as far as the kernel takes it at once, later input after it. It does not wait for what the kernel does not
     * take, since a program that does not read would hold it up for ever.
     */
    void runInOrder(Consumer<Pty> action) {
        input.hold();
        run(terminal -> {
            try {
                input.pump();
                action.accept(terminal);
            } finally {
                lock.run(input::pass);
            }
        });
    }

    @Override
    public void inputTaken() {
        host.inputTaken();
    }

    @Override
    public Throwable endedException(String what) {
        return host.endedException(what);
    }

    // ---- the terminal speaks ----

    @Override
    public void onOutput(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return;
        }
        try {
            if (tap.isEmpty()) {
                host.output(bytes);
            } else {
                handOver(bytes);
            }
        } catch (RuntimeException | Error e) {
            onFailure(e);
        }
    }

    /** Hands output over in the pieces that who looks at it first asks for. */
    private void handOver(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int count = lock.locked(() -> tap.map(first -> first.look(bytes)).orElse(bytes.remaining()));
            ByteBuffer piece = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            host.output(piece);
            lock.run(() -> tap.ifPresent(Tap::passed));
        }
    }

    /** Says who looks at the output first. */
    void tap(Optional<Tap> first) {
        tap = first;
    }

    /** Output came; with the session's lock held. */
    void noteOutput(long now) {
        gate.output(now);
    }

    @Override
    public void onWritable() {
        input.pump();
    }

    @Override
    public void onEndOfOutput() {
        lock.run(() -> {
            gate.outputEnded();
            if (life.isEnded()) {
                release();
            }
            endOutput();
        });
    }

    /** Nothing more comes; who waits for that has to look, since the session may have ended long before. */
    private void endOutput() {
        outputOver = true;
        host.outputOver();
    }

    /**
     * Tells whether the session has ended and no output can follow: a descendant of its process may hold the terminal
     * longer, until its output ends or the session is closed. With the session's lock held.
     */
    boolean isOutputOver() {
        boolean stillOpen = life.ended()
                .filter(exit -> exit.output() == ExitStatus.OutputEnd.TERMINAL_STILL_OPEN)
                .isPresent();
        return life.isEndTold() && (!stillOpen || outputOver || life.isClosed());
    }

    @Override
    public void onExit(ExitStatus exit) {
        lock.run(() -> gate.exited(exit));
    }

    /** Whoever failed, nobody hears of the program any more: it must not run on behind a session that has ended. */
    @Override
    public void onFailure(Throwable cause) {
        SafeLog.error(LOG, "the engine failed on session {}", naming.current().name(), cause);
        Insist.on(
                (line, unknown) -> line.lock.run(() -> Insist.onAll(
                        () -> line.life.fail(cause), () -> line.host.end(unknown), line::endOutput, line::release)),
                this,
                ExitStatus.unknown());
    }

    // ---- what the terminal is asked ----

    /** Asks the terminal whether there is more output; the answer comes with the lock held. */
    void probe(Consumer<Drain> answer) {
        ask(drain -> {
            try {
                lock.run(() -> answer.accept(drain));
            } catch (RuntimeException | Error e) {
                onFailure(e);
            }
        });
    }

    /** Tells whether the output was stopped, as by Ctrl-S, when the terminal was last asked for more. */
    boolean isStopped() {
        return stopped;
    }

    private void ask(Consumer<Drain> told) {
        Consumer<Drain> answer = drain -> {
            stopped = drain == Drain.STOPPED;
            told.accept(drain);
        };
        run(terminal -> {
            try {
                terminal.probe()
                        .whenComplete((drain, failure) -> answer.accept(failure == null ? drain : Drain.UNKNOWN));
            } catch (RuntimeException e) {
                LOG.warn(
                        "session {} can't tell whether there is more output",
                        naming.current().name(),
                        e);
                answer.accept(Drain.UNKNOWN);
            }
        });
    }

    /** Takes over what the terminal has, its end included, and then runs something on the engine's executor. */
    void takeRest(Runnable then) {
        takeRest(MOST_PROBES, then);
    }

    private void takeRest(int probes, Runnable then) {
        lock.run(() -> {
            if (life.isEnded() || pty == null) {
                lock.afterwards(then);
                return;
            }
            Executor loop = loop();
            ask(drain -> {
                if (drain == Drain.DELIVERED && probes > 1) {
                    takeRest(probes - 1, then);
                } else {
                    loop.execute(() -> time.engine().execute(then)); // behind an exit that was seen, too
                }
            });
        });
    }

    // ---- the end ----

    /** The session has ended: nobody reads what waits. */
    void sessionEnded(ExitStatus status) {
        input.end();
        if (status.output() == ExitStatus.OutputEnd.TERMINAL_CLOSED || gate.isOutputEnded()) {
            release();
        }
    }

    /** Closes the terminal: nothing more can come, or nobody wants it. */
    void release() {
        if (!released) {
            run(Pty::close);
            released = true;
            input.stop();
        }
    }
}
