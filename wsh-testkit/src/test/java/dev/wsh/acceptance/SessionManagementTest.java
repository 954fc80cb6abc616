package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.InvalidSpecException;
import dev.wsh.KillReport;
import dev.wsh.NameConflictException;
import dev.wsh.NoSuchSessionException;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakeTerminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases 1 to 19: sessions are made, found, renamed, ended. */
class SessionManagementTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static SessionSpec program() {
        return SessionSpec.command("program");
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("1: \"dev\" with defaults: 24x80, the name, a pid, no tags")
    void start_defaults_areAsDocumented(World world) {
        try (World.Lab lab = world.open()) {
            Session dev = lab.wsh().start(lab.shell().named("dev"));
            SessionInfo info = dev.info();
            assertEquals(24, info.rows());
            assertEquals(80, info.cols());
            assertEquals(24, dev.screen().rows());
            assertEquals(80, dev.screen().cols());
            assertEquals("dev", dev.name());
            assertEquals("dev", info.name());
            assertTrue(info.pid().isPresent());
            assertEquals(Set.of(), dev.tags());
            assertEquals(SessionInfo.State.RUNNING, info.state());
            assertEquals(List.of("/bin/sh"), info.command());
        }
    }

    @Test
    @DisplayName("2: two unnamed sessions: \"0\" and \"1\"")
    void start_unnamed_getsTheLowestNumbers() {
        assertEquals("0", lab.wsh.start(program()).name());
        assertEquals("1", lab.wsh.start(program()).name());
    }

    @Test
    @DisplayName("3: a session explicitly named \"0\": the next unnamed one is \"1\"")
    void start_unnamedBesideZero_getsOne() {
        lab.start("0");
        assertEquals("1", lab.wsh.start(program()).name());
    }

