package dev.wsh;

import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Many terminal sessions. The entry point of the library.
 *
 * <pre>{@code
 * try (Wsh wsh = Wsh.open()) {
 *     Session shell = wsh.start(SessionSpec.shell());
 *     shell.sendLine("make test");
 *     shell.awaitIdle(Duration.ofSeconds(2)).block();
 *     System.out.println(shell.screen().text());
 * }
 * }</pre>
 *
 * <p>Thread-safe. After {@link #close} everything that starts something throws {@link WshClosedException}; sessions stay
 * readable, and what is waited for on them is complete at once.
 */
public interface Wsh extends SessionGroup, AutoCloseable {

    /**
     * Opens with the defaults.
     *
     * @return an open instance
     * @throws EngineException if no engine is on the class path or module path, or more than one
     */
    static Wsh open() {
        return builder().open();
    }

    /**
     * Returns a builder.
     *
     * @return a builder with the defaults
     * @throws EngineException if no engine is on the class path or module path, or more than one
     */
    static Builder builder() {
        return Engine.provider().builder();
    }

    /**
     * Returns a terminal without a process.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     * @return a new emulator
     * @throws InvalidSpecException if the size is out of range
     * @throws EngineException if no engine is on the class path or module path, or more than one
     */
    static Emulator emulator(int rows, int cols) {
        return emulator(rows, cols, Emulator.Options.DEFAULT);
    }

    /**
     * Returns a terminal without a process.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     * @param options history, widths and colours
     * @return a new emulator
     * @throws InvalidSpecException if the size is out of range
     * @throws EngineException if no engine is on the class path or module path, or more than one
     */
    static Emulator emulator(int rows, int cols, Emulator.Options options) {
        return Engine.provider().emulator(rows, cols, options);
    }

    /**
     * Starts a session. Everything is checked before a process exists.
     *
     * @param spec what to start
     * @return the session, usable at once
     * @throws InvalidSpecException if a name, tag, size, directory, variable or argument is not allowed
     * @throws NameConflictException if a live session has the name
     * @throws TooManySessionsException if the limit is reached
     * @throws SpawnException if the process can't be started
     * @throws WshClosedException if this is closed
     */
    Session start(SessionSpec spec);

    /**
     * Runs a program in a session of its own, from its start to its end. The session is closed then, and also when this is
     * cancelled or its deadline passes.
     *
     * <p>If as many run as {@link Builder#parallelRuns} allows, the others wait for their turn, in order. The spec, its
     * directory and its executable are checked at once; what hinders the start of one that waited, such as a name that is
     * taken, is its failure.
     *
     * @param spec what to run. Without a {@linkplain SessionSpec#transcript transcript} of its own the last {@value
     *     RunOption#OUTPUT_LIMIT} bytes of output are kept
     * @return its result, with all that it printed as the terminal got it; no deadline of its own. Fails with
     *     {@link SessionEndedException} if the session is closed before its end
     * @throws InvalidSpecException as {@link #start} does
     * @throws NameConflictException as {@link #start} does
     * @throws TooManySessionsException as {@link #start} does
     * @throws SpawnException as {@link #start} does
     * @throws WshClosedException if this is closed
     */
    Pending<CommandResult> run(SessionSpec spec);

    /**
     * Tells how this engine stands: its sessions, all waits and their age, and the callbacks. Costs a look at each session;
     * print it when a program hangs. Also after the close.
     *
     * @return a picture of this moment
     */
    Diagnostics diagnostics();

    /**
     * Ends every session, in parallel: asks first, and kills what is left after the close grace. Waits until they are
     * gone, also those that were closed before, and for starts under way, whose sessions are ended too. Waits a while for
     * callbacks that wait for their turn, unless it is called by one. Idempotent; everybody who closes waits for the same.
     * Returns 25 seconds after the close grace at the latest, with a message in the log, when a provider of terminals does not
     * return from a start or an end. Never throws for survivors, which are logged; see {@link #terminate} for a report.
     */
    @Override
    void close();

    /** Options of a {@link Wsh}. Not thread-safe. */
    interface Builder {

        /** How much memory ended sessions may take together, in bytes, unless {@link #retainEndedBytes} is called. */
        long RETAINED_BYTES = 128L << 20;

        /**
         * Sets the greatest number of live sessions.
         *
         * @param limit 1 or more; 256 by default
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder maxSessions(int limit);

        /**
         * Sets the deadline of waits.
         *
         * @param deadline positive; 30 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        Builder deadline(Duration deadline);

        /**
         * Sets how long {@code close} waits between asking and killing.
         *
         * @param grace zero or more; 500 ms by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        Builder closeGrace(Duration grace);

        /**
         * Sets how many ended sessions are kept until they are closed; the oldest are dropped first. See {@link
         * #retainEndedBytes} for another bound.
         *
         * @param sessions 0 or more; 256 by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        Builder retainEnded(int sessions);

        /**
         * Sets how much memory all ended sessions that are kept may take together, with what they show, have shown and have
         * said; beyond it the oldest are dropped first, as beyond {@link #retainEnded}: they leave {@link
         * SessionGroup#ended} and are closed. Whoever has a session that was dropped reads it as before.
         *
         * <p>A session gives memory back when it ends: output and history are compressed in the background, and read as
         * before. It counts from then on.
         *
         * @param bytes 0 or more, about; {@value #RETAINED_BYTES} by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        Builder retainEndedBytes(long bytes);

        /**
         * Sets how many lines of history a session keeps.
         *
         * @param lines 0 or more; 10,000 by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        Builder scrollback(int lines);

        /**
         * Sets how many bytes of raw output a session keeps for {@link Session#outputSince}.
         *
         * @param bytes 0 or more; 1 MiB by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        Builder transcript(long bytes);

        /**
         * Sets how many events a subscriber may be behind.
         *
         * @param events 1 or more; 1,024 by default
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder eventQueue(int events);

        /**
         * Sets how many bytes of input a session queues for a program that does not read.
         *
         * @param bytes 1 or more; 1 MiB by default
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder inputQueue(int bytes);

        /**
         * Sets how many {@link Wsh#run} may be under way at once; more wait for their turn, in the order of their calls.
         *
         * @param limit 1 or more; unlimited by default, but for {@link #maxSessions}
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder parallelRuns(int limit);

        /**
         * Sets what every session has unless its own spec says otherwise: size, directory, environment, tags, history.
         *
         * @param base what it starts and its name are not looked at
         * @return this
         */
        Builder defaults(SessionSpec base);

        /**
         * Sets where callbacks run: listeners, replies, subscribers, and the {@code …Async} functions of pendings. Waits,
         * their predicates and their deadlines, kills and closes don't need it, so a callback may block on them even on
         * an executor with one thread.
         *
         * @param executor must run tasks off the calling thread; by default a pool of daemon threads, where also those run
         *     that it rejects or fails on. It is called from a queue of the engine's, so it may block, which holds up
         *     callbacks only
         * @return this
         */
        Builder callbackExecutor(Executor executor);

        /**
         * Sets who starts processes.
         *
         * @param provider by default the best that works here
         * @return this
         */
        Builder ptyProvider(PtyProvider provider);

        /**
         * Sets who starts processes, as one of the engine's own providers. Goes before the system property {@code wsh.pty},
         * which takes the same names.
         *
         * @param name {@code linux} for the engine's own on Linux, {@code pty4j} for the one on Linux that forks, {@code
         *     streams} for pty4j's own processes, which work anywhere
         * @return this
         * @throws IllegalArgumentException if no provider has the name; the message lists them
         */
        Builder ptyProvider(String name);

        /**
         * Sets the clock and the threads. The one who gives a time source closes it.
         *
         * @param time by default the system's
         * @return this
         */
        Builder timeSource(TimeSource time);

        /**
         * Adds a tool that watches every session from its start on.
         *
         * @param observer called by the engine, see {@link SessionObserver}
         * @return this
         */
        Builder observer(SessionObserver observer);

        /**
         * Loads native libraries when this opens rather than at the first start.
         *
         * @param on false by default
         * @return this
         */
        Builder warmUp(boolean on);

        /**
         * Opens.
         *
         * @return an open instance
         * @throws EngineException if the provider, given or named, does not work here; the message says why
         */
        Wsh open();
    }
}
