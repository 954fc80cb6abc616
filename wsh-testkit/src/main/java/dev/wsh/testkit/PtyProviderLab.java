package dev.wsh.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * How {@link PtyProviderContract} starts programs, waits for what happens to them, and ends them; its subclasses do the same
 * in tests of their own.
 */
public abstract class PtyProviderLab {

    /** The programs that the contract runs. Each of their lines ends with CR and LF, as a terminal's do. */
    protected enum Program {
        /** Prints END, without a line's end, and exits with 0. */
        PRINTS_END("printf END"),
        /** Exits with 7 and prints nothing. */
        EXITS_7("exit 7"),
        /** Prints {@link #BYTES} and exits with 0. */
        PRINTS_BYTES("printf '\\033[1;31mred\\033[m \\303\\251\\007\\033]0;title\\033\\134.'"),
        /** Prints its directory, then the values of WSH_CONTRACT and HOME in brackets, then done. */
        TELLS_ITS_PLACE("pwd; echo \"[$WSH_CONTRACT][$HOME]\"; echo done"),
        /** Prints ready, then the rows and columns of its terminal, such as {@code 24 80}, for each line that it reads. */
        TELLS_ITS_SIZE("stty -echo; echo ready; while read -r l; do stty size; done"),
        /** Prints ready, then each line that it reads with a + before it; the terminal does not echo; ends at a line "bye". */
        ANSWERS("stty -echo; echo ready; while read -r l; do [ \"$l\" = bye ] && exit 0; echo \"+$l\"; done"),
        /** Prints ready and does nothing until a signal ends it. */
        WAITS("echo ready; exec sleep 1000"),
        /** As WAITS, but a HUP does not end it. */
        IGNORES_HUP("trap '' HUP; echo ready; while :; do sleep 1000; done"),
        /** Prints the process id of a child in a session of its own, as {@code pid=17}, then ready, and waits. */
        HAS_A_DAEMON("setsid sleep 1000 & echo pid=$!; echo ready; read x"),
        /** Prints without end. */
        FLOODS("exec yes 0123456789012345678901234567890123456789"),
        /** Prints ready and never reads; the terminal is raw, so that input is not thrown away. */
        NEVER_READS("stty raw -echo; echo ready; exec sleep 1000"),
        /** As NEVER_READS, but it begins to read after a while. */
        READS_LATE("stty raw -echo; echo ready; sleep 0.3; exec cat >/dev/null");

        /** What {@link #PRINTS_BYTES} prints. */
        public static final String BYTES = "\033[1;31mred\033[m \u00e9\007\033]0;title\033\\.";

        private final String line;

        Program(String line) {
            this.line = line;
        }

        /** {@return the program as a line for a POSIX shell} */
        public String line() {
            return line;
        }
    }

    private final List<Pty> started = new ArrayList<>();
    private final List<RecordingHandler> handlers = new ArrayList<>();
    private @Nullable EngineTime engine;

    PtyProviderLab() {}

    /**
     * Returns the provider under test.
     *
     * @param program what its next spawn runs; a provider that runs {@link #spec} need not look at it. A program that can't be
     *     played is refused by {@code Assumptions.abort}, which skips the test
     * @return the same provider or another one each time
     */
    protected abstract PtyProvider provider(Program program);

    /**
     * {@return the time in which the provider is tested: that of an engine on real time, unless overridden; the same
     * one during a test}
     */
    protected TimeSource time() {
        EngineTime open = engine == null ? EngineTime.open() : engine;
        engine = open;
        return open.time();
    }

    /**
     * Returns what is spawned for a program: {@code /bin/sh -c} with its line, unless overridden.
     *
     * @param program which
     * @return complete
     */
    protected PtySpec spec(Program program) {
        return sh(program.line());
    }

    /**
     * {@return whether {@link PtyProvider#check} looks for executables and directories, as it must where there are real
     * ones; true unless overridden}
     */
    protected boolean checksSpecs() {
        return true;
    }

    /**
     * Returns the spec of a line for {@code /bin/sh}, in the directory {@code /} and with nothing but a PATH.
     *
     * @param line what the shell runs
     * @return the spec
     */
    public static PtySpec sh(String line) {
        return command("/bin/sh", "-c", line);
    }

