package dev.wsh.impl.run;

import dev.wsh.CommandResult;
import dev.wsh.RunOption;
import dev.wsh.impl.time.SerialExecutor;
import dev.wsh.impl.wait.EnginePending;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/** The commands that one session's shell is given, one after the other. Guarded by the session's lock. */
public final class Commands {

    private final ShellHost host;
    private final SerialExecutor results;
    private final CommandFiles files = new CommandFiles();
    private final Deque<CommandRun> queue = new ArrayDeque<>();
    private boolean doubted;
    private String lastPrompt = "";

    /**
     * Creates the commands of a session; costs nothing until one is run.
     *
     * @param host the session
     */
    public Commands(ShellHost host) {
        this.host = host;
        this.results = new SerialExecutor(host.time().engine());
    }

    /**
     * Runs a command once those before it have ended.
     *
     * @param command any text without NUL
     * @param options what else is wanted; of two of a kind the later counts
     * @return its result
     * @throws IllegalArgumentException if it has a NUL, or is no text
     * @throws dev.wsh.EngineException if the command can't be written to a file
     */
    public EnginePending<CommandResult> run(String command, RunOption... options) {
        Objects.requireNonNull(command, "command");
        int nul = command.indexOf('\0');
        if (nul >= 0) {
            throw new IllegalArgumentException("the command has a NUL at index " + nul + "; no shell can be given one");
        }
        Wanted wanted = Wanted.of(command, options);
        CommandRun run = CommandRun.prepare(host, files, wanted);
        host.locked(() -> {
            queue.add(run);
            run.begin(this, queue.size() > 1 ? Optional.ofNullable(queue.peek()) : Optional.empty());
            return true;
        });
        EnginePending<CommandResult> pending = run.pending();
        pending.whenWithdrawn(() -> host.locked(() -> {
            run.withdraw();
            return true;
        }));
        return pending;
    }

    /** Ctrl-C was typed, or an interrupt was sent: the command may end without a word. */
    public void interrupted() {
        host.locked(() -> {
            CommandRun current = queue.peek();
            if (current != null) {
                current.interrupted();
            }
            return true;
        });
    }

    /** The session has ended: nothing reads files any more. Without the lock. */
    public void close() {
        files.close();
    }

    /** A command is over, whatever it was waiting for; with the lock held. */
    void over(CommandRun run) {
        boolean current = queue.peek() == run;
        queue.remove(run);
        if (current) {
            CommandRun next = queue.peek();
            host.tap(Optional.ofNullable(next));
            if (next != null) {
                next.yourTurn();
            }
        }
    }

    /** {@return where results are told: one after the other, as the commands ended} */
    SerialExecutor results() {
        return results;
    }

    /** The shell may have become another program; with the lock held. */
    void doubt() {
        doubted = true;
    }

    /** A command was typed at a prompt; with the lock held. */
    void promptWas(String text) {
        lastPrompt = text;
    }

    /** {@return the last line of the prompt that the last command was typed at; empty if there was none} */
    String lastPrompt() {
        return lastPrompt;
    }

    boolean isDoubted() {
        return doubted;
    }
}
