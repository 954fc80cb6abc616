package dev.wsh.impl.run;

import dev.wsh.Evidence;
import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A session, as commands that run in its shell see it. Methods may be called with its lock held unless they say otherwise. */
public interface ShellHost {

    /** {@return the session, to type into and to signal; never with the lock held} */
    Session session();

    /** {@return the clock and the threads} */
    TimeSource time();

    /** {@return nanoseconds since the session's creation} */
    long now();

    /** {@return the program that the session started, and its arguments} */
    List<String> argv();

    /** {@return what the provider of its terminal guarantees} */
    Set<Capability> capabilities();

    /**
     * Runs something with the session's lock held, and then what that left to do.
     *
     * @param body what to run
     * @param <T> the type of its value
     * @return its value
     */
    <T> T locked(Supplier<T> body);

    /**
     * Leaves something to do until the lock is released; only with the lock held.
     *
     * @param action what to do
     */
    void afterwards(Runnable action);

    /**
     * Does something with the terminal, on its loop, without the lock; only with the lock held.
     *
     * @param action what to do; not called once the terminal is closed
     */
    void onTerminal(Consumer<Pty> action);

    /** {@return the loop of the terminal; only with the lock held} */
    Executor loop();

    /**
     * Says who looks at the output before the terminal does, and hears of all that happens.
     *
     * @param tap takes the place of the one before
     */
    void tap(Optional<Tap> tap);

    /** {@return when the session was last touched, in nanoseconds since its creation; only with the lock held} */
    long lastTouch();

    /** {@return the screen; only with the lock held} */
    Screen screen();

    /** {@return the present position; only with the lock held} */
    Mark mark();

    /**
     * Makes an output of bytes that were taken from the stream.
     *
     * @param bytes the output, the callee's from now on
     * @param from the mark before it
     * @param to the mark after it
     * @param droppedBytes how many bytes before it were not kept
     * @return the output
     */
    Output output(byte[] bytes, Mark from, Mark to, long droppedBytes);

    /** {@return how the session ended; empty while it runs} */
    Optional<ExitStatus> ended();

    /** {@return true once nothing more can come: the end was told to everybody, or the session was closed} */
    boolean isOver();

    /** {@return true once the user has closed the session} */
    boolean isClosed();

    /**
     * Returns the failure of something that the session's end prevents; with the lock held or not.
     *
     * @param what what was wanted
     * @return the exception
     */
    SessionEndedException endedException(String what);

    /**
     * Returns the evidence of a run that failed; never with the lock held.
     *
     * @param awaited what was waited for
     * @param waited how long
     * @return the evidence, with the processes in the foreground
     */
    Evidence evidence(String awaited, Duration waited);
}