    /**
     * Returns the spec of a command, in the directory {@code /} and with nothing but a PATH.
     *
     * @param argv the executable and its arguments
     * @return the spec
     */
    public static PtySpec command(String... argv) {
        return new PtySpec(
                UUID.randomUUID().toString(), List.of(argv), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), 24, 80);
    }

    /**
     * Starts a program; its terminal is ended and closed after the test.
     *
     * @param program which
     * @param handler who is told
     * @return the terminal
     */
    protected final Pty start(Program program, RecordingHandler handler) {
        return start(provider(program), spec(program), handler);
    }

    /**
     * Starts something; its terminal is ended and closed after the test.
     *
     * @param provider who starts it
     * @param spec what
     * @param handler who is told
     * @return the terminal
     */
    protected final Pty start(PtyProvider provider, PtySpec spec, RecordingHandler handler) {
        return start(provider, spec, handler, time());
    }

    /**
     * Starts something in a time of its own; its terminal is ended and closed after the test.
     *
     * @param provider who starts it
     * @param spec what
     * @param handler who is told
     * @param time the clock and threads for it
     * @return the terminal
     */
    protected final Pty start(PtyProvider provider, PtySpec spec, RecordingHandler handler, TimeSource time) {
        Pty pty = provider.spawn(spec, handler, time);
        started.add(pty);
        handlers.add(handler);
        return pty;
    }

    /**
     * Waits for a stage in the time of the test.
     *
     * @param stage what to wait for
     * @param <T> the type of its value
     * @return its value
     * @throws Exception what it failed with, as the cause
     */
    protected final <T> T await(CompletionStage<T> stage) throws Exception {
        time().await(stage);
        return stage.toCompletableFuture().get();
    }

    /**
     * Runs something on the loop of a terminal, where nearly all calls to it belong.
     *
     * @param pty which
     * @param task what runs
     * @param <T> the type of its value
     * @return its value
     * @throws Exception what it threw, as the cause
     */
    protected final <T> T onLoop(Pty pty, Supplier<T> task) throws Exception {
        return await(CompletableFuture.supplyAsync(task, pty.loop()));
    }

    /**
     * Closes a terminal that {@link #start} started; no call to its handler may follow.
     *
     * @param pty which
     * @throws Exception if that fails
     */
    protected final void close(Pty pty) throws Exception {
        RecordingHandler handler = handlers.get(started.indexOf(pty));
        onLoop(pty, () -> {
            pty.close();
            handler.closed();
            return true;
        });
    }

    /**
     * Sends a signal on the terminal's loop.
     *
     * @param pty which
     * @param signal what
     * @throws Exception if that fails
     */
    protected final void signal(Pty pty, Signal signal) throws Exception {
        onLoop(pty, () -> {
            pty.signal(signal);
            return true;
        });
    }

    /**
     * Writes on the terminal's loop, as much as it takes now.
     *
     * @param pty which
     * @param text written as UTF-8
     * @return how many bytes were taken
     * @throws Exception if that fails
     */
    protected final int write(Pty pty, String text) throws Exception {
        return onLoop(pty, () -> pty.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Tells what the provider promises.
     *
     * @param capability which
     * @return true if it has it
     */
    protected final boolean can(Capability capability) {
        return provider(Program.WAITS).capabilities().contains(capability);
    }

    /**
     * Skips the test, and says so, if the provider does not promise something.
     *
     * @param capability what the test is about
     */
    protected final void assumeCan(Capability capability) {
        assumeTrue(can(capability), () -> provider(Program.WAITS).name() + " does not promise " + capability);
    }

    @BeforeEach
    final void worksHere() {
        PtyProvider provider = provider(Program.WAITS);
        Optional<String> why = provider.unavailable();
        assumeTrue(why.isEmpty(), () -> provider.name() + " does not work here: " + why.orElseThrow());
    }

    /**
     * Ends and closes all terminals of the test, and looks at how their handlers were called.
     *
     * @throws Exception if something is left, or was called as it must not be
     */
    @AfterEach
    protected final void endsEverythingAndKeptTheHandlersContract() throws Exception {
        if (!started.isEmpty()) {
            await(provider(Program.WAITS).end(started, Duration.ZERO));
            for (Pty pty : started) {
                close(pty);
            }
        }
        for (RecordingHandler handler : handlers) {
            assertEquals(List.of(), handler.violations());
        }
        started.clear();
        handlers.clear();
        afterEverythingIsClosed();
        EngineTime open = engine;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Runs after each test, for what a kind of provider must have given back by now. Does nothing unless overridden.
     *
     * @throws Exception fails the test
     */
    protected void afterEverythingIsClosed() throws Exception {}
}
