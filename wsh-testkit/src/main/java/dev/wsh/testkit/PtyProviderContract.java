package dev.wsh.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.InvalidSpecException;
import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.SpawnException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.Pty.Drain;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.PtySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link PtyProvider} keeps, as tests: an author of one extends this class and says how to run a few small
 * programs.
 *
 * <pre>{@code
 * class ContainerProviderTest extends PtyProviderContract {
 *     @Override
 *     protected PtyProvider provider(Program program) {
 *         return new ContainerProvider("debian");
 *     }
 * }
 * }</pre>
 *
 * <p>A provider of real processes runs the shell lines of {@link Program}, by {@link #spec(Program)}; a fake plays them. What
 * a provider does not list in its {@linkplain PtyProvider#capabilities capabilities} is not asked of it, and the test that
 * would is skipped and says so; so a test that fails after a capability was added shows that it is not kept. After each test
 * all terminals are ended and closed, and the handlers must have been called as {@link dev.wsh.spi.PtyHandler} says.
 *
 * <p>Each test runs for at most a minute. Nothing here needs a network, and no test depends on how fast the machine is.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class PtyProviderContract extends PtyProviderLab {

    /** For the constructors of subclasses. */
    protected PtyProviderContract() {}

    @Test
    void spawn_programPrintsAndExits_outputAndCodeAreReported() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        start(Program.PRINTS_END, handler);
        await(handler.endOfOutput());
        ExitStatus exit = await(handler.exit());
        assertEquals(OptionalInt.of(0), exit.code());
        assertEquals("END", handler.text());
    }

    @Test
    void onExit_lastByteCapability_comesAfterTheLastByte() throws Exception {
        assumeCan(Capability.LAST_BYTE_BEFORE_EXIT);
        RecordingHandler handler = new RecordingHandler();
        start(Program.PRINTS_END, handler);
        assertEquals(OutputEnd.TERMINAL_CLOSED, await(handler.exit()).output());
        assertEquals("END", handler.textAtExit());
    }

    @Test
    void onExit_programExitsWith7_codeIs7() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        start(Program.EXITS_7, handler);
        assertEquals(OptionalInt.of(7), await(handler.exit()).code());
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
        assertEquals(OptionalInt.of(0), await(handler.exit()).code());
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
        handler.whenOutput(() -> first.complete(null));
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
        handler.whenOutput(() -> again.complete(null));
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
    void signal_signalsCapability_endsTheProgram() throws Exception {
        assumeCan(Capability.SIGNALS);
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        onLoop(pty, () -> {
            pty.signal(Signal.TERM);
            return true;
        });
        assertFalse(await(handler.exit()).success());
    }

    @Test
    void onExit_signalStatusCapability_tellsTheSignalAndNoCode() throws Exception {
        assumeCan(Capability.SIGNAL_STATUS);
        assumeCan(Capability.SIGNALS);
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        signal(pty, Signal.TERM);
        ExitStatus exit = await(handler.exit());
        assertEquals(Optional.of(Signal.TERM), exit.signal());
        assertTrue(exit.code().isEmpty(), exit::toString);
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
        assertFalse(await(handler.exit()).success());
    }

    @Test
    void end_programDiesOnHup_isDoneLongBeforeTheGrace() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        KillReport report = await(provider(Program.WAITS).end(List.of(pty), Duration.ofSeconds(50)));
        assertTrue(report.complete());
        assertTrue(report.took().compareTo(Duration.ofSeconds(25)) < 0, report::toString);
        assertFalse(await(handler.exit()).success());
    }

    @Test
    void end_programIgnoresHup_isKilledAfterTheGrace() throws Exception {
        assumeCan(Capability.SIGNALS);
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.IGNORES_HUP, handler);
        await(handler.shows("ready"));
        KillReport report = await(provider(Program.IGNORES_HUP).end(List.of(pty), Duration.ofMillis(100)));
        assertTrue(report.complete(), report::toString);
        assertTrue(report.took().compareTo(Duration.ofMillis(100)) >= 0, report::toString);
        assertTrue(
                report.gone().stream().anyMatch(gone -> gone.lastSignal().equals(Optional.of(Signal.KILL))),
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
            await(handler.exit());
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
        assertFalse(handler.exit().isDone());
    }

    @Test
    void close_insideOnOutput_isSilentAfterwards() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        CompletableFuture<Pty> made = new CompletableFuture<>();
        handler.whenOutput(() -> {
            if (!closed.isDone()) {
                made.thenAccept(Pty::close);
                closed.complete(null);
            }
        });
        Pty pty = provider(Program.WAITS).spawn(spec(Program.WAITS), handler, time());
        pty.loop().execute(() -> made.complete(pty));
        await(closed);
        await(made);
        onLoop(pty, () -> {
            pty.close();
            return true;
        });
        await(provider(Program.WAITS).end(List.of(pty), Duration.ZERO));
        assertFalse(handler.failure().isDone());
    }

    @Test
    void onOutput_throws_isReportedAsFailureAndNothingElseStops() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        IllegalStateException bug = new IllegalStateException("a bug in the handler");
        handler.whenOutput(() -> {
            handler.whenOutput(() -> {});
            throw bug;
        });
        start(Program.PRINTS_END, handler);
        assertEquals(bug, await(handler.failure()));
        RecordingHandler second = new RecordingHandler();
        start(Program.PRINTS_END, second);
        await(second.exit());
    }

    @Test
    void provider_name_isThereAndPromisesNeverChange() {
        PtyProvider provider = provider(Program.WAITS);
        assertFalse(provider.name().isBlank());
        assertEquals(provider.capabilities(), provider.capabilities());
    }

    @Test
    void check_executableMissing_isRefused() {
        assumeTrue(checksSpecs(), "nothing is looked for");
        PtySpec spec = command("/no/such/program");
        assertThrows(SpawnException.class, () -> provider(Program.WAITS).check(spec));
    }

    @Test
    void check_directoryMissing_isRefused() {
        assumeTrue(checksSpecs(), "nothing is looked for");
        PtySpec good = spec(Program.WAITS);
        PtySpec spec = new PtySpec(good.sessionId(), good.argv(), Path.of("/no/such/folder"), good.env(), 24, 80);
        assertThrows(InvalidSpecException.class, () -> provider(Program.WAITS).check(spec));
        provider(Program.WAITS).check(good);
    }

    @Test
    void spawn_directoryAndEnvironment_areThoseOfTheSpecAndNothingIsInherited() throws Exception {
        PtySpec plain = spec(Program.TELLS_ITS_PLACE);
        Map<String, String> env = new LinkedHashMap<>(plain.env());
        env.put("WSH_CONTRACT", "a value = \u00e9");
        PtySpec spec = new PtySpec(plain.sessionId(), plain.argv(), plain.cwd(), env, 24, 80);
        RecordingHandler handler = new RecordingHandler();
        start(provider(Program.TELLS_ITS_PLACE), spec, handler);
        String home = env.getOrDefault("HOME", "");
        assertEquals(
                List.of(plain.cwd().toString(), "[a value = \u00e9][" + home + "]", "done"),
                await(handler.shows("done")).lines().map(String::strip).toList());
    }

    @Test
    void resize_program_seesTheSizeOfTheStartAndEachLaterOne() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.TELLS_ITS_SIZE, handler);
        await(handler.shows("ready"));
        write(pty, "\n");
        await(handler.shows("24 80\r\n"));
        onLoop(pty, () -> {
            pty.resize(30, 101);
            return true;
        });
        write(pty, "\n");
        await(handler.shows("30 101\r\n"));
    }

    @Test
    void onOutput_rawBytesCapability_areTheBytesThatWereWritten() throws Exception {
        assumeCan(Capability.RAW_BYTES);
        RecordingHandler handler = new RecordingHandler();
        start(Program.PRINTS_BYTES, handler);
        await(handler.endOfOutput());
        assertEquals(Program.BYTES, handler.text());
    }

    @Test
    void loop_tasks_runInOrder() throws Exception {
        Pty pty = start(Program.WAITS, new RecordingHandler());
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            pty.loop().execute(() -> ran.add(number));
        }
        assertEquals(IntStream.range(0, 100).boxed().toList(), onLoop(pty, () -> List.copyOf(ran)));
    }

    @Test
    void write_programReadsAgain_isToldThatThereIsRoom() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        AtomicReference<CompletableFuture<Void>> room = new AtomicReference<>(new CompletableFuture<>());
        handler.whenWritable(() -> room.get().complete(null));
        Pty pty = start(Program.READS_LATE, handler);
        await(handler.shows("ready"));
        int more = 20;
        for (int writes = 0; more > 0 && writes < 10_000; writes++) {
            CompletableFuture<Void> next = new CompletableFuture<>();
            room.set(next);
            if (write(pty, "x".repeat(64 * 1024)) < 64 * 1024) {
                await(next);
                more--;
            }
        }
        assertEquals(0, more);
    }

    @Test
    void foreground_foregroundGroupCapability_isTheProgram() throws Exception {
        assumeCan(Capability.FOREGROUND_GROUP);
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        Pty.Foreground foreground = onLoop(pty, pty::foreground).orElseThrow();
        assertTrue(foreground.isLeader(), foreground::toString);
        assertTrue(foreground.processGroup() > 0, foreground::toString);
    }

    @Test
    void lineModes_lineModesCapability_areThoseOfTheTerminalUntilItIsClosed() throws Exception {
        assumeCan(Capability.LINE_MODES);
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.ANSWERS, handler);
        await(handler.shows("ready"));
        assertEquals(Optional.of(new Pty.LineModes(/* echo= */ false, /* lines= */ true)), onLoop(pty, pty::lineModes));
        close(pty);
        assertEquals(Optional.empty(), onLoop(pty, pty::lineModes));
    }

    @Test
    void end_wholeTreeKillCapability_findsADaemonOfItsOwnSession() throws Exception {
        assumeCan(Capability.WHOLE_TREE_KILL);
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.HAS_A_DAEMON, handler);
        Matcher pid = Pattern.compile("pid=(\\d+)").matcher(await(handler.shows("ready")));
        assertTrue(pid.find(), handler::text);
        long daemon = Long.parseLong(pid.group(1));
        KillReport report = await(provider(Program.HAS_A_DAEMON).end(List.of(pty), Duration.ZERO));
        assertTrue(report.complete(), report::toString);
        assertTrue(report.gone().stream().anyMatch(gone -> gone.process().pid() == daemon), report::toString);
    }

    @Test
    void end_terminalThatIsClosed_endsItsProcesses() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.WAITS, handler);
        await(handler.shows("ready"));
        close(pty);
        assertTrue(
                await(provider(Program.WAITS).end(List.of(pty), Duration.ZERO)).complete());
        assertTrue(pty.pid().stream()
                .mapToObj(ProcessHandle::of)
                .noneMatch(process -> process.filter(ProcessHandle::isAlive).isPresent()));
    }

    @Test
    void spawn_threadsCapability_manyTakeNoMoreThreadsThanAFew() throws Exception {
        assumeCan(Capability.THREADS_INDEPENDENT_OF_SESSIONS);
        startReady(3);
        int few = Thread.getAllStackTraces().size();
        startReady(20);
        int many = Thread.getAllStackTraces().size();
        assertTrue(many < few + 10, few + " threads with 3 terminals, " + many + " with 23");
    }

    private void startReady(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            RecordingHandler handler = new RecordingHandler();
            start(Program.WAITS, handler);
            await(handler.shows("ready"));
        }
    }
}
