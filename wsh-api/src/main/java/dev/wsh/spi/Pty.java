package dev.wsh.spi;

import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One terminal with its process.
 *
 * <p>Every method but {@link #pid}, {@link #loop} and {@link #foregroundProcesses} is called on the terminal's
 * {@linkplain #loop loop}. None but the last blocks.
 */
public interface Pty extends AutoCloseable {

    /** {@return the process id of the session's leader; empty where there is no local process} */
    OptionalLong pid();

    /**
     * {@return the loop that serves this terminal, which runs tasks one at a time and in order; everything of its
     * session that touches the terminal runs there}
     */
    Executor loop();

    /**
     * Writes as much as the terminal takes now.
     *
     * @param bytes advanced by what was taken
     * @return how many bytes were taken; 0 means: wait for {@link PtyHandler#onWritable}
     */
    int write(ByteBuffer bytes);

    /**
     * Reads or polls once, and tells whether something was there. What idle asks before it says so.
     *
     * @return completes on the loop, after what was there has been handed over
     */
    CompletionStage<Drain> probe();

    /** The outcome of a {@link #probe}. */
    enum Drain {
        /** The kernel had nothing to read. */
        EMPTY,
        /** There was output, and the handler has it now. */
        DELIVERED,
        /** This system can't tell. */
        UNKNOWN,
        /** The kernel had nothing to read, but the output is stopped, as by Ctrl-S: the program may have more to say. */
        STOPPED
    }

    /** Stops reading until {@link #resumeOutput}; the program blocks once the kernel's buffer is full. */
    void pauseOutput();

    /** Reads again. */
    void resumeOutput();

    /**
     * Changes the window size, which sends SIGWINCH to the foreground process group.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     */
    void resize(int rows, int cols);

    /**
     * Signals the foreground process group, as the keyboard would. Nothing happens once the process has ended.
     *
     * @param signal what to send
     */
    void signal(Signal signal);

    /**
     * Says why {@link #write} takes nothing although the kernel would, for the evidence of a failed wait. On any thread.
     *
     * @return the reason in words; empty where there is none, and unless overridden
     */
    default Optional<String> inputHeld() {
        return Optional.empty();
    }

    /** Drops what was written and no program has read, as far as the provider can. Nothing, unless overridden. */
    default void flushInput() {}

    /**
     * Tells who is in the foreground of the terminal.
     *
     * @return the foreground process group; empty where unknown
     */
    Optional<Foreground> foreground();

    /**
     * The process group that owns the terminal now.
     *
     * @param processGroup its id
     * @param isLeader true if it is the group of the session's leader, as at a shell's prompt
     * @param cpuTime the CPU time of the session's processes so far
     */
    record Foreground(long processGroup, boolean isLeader, Duration cpuTime) {}

    /**
     * Lists the processes in the foreground, for the evidence of a failed wait. Called on any thread, also after the end; may
     * take a few milliseconds.
     *
     * @return as far as known; empty unless overridden
     */
    default List<ProcessInfo> foregroundProcesses() {
        return List.of();
    }

    /**
     * {@return the modes by which the terminal treats what is typed now; empty where they are unknown, and once it is
     * closed}
     */
    default Optional<LineModes> lineModes() {
        return Optional.empty();
    }

    /**
     * How a terminal treats what is typed (termios' {@code ECHO} and {@code ICANON}).
     *
     * @param echo true if it shows what is typed
     * @param lines true if it collects whole lines before a program reads them
     */
    record LineModes(boolean echo, boolean lines) {}

    /** Closes the terminal, which hangs up its processes. Idempotent. No call to the handler follows. */
    @Override
    void close();
}
