package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.all;
import static dev.wsh.testkit.Steps.ended;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.failure;
import static dev.wsh.testkit.Steps.hangUp;
import static dev.wsh.testkit.Steps.ignore;
import static dev.wsh.testkit.Steps.killedBy;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.refuseInput;
import static dev.wsh.testkit.Steps.startReading;
import static dev.wsh.testkit.Steps.stopReading;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.KillReport;
import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.PtySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakePtyTest {

    private final VirtualTime time = new VirtualTime();
    private final TracingHandler handler = new TracingHandler(time);

    @AfterEach
    void nothingFailed() {
        time.close();
    }

    private static PtySpec spec(String... argv) {
        return TracingHandler.spec(argv);
    }

    private Pty spawn(FakePty fake, String... argv) {
        return fake.spawn(spec(argv), handler, time);
    }

    private int write(Pty pty, String text) {
        return pty.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Pty.Drain probe(Pty pty) {
        return time.await(pty.probe().toCompletableFuture());
    }

    private KillReport end(FakePty fake, Pty pty, Duration grace) {
        return time.await(fake.end(List.of(pty), grace));
    }

    private List<String> trace() {
        return handler.trace();
    }

    // What a program does.

    @Test
    void onStart_steps_happenAtTheirInstants() {
        spawn(FakePty.script().onStart(out("a"), after(ofSeconds(3)), out("b"), after(ofSeconds(1)), exit(7)), "sh");
        assertEquals(List.of(), trace(), "not before the clock runs");
        time.advance(ofSeconds(5));
        assertEquals(List.of("0 out a", "3000 out b", "4000 end", "4000 exit 7 TERMINAL_CLOSED"), trace());
    }

    @Test
    void onStart_bySpec_seesTheCommand() {
        FakePty echo = FakePty.script().onStart(spec -> all(out(spec.argv().get(1)), exit(0)));
        spawn(echo, "echo", "hello");
        time.settle();
        assertEquals("0 out hello", trace().get(0));
    }

    @Test
    void onInput_text_reactsHoweverItWasTyped() {
        FakePty fake = FakePty.script().onInput("make\r", out("made"), after(ofMillis(5)), exit(0));
        Pty pty = spawn(fake, "sh");
        for (String piece : List.of("xx", "ma", "k", "e", "\rrest")) {
            assertEquals(piece.length(), write(pty, piece));
            time.settle();
        }
        time.advance(ofMillis(5));
        assertEquals(List.of("0 out made", "5 end", "5 exit 0 TERMINAL_CLOSED"), trace());
        assertEquals("xxmake\rrest", fake.terminal().input());
        assertArrayEquals(
                "xxmake\rrest".getBytes(StandardCharsets.UTF_8), fake.terminal().inputBytes());
    }

    @Test
    void onInput_pattern_getsTheGroups() {
        Pty pty = spawn(
                FakePty.script().onInput(Pattern.compile("echo (.*)\r"), typed -> out("<" + typed.group(1) + ">")),
                "sh");
        write(pty, "echo grüße\recho b\r");
        time.settle();
        assertEquals(List.of("0 out <grüße>", "0 out <b>"), trace());
    }

    @Test
    void onInput_severalRules_theFirstThatMatchesEarliestReacts() {
        Pty pty = spawn(
                FakePty.script()
                        .onInput("b", out("B"))
                        .onInput(Pattern.compile("[ab]"), out("any"))
                        .onInput("ab", out("never")),
                "sh");
        write(pty, "ab");
        time.settle();
        assertEquals(List.of("0 out any", "0 out B"), trace());
    }

    @Test
    void onInput_whileItReacts_readsTheRestLater() {
        Pty pty = spawn(
                FakePty.script()
                        .onInput("a", out("A"), after(ofMillis(10)), out("A done"))
                        .onInput("b", out("B")),
                "sh");
        write(pty, "ab");
        time.advance(ofMillis(20));
        assertEquals(List.of("0 out A", "10 out A done", "10 out B"), trace());
    }

    @Test
    void onInput_emptyText_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> FakePty.script().onInput("", out("x")));
    }

    @Test
    void every_times_keepsItsPace() {
        spawn(FakePty.script().onStart(every(ofMillis(20), 3, out("."), after(ofMillis(5)), out(",")), exit(0)), "sh");
        time.advance(ofSeconds(1));
        assertEquals(
                List.of(
                        "0 out .",
                        "5 out ,",
                        "20 out .",
                        "25 out ,",
                        "40 out .",
                        "45 out ,",
                        "45 end",
                        "45 exit 0 TERMINAL_CLOSED"),
                trace());
    }

    @Test
    void every_zeroTimes_doesNothing() {
        spawn(FakePty.script().onStart(every(ofMillis(20), 0, out(".")), exit(0)), "sh");
        time.settle();
        assertEquals(List.of("0 end", "0 exit 0 TERMINAL_CLOSED"), trace());
    }

    @Test
    void every_forEver_endsWithTheProgram() {
        Pty pty = spawn(FakePty.script().onStart(every(ofMillis(10), out("."))).onInput("q", exit(0)), "sh");
        time.advance(ofMillis(25));
        write(pty, "q");
        time.advance(ofSeconds(1));
        assertEquals(List.of("0 out .", "10 out .", "20 out .", "25 end", "25 exit 0 TERMINAL_CLOSED"), trace());
        assertEquals(0, time.pendingEvents());
    }

    @Test
    void steps_badArguments_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> after(ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> every(ofMillis(-1), 2, out("")));
        assertThrows(IllegalArgumentException.class, () -> every(ofMillis(1), -1, out("")));
        assertThrows(IllegalArgumentException.class, () -> every(ZERO, out("")));
        assertThrows(IllegalArgumentException.class, () -> refuseInput(ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> FakePty.script().backpressure(0));
        assertThrows(IllegalArgumentException.class, () -> Chunking.everyBytes(0));
        assertThrows(IllegalArgumentException.class, () -> Chunking.random(1, 0));
    }

    @Test
    void step_toString_readsLikeTheScript() {
        assertEquals(
                "all(out(\"\\e[1m\\x07é\\r\\n\"), after(PT3S), exit(0))",
                all(out("\033[1m\007é\r\n"), after(ofSeconds(3)), exit(0)).toString());
    }

    @Test
    void onResize_newSize_isSeenByTheProgram() {
        FakePty fake = FakePty.script()
                .onResize(size -> out(size.rows() + "x" + size.cols()))
                .onResize(out("!"));
        Pty pty = spawn(fake, "sh");
        pty.resize(50, 160);
        time.settle();
        assertEquals(List.of("0 out 50x160", "0 out !"), trace());
        assertEquals(
                List.of(new FakeTerminal.Size(24, 80), new FakeTerminal.Size(50, 160)),
                fake.terminal().sizes());
    }

    // How it ends.

    @Test
    void exit_withStepsAfterIt_leavesADescendantThatPrints() {
        spawn(FakePty.script().onStart(exit(3), out("late"), after(ofMillis(5)), out("later")), "sh");
        time.advance(ofSeconds(1));
        assertEquals(List.of("0 exit 3 TERMINAL_STILL_OPEN", "0 out late", "5 out later", "5 end"), trace());
    }

    @Test
    void exit_stopsEverythingElse() {
        spawn(FakePty.script().onStart(every(ofMillis(10), out("."))).onStart(after(ofMillis(15)), exit(0)), "sh");
        time.advance(ofSeconds(1));
        assertEquals(List.of("0 out .", "10 out .", "15 end", "15 exit 0 TERMINAL_CLOSED"), trace());
        assertEquals(0, time.pendingEvents());
    }

    @Test
    void killedBy_signal_isReportedAsSuch() {
        FakePty fake = FakePty.script().onStart(killedBy(Signal.TERM));
        spawn(fake, "sh");
        time.settle();
        assertEquals(List.of("0 end", "0 signal TERM TERMINAL_CLOSED"), trace());
        assertEquals(
                Optional.of(Signal.TERM),
                fake.terminal().exitStatus().orElseThrow().signal());
    }

    @Test
    void ended_unknownStatus_isReportedAsItIs() {
        spawn(FakePty.script().onStart(ended(ExitStatus.unknown()), out("x")), "sh");
        time.settle();
        assertEquals(List.of("0 unknown status UNKNOWN", "0 out x", "0 end"), trace());
    }

    @Test
    void hangUp_beforeTheExit_endsTheOutputOnce() {
        spawn(FakePty.script().onStart(out("x"), hangUp(), after(ofMillis(5)), exit(0)), "sh");
        time.advance(ofMillis(5));
        assertEquals(List.of("0 out x", "0 end", "5 exit 0 TERMINAL_CLOSED"), trace());
    }

    @Test
    void hangUp_thenOutput_isAMistakeOfTheScript() {
        spawn(FakePty.script().onStart(hangUp(), out("x")), "sh");
        CompletableFuture<String> settled = CompletableFuture.supplyAsync(() -> "settled", time.executor());
        time.await(settled);
        assertEquals(1, time.takeFailures().size());
    }

    @Test
    void failure_reported_isTheLast() {
        spawn(
                FakePty.script()
                        .onStart(every(ofMillis(1), out(".")))
                        .onStart(failure(new IllegalStateException("eio"))),
                "sh");
        time.advance(ofSeconds(1));
        assertEquals(List.of("0 out .", "0 failure eio"), trace());
        assertEquals(0, time.pendingEvents());
    }

    @Test
    void handler_throws_isToldAndNothingElseStops() {
        FakePty fake = FakePty.script().onStart(out("x"), out("y"), exit(0));
        Pty pty = spawn(fake, "sh");
        handler.onNextOutput(() -> {
            throw new IllegalStateException("a bug in the engine");
        });
        time.settle();
        assertEquals(List.of("0 out x", "0 failure a bug in the engine"), trace());
        assertEquals(0, write(pty, "x"));
        TracingHandler second = new TracingHandler(time);
        fake.spawn(spec("sh"), second, time);
        time.settle();
        assertEquals("xy", second.output());
    }

    // Signals.

    @Test
    void signal_withoutRule_endsItOrIsIgnored() {
        for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.QUIT, Signal.TERM, Signal.KILL)) {
            FakePty fake = FakePty.script();
            Pty pty = spawn(fake, "sh");
            pty.signal(Signal.CONT);
            assertTrue(fake.terminal().isAlive());
            pty.signal(signal);
            time.settle();
            assertEquals(
                    Optional.of(signal),
                    fake.terminal().exitStatus().orElseThrow().signal());
            assertEquals(List.of(Signal.CONT, signal), fake.terminal().signals());
            pty.signal(signal);
            assertEquals(2, fake.terminal().signals().size(), "nothing reaches a process that has ended");
        }
    }

    @Test
    void signal_withRule_doesThatInstead() {
        FakePty fake = FakePty.script()
                .onSignal(Signal.INT, out("^C"))
                .onSignal(Signal.HUP, ignore())
                .onSignal(Signal.TERM, after(ofMillis(50)), exit(0));
        Pty pty = spawn(fake, "sh");
        List.of(Signal.INT, Signal.HUP, Signal.TERM).forEach(pty::signal);
        time.advance(ofSeconds(1));
        assertEquals(List.of("0 out ^C", "50 end", "50 exit 0 TERMINAL_CLOSED"), trace());
    }

    @Test
    void signal_kill_cantBeCaught() {
        assertThrows(IllegalArgumentException.class, () -> FakePty.script().onSignal(Signal.KILL, ignore()));
    }

    // The line.

    @Test
    void chunking_everyByte_cutsCharactersToo() {
        spawn(FakePty.script().onStart(out("é!"), exit(0)).chunking(Chunking.everyByte()), "sh");
        time.settle();
        assertEquals(List.of(1, 1, 1), handler.reads());
        assertEquals("é!", handler.output());
        assertEquals("0 exit 0 TERMINAL_CLOSED", trace().get(trace().size() - 1));
    }

    @Test
    void chunking_everyBytes_leavesAShorterRest() {
        spawn(FakePty.script().onStart(out("1234567")).chunking(Chunking.everyBytes(3)), "sh");
        time.settle();
        assertEquals(List.of(3, 3, 1), handler.reads());
    }

    @Test
    void chunking_random_cutsEachSpawnInTheSamePlaces() {
        FakePty fake = FakePty.script().onStart(out("x".repeat(1000))).chunking(Chunking.random(42, 50));
        spawn(fake, "sh");
        time.settle();
        TracingHandler second = new TracingHandler(time);
        fake.spawn(spec("sh"), second, time);
        time.settle();
        assertEquals(handler.reads(), second.reads());
        assertTrue(handler.reads().size() > 20, handler.reads().toString());
        assertEquals(1000, second.output().length());
    }

    @Test
    void echo_on_showsWhatATerminalShows() {
        Pty pty = spawn(FakePty.script().echo(true).onInput("\r", out("ok")), "sh");
        write(pty, "a\té\033\003\177\r");
        time.settle();
        assertEquals("a\té^[^C\b \b\r\nok", handler.output());
    }

    @Test
    void backpressure_unreadInput_isTakenOnlyUpToTheBuffer() {
        FakePty fake = FakePty.script().backpressure(10).onStart(stopReading(), after(ofMillis(5)), startReading());
        Pty pty = spawn(fake, "sh");
        time.settle();
        assertEquals(10, write(pty, "0123456789abcdef"));
        assertEquals(0, write(pty, "abcdef"));
        time.settle();
        assertEquals(List.of(), trace());
        time.advance(ofMillis(5));
        assertEquals(List.of("5 writable"), trace());
        assertEquals(6, write(pty, "abcdef"));
        assertEquals("0123456789abcdef", fake.terminal().input());
        time.advance(ofSeconds(1));
        assertEquals(List.of("5 writable"), trace(), "once is enough");
    }

    @Test
    void backpressure_none_takesEverything() {
        Pty pty = spawn(FakePty.script().onStart(stopReading()), "sh");
        time.settle();
        assertEquals(1 << 20, write(pty, "x".repeat(1 << 20)));
    }

    @Test
    void refuseInput_aWhile_isLikeEagain() {
        FakePty fake = FakePty.script().onStart(refuseInput(ofMillis(30)), out("up"));
        Pty pty = spawn(fake, "sh");
        time.settle();
        assertEquals(0, write(pty, "x"));
        time.advance(ofMillis(30));
        assertEquals(List.of("0 out up", "30 writable"), trace());
        assertEquals(1, write(pty, "x"));
    }

    @Test
    void write_afterTheEnd_takesNothing() {
        Pty pty = spawn(FakePty.script().onStart(exit(0)), "sh");
        time.settle();
        assertEquals(0, write(pty, "x"));
    }

    @Test
    void pauseOutput_fullBuffer_stopsTheProgram() {
        Pty pty = spawn(FakePty.script().backpressure(2).onStart(out("ab"), out("cd"), out("ef"), exit(0)), "sh");
        pty.pauseOutput();
        time.advance(ofSeconds(1));
        assertEquals(List.of(), trace());
        pty.resumeOutput();
        time.settle();
        assertEquals(
                List.of("1000 out ab", "1000 out cd", "1000 out ef", "1000 end", "1000 exit 0 TERMINAL_CLOSED"),
                trace());
    }

    @Test
    void pauseOutput_insideTheHandler_stopsAtOnce() {
        Pty pty = spawn(FakePty.script().onStart(out("abc")).chunking(Chunking.everyByte()), "sh");
        handler.onNextOutput(pty::pauseOutput);
        time.settle();
        assertEquals(List.of("0 out a"), trace());
        time.advance(ofMillis(5));
        pty.resumeOutput();
        time.settle();
        assertEquals("abc", handler.output());
    }

    @Test
    void probe_outputDueNow_deliversIt() {
        Pty pty = spawn(FakePty.script().onStart(out("ab")).chunking(Chunking.everyByte()), "sh");
        List<Pty.Drain> answers = new ArrayList<>();
        handler.onNextOutput(() -> pty.loop().execute(() -> {
            answers.add(probe(pty));
            answers.add(probe(pty));
        }));
        time.settle();
        assertEquals("ab", handler.output());
        assertEquals(Pty.Drain.EMPTY, answers.get(1));
    }

    @Test
    void probe_whilePaused_readsOnce() {
        Pty pty = spawn(FakePty.script().onStart(out("ab")).chunking(Chunking.everyByte()), "sh");
        pty.pauseOutput();
        time.settle();
        assertEquals(Pty.Drain.DELIVERED, probe(pty));
        assertEquals("ab", handler.output());
        assertEquals(Pty.Drain.EMPTY, probe(pty));
    }

    @Test
    void probe_withoutTheCapability_isUnknown() {
        FakePty fake = FakePty.script().guaranteeing(EnumSet.of(Capability.RAW_BYTES));
        Pty pty = spawn(fake, "sh");
        assertEquals(Pty.Drain.UNKNOWN, probe(pty));
        assertEquals(Set.of(Capability.RAW_BYTES), fake.capabilities());
    }

    @Test
    void probe_atTheInstantOfAQuietWindow_hasNothingMoreToFind() {
        Pty pty = spawn(FakePty.script().onStart(after(ofMillis(100)), out("just in time")), "sh");
        List<String> seen = new ArrayList<>();
        time.schedule(ofMillis(100), pty.loop(), () -> seen.add(handler.output() + " " + probe(pty)));
        time.advance(ofMillis(100));
        assertEquals(List.of("just in time EMPTY"), seen);
    }

    @Test
    void close_running_hangsUpAndCallsNobody() {
        FakePty fake = FakePty.script().onStart(out("x"), every(ofMillis(10), out(".")));
        Pty pty = spawn(fake, "sh");
        pty.close();
        pty.close();
        time.advance(ofSeconds(1));
        assertEquals(List.of(), trace());
        assertTrue(fake.terminal().isClosed());
        assertFalse(fake.terminal().isAlive());
        assertEquals(List.of(Signal.HUP), fake.terminal().signals());
        assertEquals(0, time.pendingEvents());
    }

    @Test
    void close_programThatIgnoresHangup_livesOn() {
        FakePty fake = FakePty.script().onSignal(Signal.HUP, ignore());
        Pty pty = spawn(fake, "sh");
        pty.close();
        time.advance(ofSeconds(1));
        assertTrue(fake.terminal().isAlive());
        KillReport report = end(fake, pty, ofMillis(100));
        assertEquals(Optional.of(Signal.KILL), report.gone().get(0).lastSignal());
        assertFalse(fake.terminal().isAlive());
    }

    @Test
    void pid_eachSpawn_isNobodyElses() {
        FakePty fake = FakePty.script();
        OptionalLong first = spawn(fake, "a").pid();
        OptionalLong second = spawn(fake, "b").pid();
        assertTrue(first.orElseThrow() > 4_194_304 && second.orElseThrow() > first.orElseThrow());
        assertEquals(second.orElseThrow(), fake.terminal().pid());
    }

    @Test
    void foreground_withTheCapability_isWhatTheTestSays() {
        Pty.Foreground shell = new Pty.Foreground(1, true, ZERO);
        FakePty plain = FakePty.script();
        Pty without = spawn(plain, "sh");
        plain.terminal().foreground(shell);
        assertEquals(Optional.empty(), without.foreground());
        FakePty knowing = FakePty.script().guaranteeing(EnumSet.allOf(Capability.class));
        Pty with = spawn(knowing, "sh");
        assertEquals(Optional.empty(), with.foreground());
        knowing.terminal().foreground(shell);
        assertEquals(Optional.of(shell), with.foreground());
    }

    // Ending from outside.

    @Test
    void end_graceZero_killsAtOnce() {
        FakePty fake = FakePty.script().onSignal(Signal.HUP, ignore());
        Pty pty = spawn(fake, "sleep", "9999");
        KillReport report = end(fake, pty, ZERO);
        assertEquals(ZERO, report.took());
        assertEquals(List.of(Signal.KILL), fake.terminal().signals());
        KillReport.Gone gone = report.gone().get(0);
        assertEquals(Optional.of(Signal.KILL), gone.lastSignal());
        assertEquals(
                new ProcessInfo(
                        fake.terminal().pid(),
                        "sleep 9999",
                        fake.terminal().spec().sessionId()),
                gone.process());
        time.settle();
        assertEquals(List.of("0 end", "0 signal KILL TERMINAL_CLOSED"), trace());
    }

    @Test
    void end_ignoresHangup_isKilledAtTheGrace() {
        FakePty fake = FakePty.script().onSignal(Signal.HUP, ignore());
        Pty pty = spawn(fake, "sh");
        CompletableFuture<KillReport> ending = fake.end(List.of(pty), ofSeconds(3));
        time.advance(ofMillis(2999));
        assertEquals(List.of(Signal.HUP, Signal.CONT), fake.terminal().signals());
        assertFalse(ending.isDone());
        time.advance(ofMillis(1));
        assertEquals(
                List.of(Signal.HUP, Signal.CONT, Signal.KILL), fake.terminal().signals());
        KillReport report = ending.join();
        assertEquals(ofSeconds(3), report.took());
        assertEquals(Optional.of(Signal.KILL), report.gone().get(0).lastSignal());
        assertTrue(report.complete());
    }

    @Test
    void end_exitsOnHangup_completesThen() {
        FakePty fake = FakePty.script().onSignal(Signal.HUP, after(ofMillis(50)), exit(0));
        KillReport report = end(fake, spawn(fake, "sh"), ofSeconds(3));
        assertEquals(ofMillis(50), time.elapsed());
        assertEquals(ofMillis(50), report.took());
        assertEquals(Optional.of(Signal.HUP), report.gone().get(0).lastSignal());
        assertEquals(0, time.pendingTimers());
    }

    @Test
    void end_hadEnded_isNotInTheReport() {
        FakePty fake = FakePty.script().onStart(exit(0));
        Pty pty = spawn(fake, "sh");
        time.settle();
        KillReport report = end(fake, pty, ofSeconds(3));
        assertEquals(new KillReport(List.of(), List.of(), ZERO), report);
        assertEquals(List.of(), fake.terminal().signals());
    }

    @Test
    void end_unkillable_isASurvivor() {
        FakePty fake = FakePty.script().onSignal(Signal.HUP, ignore()).unkillable(true);
        KillReport report = end(fake, spawn(fake, "dd"), ofSeconds(1));
        assertFalse(report.complete());
        assertEquals("dd", report.survivors().get(0).command());
        assertEquals(ofSeconds(1), report.took());
    }

    @Test
    void end_several_areEndedInParallelWithOneReport() {
        FakePty stubborn = FakePty.script().onSignal(Signal.HUP, ignore());
        FakePty fake = FakePty.script().forCommand(spec -> spec.argv().contains("stubborn"), stubborn);
        List<Pty> all = List.of(spawn(fake, "a"), spawn(fake, "stubborn"), spawn(fake, "b"));
        KillReport report = time.await(fake.end(all, ofSeconds(2)));
        assertEquals(
                List.of("a", "stubborn", "b"),
                report.gone().stream().map(gone -> gone.process().command()).toList());
        assertEquals(ofSeconds(2), report.took());
        assertEquals(3, fake.spawns().size());
        assertEquals(1, stubborn.spawns().size());
        assertEquals(new KillReport(List.of(), List.of(), ZERO), time.await(fake.end(List.of(), ZERO)));
    }

    @Test
    void end_badArguments_areRefused() {
        FakePty fake = FakePty.script();
        assertThrows(IllegalArgumentException.class, () -> fake.end(List.of(), ofMillis(-1)));
    }

    // The provider.

    @Test
    void spawn_each_runsTheScriptAnew() {
        FakePty fake = FakePty.script().onInput("a", out("A"));
        Pty first = spawn(fake, "1");
        write(first, "a");
        Pty second = spawn(fake, "2");
        write(second, "aa");
        time.settle();
        assertEquals("AAA", handler.output());
        assertEquals(
                List.of("a", "aa"),
                fake.spawns().stream().map(FakeTerminal::input).toList());
    }

    @Test
    void script_changedAfterASpawn_countsForTheNext() {
        FakePty fake = FakePty.script();
        spawn(fake, "1");
        fake.onStart(out("new"));
        time.settle();
        assertEquals("", handler.output());
        spawn(fake, "2");
        time.settle();
        assertEquals("new", handler.output());
    }

    @Test
    void refusing_check_startsNothing() {
        IllegalStateException refusal = new IllegalStateException("no such file");
        FakePty fake = FakePty.script().refusing(spec -> {
            if (spec.argv().contains("missing")) {
                throw refusal;
            }
        });
        fake.check(spec("sh"));
        assertSame(refusal, assertThrows(IllegalStateException.class, () -> fake.check(spec("missing"))));
        assertSame(refusal, assertThrows(IllegalStateException.class, () -> spawn(fake, "missing")));
        assertEquals(List.of(), fake.spawns());
        FakePty outer = FakePty.script().forCommand(spec -> true, fake);
        assertThrows(IllegalStateException.class, () -> outer.check(spec("missing")));
        assertThrows(IllegalStateException.class, outer::terminal);
    }

    @Test
    void provider_facts_areConfigurable() {
        FakePty fake = FakePty.script();
        assertEquals("fake", fake.name());
        assertEquals(Optional.empty(), fake.unavailable());
        assertEquals(EnumSet.complementOf(EnumSet.of(Capability.FOREGROUND_GROUP)), fake.capabilities());
        assertEquals(Optional.of("not here"), fake.unavailable("not here").unavailable());
    }

    // Driving by hand.

    @Test
    void terminal_drivenByHand_actsAtTheMoment() {
        FakePty fake = FakePty.script();
        spawn(fake, "sh");
        FakeTerminal terminal = fake.terminal();
        time.advance(ofMillis(10));
        terminal.output("one");
        time.settle();
        time.advance(ofMillis(10));
        terminal.output(new byte[] {'t', 'w', 'o'});
        terminal.play(after(ofMillis(5)), out("three"));
        time.advance(ofMillis(10));
        terminal.exit(4);
        time.settle();
        assertEquals(
                List.of("10 out one", "20 out two", "25 out three", "30 end", "30 exit 4 TERMINAL_CLOSED"), trace());
        assertEquals(
                Optional.of(new ExitStatus(java.util.OptionalInt.of(4), Optional.empty(), OutputEnd.TERMINAL_CLOSED)),
                terminal.exitStatus());
        assertEquals("FakeTerminal[sh, pid=" + terminal.pid() + ", exit 4]", terminal.toString());
    }

    @Test
    void awaitInput_typedLater_runsTheClockUntilThen() {
        FakePty fake = FakePty.script();
        Pty pty = spawn(fake, "sh");
        time.schedule(ofMillis(10), pty.loop(), () -> write(pty, "ma"));
        time.schedule(ofMillis(20), pty.loop(), () -> write(pty, "ke\r"));
        fake.terminal().awaitInput("make");
        assertEquals(ofMillis(20), time.elapsed());
        fake.terminal().awaitInput("ma");
        assertEquals(ofMillis(20), time.elapsed());
        assertEquals(0, time.pendingTimers());
    }

    @Test
    void awaitInput_neverTyped_saysWhatWas() {
        FakePty fake = FakePty.script();
        Pty pty = spawn(fake, "sh");
        write(pty, "mkae\r");
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> fake.terminal().awaitInput("make"));
        assertTrue(failure.getMessage().contains("mkae\\r"), failure.getMessage());
        assertEquals(ofSeconds(10), time.elapsed());
    }
}
