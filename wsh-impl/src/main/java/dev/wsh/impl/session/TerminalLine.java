package dev.wsh.impl.session;

import dev.wsh.Evidence;
import dev.wsh.ExitStatus;
import dev.wsh.InputRejectedException;
import dev.wsh.ProcessInfo;
import dev.wsh.SessionInfo;
import dev.wsh.impl.lock.LockOrder;
import dev.wsh.impl.run.Tap;
import dev.wsh.impl.wait.EnginePending;
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
 * Between a session and its terminal: output comes in, input waits here until the kernel takes it, and every call of the
 * terminal is made on its loop. What is asked before the terminal is there is done as soon as it is.
 *
 * <p>State is guarded by the session's lock; {@link #pump} runs on the loop.
 */
final class TerminalLine implements PtyHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalLine.class);

    /** A program that prints all the time has always more. */
    private static final int MOST_PROBES = 3;

    private final SessionCore core;
    private final InputQueue queue;
    private final ExitGate gate;
    private final List<Consumer<Pty>> early = new ArrayList<>();
    private @Nullable Pty pty;
    private OptionalLong pid = OptionalLong.empty();
    private volatile Optional<Tap> tap = Optional.empty(); // written with the lock held
    private TimeSource.@Nullable Cancellable alarm; // the end of a pause among the input
    private boolean pumpAsked;
    private boolean released;
    private boolean outputOver;
    private boolean exitSeen;

    TerminalLine(SessionCore core, SessionSetup setup) {
        this.core = core;
        this.queue = new InputQueue(setup.inputQueue());
        this.gate = new ExitGate(core, setup.provider().capabilities().contains(Capability.LAST_BYTE_BEFORE_EXIT));
    }

    /** The terminal is there. */
    void attach(Pty terminal) {
        OptionalLong leader = terminal.pid();
        core.enter(() -> {
            pty = terminal;
            pid = leader;
            early.forEach(this::run);
            early.clear();
            if (!queue.isEmpty()) {
                askPump();
            }
        });
    }

    Optional<Pty> pty() {
        return Optional.ofNullable(pty);
    }

    OptionalLong pid() {
        return pid;
    }

    /** Adds what runs in the foreground of a running session; reads files, so the lock must not be held. */
    Evidence withProcesses(Evidence seen) {
        Optional<Pty> terminal = core.locked(this::pty);
        if (terminal.isEmpty() || seen.session().state() != SessionInfo.State.RUNNING) {
            return seen;
        }
        LockOrder.requireNone("the processes of a terminal asked for");
        List<ProcessInfo> processes = List.of();
        try {
            processes = terminal.get().foregroundProcesses();
        } catch (RuntimeException e) {
            LOG.warn("session {} can't tell its processes", core.identity().name(), e);
        }
        return new Evidence(
                seen.session(),
                seen.screen(),
                seen.awaited(),
                seen.waited(),
                seen.nearest(),
                seen.lastInputs(),
                seen.unansweredQueries(),
                processes);
    }

    Executor loop() {
        Pty terminal = pty;
        return terminal == null ? core.time().serial(core) : terminal.loop();
    }

    /** Does something with the terminal, on its loop. */
    void run(Consumer<Pty> action) {
        Pty terminal = pty;
        if (terminal == null) {
            early.add(action);
        } else {
            core.afterwards(() -> terminal.loop().execute(() -> action.accept(terminal)));
        }
    }

    /**
     * Does something that the program may notice, such as a resize, in its place among the input: earlier input is written
     * before, as far as the kernel takes it at once, later input after it. It does not wait for what the kernel does not
     * take, since a program that does not read would hold it up for ever.
     */
    void runInOrder(Consumer<Pty> action) {
        queue.hold();
        run(terminal -> {
            try {
                pump();
                action.accept(terminal);
            } finally {
                core.enter(() -> {
                    queue.pass();
                    if (!queue.isEmpty()) {
                        askPump();
                    }
                });
            }
        });
    }

    // ---- input ----

    void send(Typed typed) {
        if (!queue.offer(typed)) {
            throw new InputRejectedException("session \"" + core.identity().name() + "\": " + typed.length()
                    + " bytes of input do not fit; " + queue.queued() + " of " + queue.limit()
                    + " bytes wait for a program that does not read");
        }
        pause();
        askPump();
    }

    void reply(byte[] bytes) {
        if (!core.ended().isPresent()) {
            if (queue.reply(bytes)) {
                askPump();
            } else {
                core.unanswered("a reply of " + bytes.length + " bytes did not fit into the queue");
            }
        }
    }

    /** Begins a pause among the input once all before it is written. */
    private void pause() {
        queue.beginPause()
                .ifPresent(length -> alarm = core.time().schedule(length, loop(), () -> core.enter(this::resume)));
    }

    private void resume() {
        if (core.ended().isEmpty()) {
            queue.endPause();
            pause();
            askPump();
        }
    }

    boolean inputWaiting() {
        return !queue.isEmpty() && core.ended().isEmpty();
    }

    /** Completes once all input accepted so far is in the kernel. */
    void flushed(EnginePending<Void> pending) {
        if (core.ended().isPresent() && !queue.isEmpty()) {
            failFlush(pending);
        } else if (queue.awaitFlush(pending)) {
            pending.whenWithdrawn(() -> core.enter(() -> queue.withdraw(pending)));
        } else {
            core.afterwards(() -> core.engineExecutor().execute(() -> done(pending)));
        }
    }

    @SuppressWarnings("NullAway") // the outcome of a Pending<Void> is null
    private static void done(EnginePending<Void> pending) {
        pending.succeed(null);
    }

    private void failFlush(EnginePending<Void> pending) {
        Throwable cause = core.endedException(queue.queued() + " bytes of input were not accepted by the kernel");
        core.afterwards(() -> core.engineExecutor().execute(() -> pending.fail(cause)));
    }

    private void askPump() {
        Pty terminal = pty;
        if (terminal != null && !pumpAsked) {
            pumpAsked = true;
            core.afterwards(() -> terminal.loop().execute(this::pump));
        }
    }

    /** Offers input to the kernel until it takes no more. */
    private void pump() {
        core.enter(() -> pumpAsked = false);
        while (true) {
            ByteBuffer head =
                    core.locked(() -> Optional.ofNullable(queue.head())).orElse(null);
            Pty terminal = pty;
            if (head == null || terminal == null || released) {
                return;
            }
            LockOrder.requireNone("a terminal written to");
            int count;
            try {
                count = terminal.write(head);
            } catch (RuntimeException e) {
                onFailure(e);
                return;
            }
            if (count <= 0) {
                return; // onWritable follows
            }
            core.enter(() -> written(count));
        }
    }

    private void written(int count) {
        List<EnginePending<Void>> done = queue.advance(count);
        for (EnginePending<Void> pending : done) {
            core.afterwards(() -> core.engineExecutor().execute(() -> done(pending)));
        }
        pause();
        if (queue.isEmpty() && core.ended().isEmpty()) {
            core.activity().flushed(core.now());
            core.lookAgain();
        }
    }

    // ---- the terminal speaks ----

    @Override
    public void onOutput(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return;
        }
        try {
            if (tap.isEmpty()) {
                core.output(bytes);
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
            int count = core.locked(() -> tap.map(first -> first.look(bytes)).orElse(bytes.remaining()));
            ByteBuffer piece = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            core.output(piece);
            core.enter(() -> tap.ifPresent(Tap::passed));
        }
    }

    /** Says who looks at the output first. */
    void tap(Optional<Tap> first) {
        tap = first;
    }

    /** Output came; with the session's lock held. */
    void noteOutput(long now) {
        if (exitSeen) {
            gate.output(now);
        }
    }

    @Override
    public void onWritable() {
        pump();
    }

    @Override
    public void onEndOfOutput() {
        core.enter(() -> {
            gate.outputEnded();
            if (core.ended().isPresent()) {
                release();
            }
            endOutput();
        });
    }

    /** Nothing more comes; who waits for that has to look, since the session may have ended long before. */
    private void endOutput() {
        outputOver = true;
        core.tellWatchers();
    }

    /**
     * Tells whether the session has ended and no output can follow: a descendant of its process may hold the terminal
     * longer, until its output ends or the session is closed. With the session's lock held.
     */
    boolean isOutputOver() {
        boolean stillOpen = core.ended()
                .filter(exit -> exit.output() == ExitStatus.OutputEnd.TERMINAL_STILL_OPEN)
                .isPresent();
        return core.isEndTold() && (!stillOpen || outputOver || core.isClosed());
    }

    @Override
    public void onExit(ExitStatus exit) {
        core.enter(() -> {
            exitSeen = true;
            gate.exited(exit);
        });
    }

    /** Whoever failed, nobody hears of the program any more: it must not run on behind a session that has ended. */
    @Override
    public void onFailure(Throwable cause) {
        LOG.error("the engine failed on session {}", core.identity().name(), cause);
        core.enter(() -> {
            core.end(ExitStatus.unknown());
            endOutput();
            release();
        });
    }

    /** Asks the terminal whether there is more output. */
    void probe() {
        ask(this::answered);
    }

    private void ask(Consumer<Drain> answer) {
        run(terminal -> {
            try {
                terminal.probe()
                        .whenComplete((drain, failure) -> answer.accept(failure == null ? drain : Drain.UNKNOWN));
            } catch (RuntimeException e) {
                LOG.warn(
                        "session {} can't tell whether there is more output",
                        core.identity().name(),
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
        core.enter(() -> {
            if (core.ended().isPresent() || pty == null) {
                core.afterwards(then);
                return;
            }
            Executor loop = loop();
            ask(drain -> {
                if (drain == Drain.DELIVERED && probes > 1) {
                    takeRest(probes - 1, then);
                } else {
                    loop.execute(() -> core.engineExecutor().execute(then)); // behind an exit that was seen, too
                }
            });
        });
    }

    private void answered(Drain drain) {
        try {
            core.enter(() -> core.waiters().probed(drain));
        } catch (RuntimeException | Error e) {
            onFailure(e);
        }
    }

    // ---- the end ----

    /** The session has ended: nobody will read what waits, which is said whether anybody waits for it or not. */
    void sessionEnded(ExitStatus status) {
        TimeSource.Cancellable pausing = alarm;
        if (pausing != null) {
            pausing.cancel();
        }
        for (EnginePending<Void> pending : queue.close()) {
            failFlush(pending);
        }
        int left = queue.queued();
        if (left > 0) {
            String label = core.identity().label();
            core.afterwards(
                    () -> LOG.warn("{} has ended: {} bytes of input were never accepted by the kernel", label, left));
        }
        if (status.output() == ExitStatus.OutputEnd.TERMINAL_CLOSED || gate.isOutputEnded()) {
            release();
        }
    }

    /** Closes the terminal: nothing more can come, or nobody wants it. */
    void release() {
        if (!released) {
            released = true;
            run(Pty::close);
        }
    }
}
