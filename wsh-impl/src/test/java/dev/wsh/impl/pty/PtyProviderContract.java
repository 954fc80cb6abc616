package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.Pty.Drain;
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
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link PtyProvider} keeps, whatever is behind it.
 *
 * <p>It depends on wsh-api, JUnit and {@link RecordingHandler} only, and waits through the provider's own time source, so
 * a fake on virtual time can run it as it is: it overrides {@link #provider(Program)} to play each {@link Program}. What
 * a provider does not list in its capabilities is not asked of it.
 */
@Tag("pty")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class PtyProviderContract {

    /** The programs that the contract runs, as shell lines for providers that run real ones. */
    protected enum Program {
        /** Prints END, without a line's end, and exits with 0. */
        PRINTS_END("printf END"),
        /** Exits with 7 and prints nothing. */
        EXITS_7("exit 7"),
        /** Prints ready, then each line that it reads with a + before it; the terminal does not echo; ends at a line "bye". */
        ANSWERS("stty -echo; echo ready; while read -r l; do [ \"$l\" = bye ] && exit 0; echo \"+$l\"; done"),
        /** Prints ready and does nothing until a signal ends it. */
        WAITS("echo ready; exec sleep 1000"),
        /** As WAITS, but a HUP does not end it. */
        IGNORES_HUP("trap '' HUP; echo ready; while :; do sleep 1000; done"),
        /** Prints without end. */
        FLOODS("exec yes 0123456789012345678901234567890123456789"),
        /** Prints ready and never reads; the terminal is raw, so that input is not thrown away. */
        NEVER_READS("stty raw -echo; echo ready; exec sleep 1000");

        final String line;

        Program(String line) {
            this.line = line;
        }
    }

    private final List<Pty> started = new ArrayList<>();
    private final List<RecordingHandler> handlers = new ArrayList<>();

    /** A provider whose next spawn runs the program. */
    protected abstract PtyProvider provider(Program program);

    protected abstract TimeSource time();

    /** What to spawn for a program; only providers of real processes need it. */
    protected PtySpec spec(Program program) {
        return sh(program.line);
    }

    protected static PtySpec sh(String line) {
        return command("/bin/sh", "-c", line);
    }

    protected static PtySpec command(String... argv) {
        return new PtySpec(
                UUID.randomUUID().toString(), List.of(argv), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), 24, 80);
    }

    protected final Pty start(Program program, RecordingHandler handler) {
        return start(provider(program), spec(program), handler);
    }

    protected final Pty start(PtyProvider provider, PtySpec spec, RecordingHandler handler) {
        return start(provider, spec, handler, time());
    }

    protected final Pty start(PtyProvider provider, PtySpec spec, RecordingHandler handler, TimeSource time) {
        Pty pty = provider.spawn(spec, handler, time);
        started.add(pty);
        handlers.add(handler);
        return pty;
    }

    protected final <T> T await(CompletionStage<T> stage) throws Exception {
        time().await(stage);
        return stage.toCompletableFuture().get();
    }

    protected final <T> T onLoop(Pty pty, Supplier<T> task) throws Exception {
        return await(CompletableFuture.supplyAsync(task, pty.loop()));
    }

    protected final void close(Pty pty) throws Exception {
        RecordingHandler handler = handlers.get(started.indexOf(pty));
        onLoop(pty, () -> {
            pty.close();
            handler.closed();
            return true;
        });
    }

    protected final void signal(Pty pty, Signal signal) throws Exception {
        onLoop(pty, () -> {
            pty.signal(signal);
            return true;
        });
    }

    protected final int write(Pty pty, String text) throws Exception {
        return onLoop(pty, () -> pty.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    protected final boolean can(Capability capability) {
        return provider(Program.WAITS).capabilities().contains(capability);
    }

    @AfterEach
    final void endsEverythingAndKeptTheHandlersContract() throws Exception {
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
    }

    /** For what a kind of provider must have given back by now. */
    protected void afterEverythingIsClosed() throws Exception {}

    @Test
    void spawn_programPrintsAndExits_outputAndCodeAreReported() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        start(Program.PRINTS_END, handler);
        await(handler.endOfOutput);
        ExitStatus exit = await(handler.exit);
        assertEquals(OptionalInt.of(0), exit.code());
        assertEquals("END", handler.text());
    }

    @Test
    void onExit_lastByteCapability_comesAfterTheLastByte() throws Exception {
        assumeTrue(can(Capability.LAST_BYTE_BEFORE_EXIT));
        RecordingHandler handler = new RecordingHandler();
        start(Program.PRINTS_END, handler);
        assertEquals(OutputEnd.TERMINAL_CLOSED, await(handler.exit).output());
        assertEquals("END", handler.textAtExit);
    }

    @Test
    void onExit_programExitsWith7_codeIs7() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        start(Program.EXITS_7, handler);
        assertEquals(OptionalInt.of(7), await(handler.exit).code());
    }

    @Test
    void write_lines_areReadByTheProgramInOrder() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.ANSWERS, handler);
        await(handler.shows("ready"));
        for (int i = 0; i < 10; i++) {
            String line = "line-" + i + "\n";
            assertEquals(line.length(), write(pty, line));
        }
        String all = await(handler.shows("+line-9"));
        int from = 0;
        for (int i = 0; i < 10; i++) {
            int at = all.indexOf("+line-" + i, from);
            assertTrue(at >= from, all);
            from = at;
        }
        write(pty, "bye\n");
        assertEquals(OptionalInt.of(0), await(handler.exit).code());
    }

    @Test
    void write_programNeverReads_returnsAtOnceAndIsBounded() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.NEVER_READS, handler);
        await(handler.shows("ready"));
        int total = 0;
        for (int i = 0; i < 100; i++) {
            total += write(pty, "x".repeat(64 * 1024));
        }
        assertTrue(total < 6 * 1024 * 1024, "took " + total);
        assertEquals(0, write(pty, "x"));
    }

    @Test
    void write_emptyBuffer_takesNothing() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        assertEquals(0, write(pty, ""));
    }

    @Test
    void pauseOutput_floodingProgram_nothingComesUntilResumed() throws Exception {
        RecordingHandler handler = new RecordingHandler(/* keep= */ false);
        CompletableFuture<Void> first = new CompletableFuture<>();
        handler.onOutput = () -> first.complete(null);
        Pty pty = start(Program.FLOODS, handler);
        await(first);
        long paused = onLoop(pty, () -> {
            pty.pauseOutput();
            return handler.bytes();
        });
        CompletableFuture<Void> later = new CompletableFuture<>();
        time().schedule(Duration.ofMillis(50), time().callbacks(), () -> later.complete(null));
        await(later);
        long slack = can(Capability.CONFIRMED_IDLE) ? 0 : 64 * 1024;
        assertTrue(onLoop(pty, handler::bytes) <= paused + slack);
        CompletableFuture<Void> again = new CompletableFuture<>();
        handler.onOutput = () -> again.complete(null);
        onLoop(pty, () -> {
            pty.resumeOutput();
            return true;
        });
        await(again);
    }

    @Test
    void probe_quietProgram_isEmptyOrUnknown() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        Drain drain = await(onLoop(pty, pty::probe));
        if (can(Capability.CONFIRMED_IDLE)) {
            while (drain == Drain.DELIVERED) {
                drain = await(onLoop(pty, pty::probe)); // the rest of the line
            }
            assertEquals(Drain.EMPTY, drain);
        } else {
            assertEquals(Drain.UNKNOWN, drain);
        }
    }

    @Test
    void signal_term_endsTheProgramBySignal() throws Exception {
        assumeTrue(can(Capability.SIGNALS));
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        onLoop(pty, () -> {
            pty.signal(Signal.TERM);
            return true;
        });
        ExitStatus exit = await(handler.exit);
        if (can(Capability.SIGNAL_STATUS)) {
            assertEquals(Signal.TERM, exit.signal().orElseThrow());
            assertTrue(exit.code().isEmpty());
        }
    }

    @Test
    void signal_interrupt_endsTheProgram() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        onLoop(pty, () -> {
            pty.signal(Signal.INT);
            return true;
        });
        assertFalse(await(handler.exit).success());
    }

    @Test
    void end_programDiesOnHup_isDoneLongBeforeTheGrace() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        KillReport report = await(provider(Program.WAITS).end(List.of(pty), Duration.ofSeconds(50)));
        assertTrue(report.complete());
        assertTrue(report.took().compareTo(Duration.ofSeconds(25)) < 0, report::toString);
        assertFalse(await(handler.exit).success());
    }

    @Test
    void end_programIgnoresHup_isKilledAfterTheGrace() throws Exception {
        assumeTrue(can(Capability.SIGNALS));
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.IGNORES_HUP, handler);
        await(handler.shows("ready"));
        KillReport report = await(provider(Program.IGNORES_HUP).end(List.of(pty), Duration.ofMillis(100)));
        assertTrue(report.complete(), report::toString);
        assertTrue(report.took().compareTo(Duration.ofMillis(100)) >= 0, report::toString);
        assertTrue(
                report.gone().stream().anyMatch(gone -> gone.lastSignal().equals(java.util.Optional.of(Signal.KILL))),
                report::toString);
    }

    @Test
    void end_severalTerminals_oneReportForAll() throws Exception {
        List<Pty> ptys = new ArrayList<>();
        List<RecordingHandler> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(new RecordingHandler());
            ptys.add(start(Program.WAITS, all.get(i)));
        }
        for (RecordingHandler handler : all) {
            await(handler.shows("ready"));
        }
        KillReport report = await(provider(Program.WAITS).end(ptys, Duration.ZERO));
        assertTrue(report.complete(), report::toString);
        assertTrue(report.gone().size() >= 5, report::toString);
        for (RecordingHandler handler : all) {
            await(handler.exit);
        }
    }

    @Test
    void end_nothing_completesAtOnce() throws Exception {
        assertTrue(await(provider(Program.WAITS).end(List.of(), Duration.ofSeconds(5)))
                .complete());
    }

    @Test
    void close_runningProgram_isIdempotentAndSilent() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        close(pty);
        close(pty);
        assertEquals(0, write(pty, "x"));
        assertTrue(onLoop(pty, pty::foreground).isEmpty());
        onLoop(pty, () -> {
            pty.signal(Signal.INT);
            pty.resize(10, 10);
            pty.pauseOutput();
            pty.resumeOutput();
            return true;
        });
        assertFalse(handler.exit.isDone());
    }

    @Test
    void close_insideOnOutput_isSilentAfterwards() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        CompletableFuture<Pty> made = new CompletableFuture<>();
        handler.onOutput = () -> {
            if (!closed.isDone()) {
                made.thenAccept(Pty::close);
                closed.complete(null);
            }
        };
        Pty pty = provider(Program.WAITS).spawn(spec(Program.WAITS), handler, time());
        pty.loop().execute(() -> made.complete(pty));
        await(closed);
        await(made);
        onLoop(pty, () -> {
            pty.close();
            return true;
        });
        await(provider(Program.WAITS).end(List.of(pty), Duration.ZERO));
        assertFalse(handler.failure.isDone());
    }

    @Test
    void onOutput_throws_isReportedAsFailureAndNothingElseStops() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        IllegalStateException bug = new IllegalStateException("a bug in the handler");
        handler.onOutput = () -> {
            handler.onOutput = () -> {};
            throw bug;
        };
        start(Program.PRINTS_END, handler);
        assertEquals(bug, await(handler.failure));
        RecordingHandler second = new RecordingHandler();
        start(Program.PRINTS_END, second);
        await(second.exit);
    }
}
