package dev.wsh.impl.run;

import dev.wsh.CommandResult;
import dev.wsh.CommandResult.Certainty;
import dev.wsh.Evidence;
import dev.wsh.ExitStatus;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.SessionEndedException;
import dev.wsh.Signal;
import dev.wsh.UncertainResultException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.WshException;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.spi.Pty;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command, from its call to its end: waits for its turn and for the shell's prompt, types the line that runs it, reads
 * its marks. Whatever happens to who waits for it, it is over only when the shell is back, so that the next one is safe.
 *
 * <p>Guarded by the session's lock, but for {@link #prepare}.
 */
final class CommandRun implements Tap {

    private enum Phase {
        /** Another command is before it. */
        QUEUED("the command before it to end"),
        /** The shell must show its prompt. */
        AWAITS_PROMPT("the shell's prompt"),
        /** The line is typed; the shell has not begun it. */
        TYPED("the shell to begin it"),
        /** The command runs. */
        RUNS("its end"),
        /** The prompt is back without a word; the shell is asked for the status. */
        ASKS("the shell to tell its status"),
        /** Nothing more is expected. */
        OVER("nothing");

        private final String awaits;

        Phase(String awaits) {
            this.awaits = awaits;
        }
    }

    /** Leaves the command mode of a line editor that is like vi; elsewhere a letter, which goes with what else was typed. */
    private static final Input INSERT = Input.text("i");

    private final ShellHost host;
    private final CommandFiles files;
    private final Wanted wanted;
    private final Nonce nonce = Nonce.create();
    private final Path commandFile;
    private final Path scriptFile;
    private final Path endFile;
    private final MarkReader reader;
    private final EnginePending<CommandResult> pending;
    private final Prompt prompt;
    private final long called;

    private @Nullable Commands commands;
    private Phase phase = Phase.QUEUED;
    private String named;
    private ShellKind kind;
    private boolean interrupted;
    private boolean timedOut;
    private boolean shellEnded;
    private int interrupts;
    private long started;
    private long changed;
    private boolean marked; // what the reader found was taken notice of
    private @Nullable Mark from;
    private byte @Nullable [] outputWhenAsked;
    private boolean looking;
    private TimeSource.@Nullable Cancellable alarm;

    private CommandRun(ShellHost host, CommandFiles files, Wanted wanted, ShellKind guess) {
        this.host = host;
        this.files = files;
        this.wanted = wanted;
        this.kind = guess;
        this.commandFile = files.fresh();
        this.scriptFile = files.fresh();
        this.endFile = files.fresh();
        this.reader = new MarkReader(nonce, wanted.outputLimit());
        this.prompt = new Prompt(host);
        this.called = host.now();
        this.named = name();
        this.pending = EnginePending.create(
                host.time(), () -> named, Duration.ZERO, Optional.empty(), () -> List.of(evidence()));
    }

    /** Writes the command and what runs it to files, and makes a run of it that is not begun. Without the lock. */
    static CommandRun prepare(ShellHost host, CommandFiles files, Wanted wanted) {
        ShellKind guess = ShellKind.of(host.argv()).orElse(ShellKind.POSIX);
        CommandRun run = new CommandRun(host, files, wanted, guess);
        files.write(run.commandFile, wanted.lines());
        run.writeScripts(guess);
        return run;
    }

    private void writeScripts(ShellKind shell) {
        Scripts scripts = new Scripts(shell, nonce, scriptFile, commandFile);
        files.write(scriptFile, scripts.text());
        files.write(endFile, scripts.end());
    }

    EnginePending<CommandResult> pending() {
        return pending;
    }

    private String name() {
        return "command " + wanted.shown() + " in session \"" + host.session().name() + "\" (" + phase.awaits + ")";
    }

    private void enter(Phase next) {
        phase = next;
        changed = host.now();
        if (pending.what().equals(named)) { // else the user named it
            named = name();
            pending.named(named);
        }
    }

    private Evidence evidence() {
        return host.evidence("the " + name(), Duration.ofNanos(host.now() - called));
    }

    // ---- the turn ----

    /** It is in the queue; at its head if no other is. */
    void begin(Commands all, Optional<CommandRun> head) {
        commands = all;
        if (head.isEmpty()) {
            host.tap(Optional.of(this));
            yourTurn();
        }
    }

    /** It is at the head of the queue, and looks at the output. */
    void yourTurn() {
        if (host.ended().isPresent() || host.isOver()) {
            sessionEnded();
            return;
        }
        enter(Phase.AWAITS_PROMPT);
        look();
    }

    // ---- looking ----

