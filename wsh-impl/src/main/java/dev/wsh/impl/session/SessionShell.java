package dev.wsh.impl.session;

import dev.wsh.CommandResult;
import dev.wsh.Evidence;
import dev.wsh.ExitStatus;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.Signal;
import dev.wsh.impl.run.Commands;
import dev.wsh.impl.run.ShellHost;
import dev.wsh.impl.run.Tap;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session as what runs in its shell sees it. Costs nothing until a command is run. */
final class SessionShell implements ShellHost {

    private static final Key INTERRUPT = Key.ctrl('c');
    private static final byte INTERRUPT_BYTE = 3;

    private final SessionCore core;
    private volatile @Nullable Commands commands; // written with the lock held
    private Optional<Tap> tap = Optional.empty();
    private final Runnable watcher = this::touched;

    SessionShell(SessionCore core) {
        this.core = core;
    }

    private void touched() {
        tap.ifPresent(Tap::touched);
    }

    /** Returns the commands of this session, which are made now if there were none. */
    Commands commands() {
        Commands made = core.locked(() -> {
            Commands known = commands;
            if (known == null) {
                known = new Commands(this);
                commands = known;
                core.life().exited().thenRun(known::close);
            }
            return known;
        });
        return made;
    }

    /** Returns what a session that has ended came to, from its start to its end. */
    CommandResult wholeResult(String command) {
        record Seen(OutputRange output, ExitStatus exit, Screen screen, Duration duration) {}
        Seen seen = core.locked(() -> new Seen(
                core.content().outputSince(core.content().marks().start()),
                core.life().ended().orElse(ExitStatus.unknown()),
                core.content().screen(),
                Duration.ofNanos(core.clock().now())));
        RawOutput raw = seen.output().read();
        return new CommandResult(
                command,
                seen.exit(),
                new CommandOutput(raw, PlainText.of(raw.bytes())),
                seen.screen(),
                seen.duration(),
                Optional.empty(),
                CommandResult.Certainty.OBSERVED,
                /* shellEnded= */ true,
                seen.exit().timedOut());
    }

    /** Somebody typed; the lock is not held. */
    void typed(Input[] inputs) {
        Commands known = commands;
        if (known != null) {
            for (Input input : inputs) {
                if (isInterrupt(input)) {
                    known.interrupted();
                }
            }
        }
    }

    private static boolean isInterrupt(Input input) {
        if (input instanceof Input.Bytes bytes) {
            ByteBuffer raw = bytes.raw();
            while (raw.hasRemaining()) {
                if (raw.get() == INTERRUPT_BYTE) {
                    return true;
                }
            }
        }
        if (input instanceof Input.Sequence sequence) {
            return sequence.inputs().stream().anyMatch(SessionShell::isInterrupt);
        }
        return input instanceof Key key && isInterrupt(key)
                || input instanceof Input.Text text && text.text().indexOf(INTERRUPT_BYTE) >= 0;
    }

    private static boolean isInterrupt(Key key) {
        return key.event() != Key.Event.RELEASE
                && key.modifiers().equals(INTERRUPT.modifiers())
                && key.name().equalsIgnoreCase(INTERRUPT.name());
    }

    /** Somebody sent a signal; the lock is not held. */
    void signalled(Signal signal) {
        Commands known = commands;
        if (known != null && signal.equals(Signal.INT)) {
            known.interrupted();
        }
    }

    @Override
    public Session session() {
        return core.session();
    }

    @Override
    public TimeSource time() {
        return core.clock().time();
    }

    @Override
    public long now() {
        return core.clock().now();
    }

    @Override
    public List<String> argv() {
        return core.setup().pty().argv();
    }

    @Override
    public Set<Capability> capabilities() {
        return core.setup().provider().capabilities();
    }

    @Override
    public <T> T locked(Supplier<T> body) {
        return core.locked(body);
    }

    @Override
    public void afterwards(Runnable action) {
        core.afterwards(action);
    }

    @Override
    public void onTerminal(Consumer<Pty> action) {
        core.line().run(action);
    }

    @Override
    public Executor loop() {
        return core.line().loop();
    }

    @Override
    public void tap(Optional<Tap> next) {
        boolean watched = tap.isPresent();
        tap = next;
        core.line().tap(next);
        if (next.isPresent() && !watched) {
            core.watchers().add(watcher);
        } else if (next.isEmpty() && watched) {
            core.watchers().remove(watcher);
        }
    }

    @Override
    public long lastTouch() {
        return core.content().activity().lastTouch();
    }

    @Override
    public Screen screen() {
        return core.content().screen();
    }

    @Override
    public Mark mark() {
        return core.content().mark();
    }

    @Override
    public Output output(byte[] bytes, Mark from, Mark to, long droppedBytes) {
        int cols = core.content().screen().cols();
        return new CommandOutput(
                new RawOutput(bytes, new byte[0], from, to, droppedBytes, cols, new byte[0]), PlainText.of(bytes));
    }

    @Override
    public Optional<ExitStatus> ended() {
        return core.life().ended();
    }

    @Override
    public boolean isOver() {
        return core.life().isEndTold() || core.life().isClosed();
    }

    @Override
    public boolean isClosed() {
        return core.life().isClosed();
    }

    @Override
    public SessionEndedException endedException(String what) {
        return core.endedException(what);
    }

    @Override
    public Evidence evidence(String awaited, Duration waited) {
        return core.reports().evidence(awaited, waited);
    }
}