    @Test
    @DisplayName("4: \"foo\" and \"bar\": the list has exactly those")
    void sessions_two_areListed() {
        Session foo = lab.start("foo");
        Session bar = lab.start("bar");
        assertEquals(List.of(foo, bar), lab.wsh.sessions());
        assertEquals(
                List.of("foo", "bar"),
                lab.wsh.sessions().stream().map(Session::name).toList());
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("5: \"echo MARK\" sent to alpha: alpha shows it, beta's screen and history do not")
    void send_toOne_doesNotReachTheOther(World world) {
        try (World.Lab lab = world.open()) {
            Session alpha = lab.wsh().start(lab.shell().named("alpha"));
            Session beta = lab.wsh().start(lab.shell().named("beta"));
            alpha.sendLine("echo MA''RK");
            alpha.awaitText("MARK").within(ofSeconds(5)).block();
            beta.awaitIdle(ofMillis(50)).within(ofSeconds(5)).block();
            assertFalse(beta.screen().text().contains("MARK"), beta.screen().text());
            assertFalse(beta.scrollback().text().contains("MARK"));
        }
    }

    @Test
    @DisplayName("6: \"old-name\" renamed: found by the new name only, same id, same pid")
    void rename_newName_isTheSameSession() {
        Session session = lab.start("old-name");
        String id = session.id();
        OptionalLong pid = session.info().pid();
        session.rename("new-name");
        assertEquals(Optional.of(session), lab.wsh.find("new-name"));
        assertSame(session, lab.wsh.get("new-name"));
        assertEquals(Optional.empty(), lab.wsh.find("old-name"));
        assertEquals(id, session.id());
        assertEquals(pid, session.info().pid());
        assertTrue(pid.isPresent());
    }

    @Test
    @DisplayName("7: rename to a name that is taken: NameConflict, both unchanged; to its own name: nothing")
    void rename_takenName_isAConflict() {
        Session a = lab.start("a");
        Session b = lab.start("b");
        NameConflictException conflict = assertThrows(NameConflictException.class, () -> a.rename("b"));
        assertTrue(conflict.getMessage().contains("b"), conflict.getMessage());
        assertEquals(List.of("a", "b"), List.of(a.name(), b.name()));
        assertSame(a, lab.wsh.get("a"));
        assertSame(b, lab.wsh.get("b"));
        a.rename("a");
        assertEquals("a", a.name());
    }

    @Test
    @DisplayName("8: rename, kill, send, screen of a session by a name that is not there: NoSuchSession")
    void get_unknownName_tellsWhichThereAre() {
        lab.start("there");
        assertEquals(Optional.empty(), lab.wsh.find("x"));
        List<Executable> operations = List.of(
                () -> lab.wsh.get("x").rename("y"),
                () -> lab.wsh.get("x").kill(),
                () -> lab.wsh.get("x").type("y"),
                () -> lab.wsh.get("x").screen(),
                () -> lab.wsh.tagged("tag").get("there"));
        for (Executable operation : operations) {
            assertThrows(NoSuchSessionException.class, operation);
        }
        NoSuchSessionException failure = assertThrows(NoSuchSessionException.class, () -> lab.wsh.get("x"));
        assertTrue(failure.getMessage().contains("x") && failure.getMessage().contains("there"), failure.getMessage());
    }

    @Test
    @DisplayName("9: \"doomed\" killed: not listed, not found, its exit complete, SIGKILL reported")
    void kill_session_isGone() {
        Session doomed = lab.start("doomed");
        Pending<ExitStatus> exit = doomed.onExit();
        KillReport report = doomed.kill().block();
        assertEquals(Optional.of(Signal.KILL), exit.block().signal());
        assertEquals(List.of(), lab.wsh.sessions());
        assertEquals(Optional.empty(), lab.wsh.find("doomed"));
        assertEquals(List.of(doomed), lab.wsh.ended());
        assertTrue(report.complete());
        assertEquals(Optional.of(Signal.KILL), report.gone().get(0).lastSignal());
        assertEquals(doomed.id(), report.gone().get(0).process().sessionId());
    }

    @Test
    @DisplayName("10: the name \"taken\" again: NameConflict, and no process was started")
    void start_takenName_startsNothing() {
        lab.start("taken");
        assertThrows(NameConflictException.class, () -> lab.start("taken"));
        assertEquals(1, lab.pty.spawns().size());
        assertEquals(1, lab.wsh.sessions().size());
    }

    @Test
    @DisplayName("11: 20 threads create the same name: exactly 1 wins, 19 conflicts, 0 orphans")
    void start_sameNameFromManyThreads_oneWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            String name = "round-" + round;
            int before = lab.pty.spawns().size();
            raceForAName(() -> lab.wsh.start(program().named(name)));
            lab.time.settle();
            assertEquals(
                    1,
                    lab.pty.spawns().stream()
                            .skip(before)
                            .filter(FakeTerminal::isAlive)
                            .count());
            assertTrue(lab.wsh.find(name).isPresent());
        }
    }

    @Test
    @DisplayName("11, twin: a registry that looks first and takes later has more than one winner")
    void raceForAName_checkThenAct_isFoundOut() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        CyclicBarrier bothHaveLooked = new CyclicBarrier(20);
        assertThrows(
                AssertionError.class,
                () -> raceForAName(() -> {
                    boolean taken = names.contains("x");
                    bothHaveLooked.await();
                    if (taken) {
                        throw new NameConflictException("x");
                    }
                    names.add("x");
                }));
    }

    /** Does something 20 times at once, which must succeed once and else be a conflict. */
    private static void raceForAName(ThrowingRunnable start) throws InterruptedException {
        AtomicInteger winners = new AtomicInteger();
        AtomicInteger conflicts = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(20);
        Race.inThreads(20, i -> {
            together.await();
            try {
                start.run();
                winners.incrementAndGet();
            } catch (NameConflictException e) {
                conflicts.incrementAndGet();
            }
        });
        assertEquals(1, winners.get(), "winners");
        assertEquals(19, conflicts.get(), "conflicts");
    }

    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "12345678901234567890123456789012345678901234567890123456789012345",
                "has spaces",
                "../escape",
                "null\0byte",
                "semi;colon",
                "slash/path",
                ".",
                "..",
                "grüße",
                "new\nline"
            })
    @DisplayName("12: names that are not allowed: InvalidSpec")
    void start_badName_isRefused(String name) {
        InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> lab.start(name));
        assertEquals("name", refused.field());
        assertEquals(name, refused.value());
        assertFalse(refused.expected().isBlank());
        assertEquals(0, lab.pty.spawns().size());
        Session good = lab.start("good");
        assertThrows(InvalidSpecException.class, () -> good.rename(name));
        assertEquals("good", good.name());
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "my-session",
                "test.1",
                "a",
                "under_score",
                "123",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._",
                "-"
            })
    @DisplayName("12: names that are allowed")
    void start_goodName_isAccepted(String name) {
        assertEquals(name, lab.start(name).name());
    }

    @Test
    @DisplayName("13: a fresh session: screen, history, input, tags work at once")
    void freshSession_everything_worksWithoutWaiting() {
        Session session = lab.wsh.start(program().tags("t"));
        assertEquals("", session.screen().text().strip());
        assertEquals(24, session.screen().lines().size());
        assertEquals(List.of(), session.scrollback().lines());
        assertEquals(0, session.mark().compareTo(session.startMark()));
        session.type("x");
        assertTrue(session.mark().compareTo(session.startMark()) > 0);
        session.addTags("u");
        assertEquals(Set.of("t", "u"), session.tags());
        assertEquals(Optional.empty(), session.exitStatus());
        session.flushed().block();
        assertEquals("x", lab.terminal(session).input());
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("14: env X=hello and echo $X: \"hello\" within 5 s")
    void env_variable_reachesTheProgram(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(lab.shell().env("X", "hello"));
            session.sendLine("echo $X");
            session.awaitText("hello").within(ofSeconds(5)).block();
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("15: the shell gets \"exit\\n\": its exit is complete within 5 s with code 0")
    void shell_exit_endsTheSession(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(lab.shell());
            session.type("exit\n");
            ExitStatus exit = session.onExit().within(ofSeconds(5)).block();
            assertEquals(OptionalInt.of(0), exit.code());
            assertTrue(exit.success());
            assertEquals(Optional.of(exit), session.exitStatus());
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("16: \"echo hello\" as argv and as a shell line: output and exit 0, readable after the end")
    void command_echo_isReadableAfterItsEnd(World world) {
        try (World.Lab lab = world.open()) {
            for (SessionSpec spec :
                    List.of(SessionSpec.command("echo", "hello"), SessionSpec.shellCommand("echo hello"))) {
                Session session = lab.wsh().start(spec);
                assertTrue(session.onExit().within(ofSeconds(5)).block().success());
                assertEquals("hello", session.screen().line(0));
                assertEquals("hello\n", session.outputSince(session.startMark()).text());
                assertEquals(SessionInfo.State.ENDED, session.info().state());
                session.close();
                assertEquals("hello", session.screen().line(0));
                assertEquals(
                        OptionalInt.of(0), session.exitStatus().orElseThrow().code());
            }
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("17: \"exit 7\" and a child killed by TERM: code 7, signal 15")
    void command_codeAndSignal_areToldApart(World world) {
        try (World.Lab lab = world.open()) {
            Session seven = lab.wsh().start(SessionSpec.shellCommand("exit 7"));
            Session killed = lab.wsh().start(SessionSpec.shellCommand("kill -TERM $$; sleep 60"));
            ExitStatus code = seven.onExit().within(ofSeconds(5)).block();
            assertEquals(OptionalInt.of(7), code.code());
            assertEquals(Optional.empty(), code.signal());
            ExitStatus signal = killed.onExit().within(ofSeconds(5)).block();
            assertEquals(Optional.of(Signal.TERM), signal.signal());
            assertEquals(OptionalInt.empty(), signal.code());
            assertEquals(OptionalInt.of(143), signal.shellCode());
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("18: a directory that does not exist: refused, and nothing runs")
    void start_missingDirectory_startsNothing(World world, @TempDir Path dir) {
        try (World.Lab lab = world.open()) {
            Path missing = dir.resolve("missing");
            InvalidSpecException refused = assertThrows(
                    InvalidSpecException.class,
                    () -> lab.wsh().start(lab.shell().cwd(missing)));
            assertEquals("cwd", refused.field());
            assertTrue(refused.getMessage().contains(missing.toString()), refused.getMessage());
            assertEquals(List.of(), lab.wsh().sessions());
            lab.fake().ifPresent(fake -> assertEquals(List.of(), fake.spawns()));
        }
    }

    @Test
    @DisplayName("19: 1x1 and 100x200 are fine; 0 and 1001 are refused, for Wsh.emulator too")
    void size_edges_areChecked() {
        for (int[] size : new int[][] {{1, 1}, {100, 200}, {1000, 1000}}) {
            Session session = lab.wsh.start(program().size(size[0], size[1]));
            assertEquals(size[0], session.screen().rows());
            assertEquals(size[1], session.screen().cols());
            assertEquals(
                    List.of(new FakeTerminal.Size(size[0], size[1])),
                    lab.terminal(session).sizes());
            assertEquals(size[0], Wsh.emulator(size[0], size[1]).screen().rows());
        }
        int spawned = lab.pty.spawns().size();
        Session session = lab.start("s");
        for (int[] size : new int[][] {{0, 80}, {24, 0}, {1001, 80}, {24, 1001}, {-1, 80}}) {
            InvalidSpecException refused = assertThrows(
                    InvalidSpecException.class, () -> lab.wsh.start(program().size(size[0], size[1])));
            assertEquals("size", refused.field());
            assertThrows(InvalidSpecException.class, () -> Wsh.emulator(size[0], size[1]));
            assertThrows(InvalidSpecException.class, () -> session.resize(size[0], size[1]));
        }
        assertEquals(spawned + 1, lab.pty.spawns().size());
        assertEquals(24, session.screen().rows());
        assertDoesNotThrow(() -> session.resize(1000, 1));
        assertEquals(1, session.screen().cols());
    }
}
