package dev.wsh.impl;

import dev.wsh.CommandResult;
import dev.wsh.Diagnostics;
import dev.wsh.Evidence;
import dev.wsh.impl.run.Turns;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One program from its start to its end: waits for its turn, starts the session, and closes it when it has ended or nobody
 * waits any more. Thread-safe.
 */
final class ProgramRun implements Turns.Turn {

    private final TimeSource time;
    private final long called;
    private final String command;
    private final Turns turns;
    private final Supplier<DefaultSession> start;
    private final EnginePending<CommandResult> pending;
    private volatile Optional<DefaultSession> session = Optional.empty();

    /**
     * Prepares a run.
     *
     * @param time the clock and the threads
     * @param turns who may run now
     * @param command the program and its arguments, in words
     * @param start starts the session
     */
    ProgramRun(TimeSource time, Turns turns, String command, Supplier<DefaultSession> start) {
        this.time = time;
        this.command = command;
        this.turns = turns;
        this.start = start;
        this.called = time.nanoTime();
        this.pending = EnginePending.create(
                time, () -> "the end of \"" + command + "\"", Duration.ZERO, Optional.empty(), this::seen);
        pending.tellState(() -> turns.inWords(this));
    }

    private Duration age() {
        return Duration.ofNanos(time.nanoTime() - called);
    }

    /** Returns how it stands at this moment. */
    Diagnostics.Run standing() {
        return new Diagnostics.Run(command, age(), session.map(DefaultSession::name));
    }

    private List<Evidence> seen() {
        Duration waited = age();
        return session.map(each -> each.evidence(pending().what(), waited)).stream()
                .toList();
    }

    EnginePending<CommandResult> pending() {
        return pending;
    }

    /**
     * Starts it now, if it is its turn.
     *
     * @param now whether it is
     * @throws dev.wsh.WshException if it is its turn and it can't be started
     */
    void begin(boolean now) {
        if (now) {
            try {
                started(start.get());
            } catch (RuntimeException | Error e) {
                turns.giveBack();
                throw e;
            }
        }
        pending.whenWithdrawn(this::withdraw);
    }

    @Override
    public void begin() {
        time.engine().execute(() -> {
            if (pending.isDecided()) {
                turns.giveBack();
                return;
            }
            try {
                started(start.get());
            } catch (RuntimeException | Error e) {
                time.engine().execute(() -> pending.fail(e));
                turns.giveBack();
            }
        });
    }

    private void started(DefaultSession started) {
        session = Optional.of(started);
        started.whenOver(() -> {
            CommandResult result = started.wholeResult(command);
            boolean closed = started.isClosed();
            started.close();
            time.engine().execute(() -> {
                if (closed) {
                    pending.fail(started.endedException("ran to its end"));
                } else {
                    pending.succeed(result);
                }
            });
            turns.giveBack();
        });
        if (pending.isDecided()) {
            started.close();
        }
    }

    private void withdraw() {
        if (!turns.leave(this)) {
            session.ifPresent(DefaultSession::close);
        }
    }
}
