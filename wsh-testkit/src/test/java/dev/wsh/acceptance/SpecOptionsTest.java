package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ColorScheme;
import dev.wsh.CommandResult;
import dev.wsh.Emulator;
import dev.wsh.ExitStatus;
import dev.wsh.InvalidSpecException;
import dev.wsh.KillReport;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.SpawnException;
import dev.wsh.Widths;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of time, logs, colours and widths, and pendings of several. */
class SpecOptionsTest {

    // ---- the limit of time ----

    @Test
    void timeLimit_reached_endsTheSessionAndSaysSo() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.wsh.start(SessionSpec.command("server").timeLimit(ofSeconds(60)));
            lab.pass(59_999);
            assertTrue(session.exitStatus().isEmpty());
            ExitStatus exit = session.onExit().block();
            assertTrue(exit.timedOut(), exit::toString);
            assertFalse(exit.success());
            assertEquals("signal HUP, timed out", exit.toString());
            assertTrue(session.info().exitStatus().orElseThrow().timedOut());
            Settled settled = session.awaitIdle(ofMillis(1)).block();
            assertTrue(settled.exitStatus().orElseThrow().timedOut());
            SessionEndedException ended = assertThrows(SessionEndedException.class, () -> session.type("x"));
            assertTrue(ended.getMessage().contains("has ended (signal HUP, timed out)"), ended::getMessage);
        }
    }

    @Test
    void timeLimit_notReached_changesNothing() {
        FakePty program = FakePty.script().onStart(Steps.after(ofSeconds(1)), Steps.exit(0));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.wsh.start(SessionSpec.command("x").timeLimit(ofSeconds(60)));
            assertEquals(ExitStatus.ofCode(0), session.onExit().block());
            lab.pass(100_000);
            assertFalse(session.exitStatus().orElseThrow().timedOut());
        }
    }

    @Test
    void timeLimit_ofARun_isTheResultNotAFailure() {
        FakePty program = FakePty.script().onStart(Steps.out("working"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            CommandResult result = lab.wsh
                    .run(SessionSpec.command("x").timeLimit(ofSeconds(5)))
                    .block();
            assertTrue(result.timedOut());
            assertEquals("working", result.text());
        }
    }

    @Tag("pty")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void timeLimit_onARealTerminal_leavesNoProcess() {
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(SessionSpec.shellCommand("sleep 1003 & echo ready; trap '' HUP; sleep 1003")
                    .timeLimit(ofMillis(300)));
            ExitStatus exit = session.onExit().block();
            assertTrue(exit.timedOut(), exit::toString);
            assertEquals("signal KILL, timed out", exit.toString());
            assertTrue(ProcessHandle.allProcesses()
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains("sleep 1003")));
        }
    }

    // ---- what is left ----

    private static List<ProcessHandle> running(String command) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith(command))
                .toList();
    }

    /** All of the processes are in the group of the shell, which gets signals of its own. */
    @Tag("pty")
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"linux", "pty4j"})
    void leave_daemon_outlivesItsSession(String provider) {
        String daemon = "sleep 1005." + provider.length();
        String job = "sleep 1006." + provider.length();
        try (Wsh wsh = Wsh.builder().ptyProvider(provider).open()) {
            Session session = wsh.start(SessionSpec.shellCommand(
                            "nohup " + daemon + " >/dev/null 2>&1 & " + job + " & sleep 0.2; echo ready; wait")
                    .leave(process -> process.command().endsWith(daemon)));
            session.awaitText("ready").block();
            KillReport report = session.terminate(ofMillis(200)).block();
            assertTrue(report.complete(), report::toString);
            assertEquals(1, running(daemon).size(), report::toString);
            assertEquals(List.of(), running(job));
        } finally {
            running(daemon).forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Tag("pty")
    @EnabledOnOs(OS.LINUX)
    @Test
    void leave_testThatThrows_leavesNothing() {
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(SessionSpec.shellCommand("nohup sleep 1007 >/dev/null 2>&1 & echo ready; wait")
                    .leave(process -> {
                        throw new IllegalStateException("a mistake of the user's");
                    }));
            session.awaitText("ready").block();
            assertTrue(session.kill().block().complete());
            assertEquals(List.of(), running("sleep 1007"));
        }
    }

    // ---- logs ----

    @Test
    void logTo_hasEveryByte_alsoWhatTheTranscriptDropped(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, "what was there before ".repeat(100));
        FakePty program = FakePty.script()
                .onStart(Steps.out("\033[31mred\r\n"), Steps.out(new byte[] {(byte) 0xFF, 0, 27}), Steps.exit(0));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.wsh.start(SessionSpec.command("x").logTo(log).transcript(3));
            session.onExit().block();
            byte[] expected = "\033[31mred\r\n".getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(expected, expected.length + 3);
            all[expected.length] = (byte) 0xFF;
            all[expected.length + 2] = 27;
            assertArrayEquals(all, Files.readAllBytes(log));
        }
    }

    @Test
    void logTo_whereNoFileCanBe_startsNothing(@TempDir Path folder) {
        try (FakeLab lab = new FakeLab()) {
            SessionSpec spec = SessionSpec.command("x").logTo(folder);
            assertThrows(InvalidSpecException.class, () -> lab.wsh.start(spec));
            assertEquals(0, lab.pty.spawns().size());
            assertTrue(lab.wsh.sessions().isEmpty());
        }
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    @Timeout(60) // it blocked for ever
    void logTo_aPipeOrADevice_startsNothing(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        try (FakeLab lab = new FakeLab()) {
            for (Path log : List.of(pipe, Path.of("/dev/null"), folder)) {
                SessionSpec spec = SessionSpec.command("x").logTo(log);
                InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> lab.wsh.start(spec));
                assertEquals("a regular file", refused.expected());
            }
            assertEquals(0, lab.pty.spawns().size());
        }
    }

    @Test
    void logTo_whereALiveSessionLogs_startsNothing(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        Path detour = Files.createDirectory(folder.resolve("sub")).resolve("../log");
        try (FakeLab lab = new FakeLab();
                FakeLab another = new FakeLab()) {
            SessionSpec template = SessionSpec.command("x").logTo(log);
            Session first = lab.wsh.start(template.named("first"));
            lab.print(first, "one");
            for (SessionSpec spec : List.of(template, template.logTo(detour))) {
                for (Wsh wsh : List.of(lab.wsh, another.wsh)) {
                    InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> wsh.start(spec));
                    assertEquals("logTo", refused.field());
                    assertTrue(refused.getMessage().contains("session \"first\""), refused::getMessage);
                }
            }
            assertEquals(1, lab.pty.spawns().size());
            lab.terminal(first).exit(0);
            first.onExit().block();
            assertEquals("one", Files.readString(log));
            Session second = lab.wsh.start(template);
            assertEquals("", Files.readString(log), "it is emptied by the next one");
            second.close();
            Session third = another.wsh.start(template);
            another.print(third, "three");
            another.terminal(third).exit(0);
            third.onExit().block();
            assertEquals("three", Files.readString(log), "what is closed holds nothing up");
        }
    }

    @Test
    void logTo_startThatFails_leavesTheFileAsItWas(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        Path none = folder.resolve("none");
        Files.writeString(log, "what was there before");
        AtomicInteger checks = new AtomicInteger();
        FakePty failing = FakePty.script().refusing(spec -> {
            if (checks.incrementAndGet() % 2 == 0) { // at the start, not at the look before
                throw new SpawnException("refused", "x", 0, null);
            }
        });
        try (FakeLab lab = new FakeLab(failing, builder -> {})) {
            for (Path file : List.of(log, log, none)) {
                SessionSpec spec = SessionSpec.command("x").logTo(file);
                assertThrows(SpawnException.class, () -> lab.wsh.start(spec));
            }
        }
        assertEquals(6, checks.get());
        assertEquals("what was there before", Files.readString(log));
        assertFalse(Files.exists(none));
    }

    @Tag("pty")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void logTo_ofAFlood_isCompleteAtTheExit(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        String expected = IntStream.rangeClosed(1, 400_000)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        try (Wsh wsh = Wsh.open()) {
            Session session =
                    wsh.start(SessionSpec.command("seq", "400000").logTo(log).transcript(0));
            session.onExit().block();
            assertEquals(expected, Files.readString(log));
        }
    }

    @Tag("pty")
    @EnabledOnOs(OS.LINUX)
    @Test
    void logTo_whatCannotBeWritten_doesNotHoldTheSessionUp() {
        Path log = Path.of("/proc/self/coredump_filter"); // a regular file that refuses what is no number
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(SessionSpec.command("seq", "100000").logTo(log));
            assertEquals(ExitStatus.ofCode(0), session.onExit().block());
            assertTrue(session.screen().text().endsWith("100000"));
        }
    }

    // ---- colours and widths ----

    private static String reply(Emulator emulator, String query) {
        emulator.feed(query.getBytes(StandardCharsets.UTF_8));
        return new String(emulator.takeReplies(), StandardCharsets.US_ASCII).replace("\033", "\\e");
    }

    @Test
    void colors_light_areWhatProgramsAreTold() {
        assertTrue(ColorScheme.DARK.isDark());
        assertFalse(ColorScheme.LIGHT.isDark());
        Emulator light = Wsh.emulator(2, 20, Emulator.Options.DEFAULT.colors(ColorScheme.LIGHT));
        assertEquals("\\e]11;rgb:ffff/ffff/ffff\\e\\", reply(light, "\033]11;?\033\\"));
        assertEquals("\\e]10;rgb:0000/0000/0000\\e\\", reply(light, "\033]10;?\033\\"));
        assertEquals("\\e[?997;2n", reply(light, "\033[?996n"));
        assertEquals("#ffffff", light.screen().terminal().background().toString());
        light.feed("\033]11;#102030\033\\\033]111\033\\".getBytes(StandardCharsets.US_ASCII));
        assertEquals("#ffffff", light.screen().terminal().background().toString());

        Emulator dark = Wsh.emulator(2, 20);
        assertEquals("\\e]11;rgb:0000/0000/0000\\e\\", reply(dark, "\033]11;?\033\\"));
        assertEquals("\\e[?997;1n", reply(dark, "\033[?996n"));
    }

    @Test
    void colorsAndWidths_ofASpec_areThoseOfItsTerminal() {
        FakePty program = FakePty.script().onStart(Steps.out("\033]11;?\033\\\033[?2027$p"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.wsh.start(
                    SessionSpec.command("x").colors(ColorScheme.LIGHT).widths(Widths.CODE_POINTS));
            lab.time.settle();
            assertEquals(
                    "\033]11;rgb:ffff/ffff/ffff\033\\\033[?2027;2$y",
                    lab.terminal(session).input());
        }
    }

    @Test
    void widths_codePoints_countEachOfACluster() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        Emulator clusters = Wsh.emulator(1, 20);
        clusters.feed(family.getBytes(StandardCharsets.UTF_8));
        Emulator codePoints = Wsh.emulator(1, 20, Emulator.Options.DEFAULT.widths(Widths.CODE_POINTS));
        codePoints.feed(family.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, clusters.screen().cursor().col());
        assertEquals(6, codePoints.screen().cursor().col());
    }

    @Test
    void emulator_scrollbackOfOneLine_keepsOne() {
        Emulator emulator = Wsh.emulator(1, 20, Emulator.Options.DEFAULT.scrollback(1));
        emulator.feed("a\r\nb\r\nc".getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of("b"), emulator.scrollback().lines());
        assertThrows(IllegalArgumentException.class, () -> Emulator.Options.DEFAULT.scrollback(-1));
    }

    // ---- exits ----

    @Test
    void exitStatus_equality_isAboutTheProcess() {
        ExitStatus known = ExitStatus.ofCode(1).withOutput(ExitStatus.OutputEnd.TERMINAL_CLOSED);
        assertEquals(ExitStatus.ofCode(1), known);
        assertEquals(ExitStatus.ofCode(1).hashCode(), known.hashCode());
        assertNotEquals(ExitStatus.ofCode(2), known);
        assertNotEquals(
                ExitStatus.ofSignal(Signal.HUP), ExitStatus.ofSignal(Signal.HUP).withTimedOut());
    }

    // ---- several pendings ----

    @Test
    void anyOf_firstThatIsComplete_inVirtualTime() {
        FakePty program = FakePty.script()
                .onStart(Steps.after(ofSeconds(2)), Steps.out("second"), Steps.after(ofSeconds(5)), Steps.out("first"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.start("s");
            Pending<Match> first = Pending.anyOf(session.awaitText("first"), session.awaitText("second"));
            assertEquals("second", first.block().text());
            assertEquals(2, lab.time.elapsed().toSeconds());
        }
    }

    @Test
    void anyOf_failureComesFirst_isTheFailureItself() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            Pending<?> any = Pending.anyOf(
                    session.awaitText("x").within(ofSeconds(1)),
                    session.awaitText("y").within(ofSeconds(2)));
            assertThrows(dev.wsh.WaitTimeoutException.class, any::block);
        }
    }
}