    /** Asks the terminal who reads it, on its loop; comes back in {@link #looked}. */
    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        boolean doubted = Objects.requireNonNull(commands).isDoubted();
        host.onTerminal(pty -> {
            Seen seen = Seen.of(pty, host.argv(), doubted);
            host.locked(() -> {
                looking = false;
                looked(seen);
                return true;
            });
        });
    }

    private void lookIn(Duration delay) {
        disarm();
        alarm = host.time()
                .schedule(
                        delay,
                        host.loop(),
                        () -> host.locked(() -> {
                            alarm = null;
                            look();
                            return true;
                        }));
    }

    private void disarm() {
        TimeSource.Cancellable set = alarm;
        if (set != null) {
            set.cancel();
            alarm = null;
        }
    }

    private void looked(Seen seen) {
        switch (phase) {
            case AWAITS_PROMPT -> {
                Prompt.Readiness ready =
                        prompt.readiness(seen, Objects.requireNonNull(commands).lastPrompt());
                if (ready.shell().isPresent()) {
                    type(seen, ready.shell().get());
                } else if (ready.noShell()) {
                    noShell(seen);
                } else {
                    lookIn(ready.retry());
                }
            }
            case TYPED -> {
                if (interrupted) {
                    lookForPrompt(seen);
                }
            }
            case RUNS -> lookForPrompt(seen);
            default -> {}
        }
    }

    private void lookForPrompt(Seen seen) {
        Optional<Duration> retry = prompt.isBack(seen, interrupted, changed);
        if (retry.isPresent()) {
            lookIn(retry.get());
        } else {
            shellEnded = prompt.isOfParent(seen);
            confirm();
        }
    }

    /** The prompt seems to be back; what the terminal still holds may show that the command ended by itself. */
    private void confirm() {
        long touch = host.lastTouch();
        host.onTerminal(pty -> pty.probe()
                .whenComplete((drain, failure) -> host.locked(() -> {
                    if (phase != Phase.TYPED && phase != Phase.RUNS) {
                        return true;
                    }
                    if (drain == Pty.Drain.DELIVERED || host.lastTouch() != touch) {
                        lookIn(Prompt.SOON);
                    } else if (prompt.isOfProgram()) {
                        inferred();
                    } else if (interrupted || shellEnded) {
                        ask();
                    } else {
                        inferred();
                    }
                    return true;
                })));
    }

    // ---- typing ----

    private void type(Seen seen, ShellKind shell) {
        boolean rewrite = shell != kind;
        kind = shell;
        prompt.typedAt(seen);
        Objects.requireNonNull(commands).promptWas(prompt.text());
        enter(Phase.TYPED);
        String line = new Scripts(shell, nonce, scriptFile, commandFile).line();
        host.afterwards(() -> {
            if (rewrite) {
                writeScripts(shell);
            }
            send(INSERT, Key.ctrl('u'), Input.text(line), Key.ENTER);
        });
    }

    /** Types; without the lock. */
    private void send(Input... inputs) {
        try {
            host.session().send(inputs);
        } catch (SessionEndedException e) {
            // is told by touched()
        } catch (WshException e) {
            host.locked(() -> {
                fail(e);
                over();
                return true;
            });
        }
    }

    /** The program in the foreground is no shell, and will not become one. */
    private void noShell(Seen seen) {
        String program = seen.program().map(argv -> argv.get(0)).orElse("unknown");
        if (wanted.strict()) {
            fail(new UncertainResultException("session \"" + host.session().name() + "\" runs " + program
                    + ", which is no shell that can tell a status: " + wanted.shown() + " was not run"));
            over();
            return;
        }
        prompt.typedInto(seen);
        reader.beginNow();
        from = host.mark();
        started = host.now();
        enter(Phase.RUNS);
        host.afterwards(() -> send(Input.text(wanted.command().stripTrailing()), Key.ENTER));
        limitTime();
        lookIn(Prompt.LATER);
    }

    /** Asks a shell that is back at its prompt for the status of what it was doing. */
    private void ask() {
        outputWhenAsked = prompt.cut(reader.output());
        if (reader.state() == MarkReader.State.BEFORE) {
            reader.beginNow();
            from = host.mark();
            started = host.now();
        }
        enter(Phase.ASKS);
        String line = new Scripts(kind, nonce, endFile, commandFile).line();
        host.afterwards(() -> send(INSERT, Key.ctrl('u'), Input.text(line), Key.ENTER));
    }

    // ---- the output ----

    @Override
    public int look(ByteBuffer bytes) {
        return reader.read(bytes);
    }

    @Override
    public void passed() {
        if (phase == Phase.TYPED && reader.state() == MarkReader.State.INSIDE) {
            from = host.mark();
            started = host.now();
            enter(Phase.RUNS);
            limitTime();
        } else if (reader.state() == MarkReader.State.AFTER && !marked) {
            marked = true;
            observed();
        }
    }

    @Override
    public void touched() {
        if (phase == Phase.OVER) {
            return;
        }
        if (host.isOver()) {
            sessionEnded();
        } else if (phase == Phase.AWAITS_PROMPT || interrupted && phase != Phase.ASKS) {
            look();
        } else if (phase == Phase.RUNS && alarm == null) {
            lookIn(Prompt.LATER);
        }
    }

    /** The command may end without a mark from now on. */
    void interrupted() {
        if (phase == Phase.TYPED || phase == Phase.RUNS) {
            interrupted = true;
            lookIn(Prompt.SOON);
        }
    }

    // ---- ends ----

    /** Its files are deleted before its result is told. */
    private void observed() {
        byte[] asked = outputWhenAsked;
        ExitStatus status =
                reader.status().isPresent() ? ExitStatus.ofCode(reader.status().getAsInt()) : ExitStatus.unknown();
        boolean told = reader.status().isPresent();
        over();
        succeed(
                status,
                asked == null ? reader.output() : asked,
                told ? Certainty.OBSERVED : Certainty.INFERRED,
                shellEnded);
    }

    private void inferred() {
        Objects.requireNonNull(commands).doubt();
        over();
        if (wanted.strict()) {
            fail(new UncertainResultException(
                    "the prompt of session \"" + host.session().name()
                            + "\" is there again, but the shell did not tell how " + wanted.shown() + " ended"));
        } else {
            byte[] output = prompt.isOfProgram() ? prompt.withoutEcho(Objects.requireNonNull(from)) : reader.output();
            succeed(ExitStatus.unknown(), prompt.cut(output), Certainty.INFERRED, /* ended= */ false);
        }
    }

    private void sessionEnded() {
        Optional<ExitStatus> exit = host.ended();
        boolean began = phase == Phase.RUNS || phase == Phase.ASKS;
        if (began && exit.isPresent() && !host.isClosed()) {
            succeed(exit.get(), reader.output(), Certainty.OBSERVED, /* ended= */ true);
        } else {
            fail(host.endedException("ran " + wanted.shown()));
        }
        over();
    }

    private void succeed(ExitStatus status, byte[] bytes, Certainty certainty, boolean ended) {
        if (!pending.claim()) {
            return;
        }
        Mark to = host.mark();
        CommandResult result = new CommandResult(
                wanted.command(),
                status,
                host.output(bytes, from == null ? to : from, to, reader.dropped()),
                host.screen(),
                Duration.ofNanos(host.now() - started),
                reader.cwd(),
                certainty,
                ended,
                timedOut);
        later(() -> pending.deliver(result));
    }

    private void fail(Throwable cause) {
        if (pending.claim()) {
            later(() -> pending.deliverFailure(cause));
        }
    }

    private void later(Runnable completion) {
        host.afterwards(Objects.requireNonNull(commands).results().enqueue(completion));
    }

    private void over() {
        disarm();
        enter(Phase.OVER);
        Objects.requireNonNull(commands).over(this);
        host.afterwards(() -> CommandFiles.delete(List.of(
                commandFile, scriptFile, endFile, Scripts.beside(commandFile, "n"), Scripts.beside(commandFile, "m"))));
    }

    // ---- giving up ----

    /** Nobody waits for it any more: it is cancelled, or its deadline has passed. */
    void withdraw() {
        switch (phase) {
            case QUEUED, AWAITS_PROMPT -> over();
            case TYPED, RUNS -> interrupt();
            default -> {}
        }
    }

    private void limitTime() {
        wanted.timeLimit()
                .ifPresent(limit -> host.time()
                        .schedule(
                                limit,
                                host.loop(),
                                () -> host.locked(() -> {
                                    if (phase == Phase.RUNS && !pending.isDecided()) {
                                        timedOut = true;
                                        interrupt();
                                        host.time().schedule(Prompt.GRACE, host.loop(), this::tookNoNotice);
                                    }
                                    return true;
                                })));
    }

    private void tookNoNotice() {
        boolean still = host.locked(() -> phase != Phase.OVER && !pending.isDecided());
        if (still) {
            Evidence seen = evidence();
            host.locked(() -> {
                fail(new WaitTimeoutException(
                        "command " + wanted.shown() + " took no notice of the interrupt after its limit of time",
                        List.of(seen)));
                return true;
            });
        }
    }

    /** Sends SIGINT to what runs, once more a little later; what is typed and not read yet is thrown away. */
    private void interrupt() {
        if (phase != Phase.TYPED && phase != Phase.RUNS) {
            return;
        }
        boolean typedOnly = phase == Phase.TYPED;
        interrupted = true;
        interrupts++;
        host.afterwards(() -> {
            try {
                if (typedOnly) {
                    host.session().press(Key.ctrl('c'));
                } else {
                    host.session().signal(Signal.INT);
                }
            } catch (WshException e) {
                // it has ended, or nobody reads: touched() or the next deadline tells
            }
        });
        lookIn(Prompt.SOON);
        if (interrupts < Prompt.INTERRUPTS) {
            host.time()
                    .schedule(
                            Prompt.AGAIN,
                            host.loop(),
                            () -> host.locked(() -> {
                                interrupt();
                                return true;
                            }));
        }
    }
}
