package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.ignore;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cases 26 to 31 and 33: how sessions end, and who is told. */
class LifetimeTest {

    @Test
    @DisplayName("26: a session is removed: its waiters complete, those of another session are untouched")
    void close_session_completesItsWaitersOnly() {
        try (FakeLab lab = new FakeLab()) {
            Session removed = lab.start("removed");
            Session other = lab.start("other");
            Pending<Settled> idle = removed.awaitIdle(ofSeconds(10));
            Pending<Match> text = removed.awaitText("never");
            Pending<ExitStatus> exit = removed.onExit();
            Pending<Settled> others = other.awaitIdle(ofSeconds(10));
            removed.close();
            assertInstanceOf(Settled.Ended.class, idle.block());
            SessionEndedException ended = assertThrows(SessionEndedException.class, text::block);
            assertTrue(ended.getMessage().contains("removed"), ended.getMessage());
            assertEquals(Optional.of(Signal.HUP), exit.block().signal());
            assertEquals(List.of(other), lab.wsh.sessions());
            assertEquals(List.of(), lab.wsh.ended());
            assertEquals(SessionInfo.State.CLOSED, removed.info().state());
            assertFalse(others.isDone());
            assertInstanceOf(Settled.Idle.class, others.block());
            assertThrows(SessionEndedException.class, () -> removed.type("x"));
        }
    }

    @Test
    @DisplayName("the end of a session has the deadline of all waits, unless it is removed")
    void onExit_programThatGoesOn_failsAfterTheDeadlineOfWaits() {
        try (FakeLab lab = new FakeLab(FakePty.script().onStart(after(ofSeconds(31)), exit(3)), builder -> {})) {
            Session session = lab.start("long");
            Pending<ExitStatus> unbounded = session.onExit().unbounded();
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class, () -> session.onExit().block());
            assertTrue(failure.getMessage().startsWith("timed out after 30 s waiting for exit"), failure::getMessage);
            assertEquals(3, unbounded.block().code().orElseThrow());
            assertEquals(3, session.onExit().block().code().orElseThrow());
        }
    }

    @Test
    @DisplayName("27: close with 3 sessions: all ended, none listed, all waiters complete")
    void close_all_endsEverything() {
        FakePty pty = FakePty.script();
        List<Pending<Settled>> waiters = new ArrayList<>();
        List<Session> sessions;
        FakeLab lab = new FakeLab(pty, builder -> {});
        for (String name : List.of("a", "b", "c")) {
            waiters.add(lab.start(name).awaitIdle(ofSeconds(10)));
        }
        sessions = lab.wsh.sessions();
        assertEquals(3, sessions.size());
        lab.wsh.close();
        assertEquals(List.of(), lab.wsh.sessions());
        assertTrue(lab.wsh.isEmpty());
        for (Session session : sessions) {
            assertEquals(
                    Optional.of(Signal.HUP), session.exitStatus().orElseThrow().signal());
            assertEquals(SessionInfo.State.CLOSED, session.info().state());
        }
        waiters.forEach(waiter -> assertInstanceOf(Settled.Ended.class, waiter.block()));
        assertTrue(pty.spawns().stream().noneMatch(spawn -> spawn.isAlive()));
        assertTrue(pty.spawns().stream().allMatch(spawn -> spawn.isClosed()));
        assertEquals(0, lab.time.pendingTimers());
        lab.close();
    }

    @Test
    @DisplayName("27: close ends sessions in parallel, and kills what ignores the hangup after the close grace")
    void close_stubbornSessions_takesOneGrace() {
        FakePty pty = FakePty.script().onSignal(Signal.HUP, ignore());
        FakeLab lab = new FakeLab(pty, builder -> builder.closeGrace(ofMillis(700)));
        for (int i = 0; i < 10; i++) {
            lab.start("s" + i);
        }
        Duration begin = lab.time.elapsed();
        lab.wsh.close();
        assertEquals(700, lab.since(begin));
        assertTrue(pty.spawns().stream().noneMatch(spawn -> spawn.isAlive()));
        lab.close();
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("27: close with sessions that wait: all ended, on real terminals too")
    void close_realSessions_endsThem(World world) {
        World.Lab lab = world.open();
        List<Session> sessions = new ArrayList<>();
        List<Pending<Match>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Session session = lab.wsh().start(lab.shell());
            sessions.add(session);
            waiters.add(session.awaitText("never shown").within(ofSeconds(30)));
        }
        lab.close();
        for (Session session : sessions) {
            assertTrue(session.exitStatus().isPresent());
            assertEquals(SessionInfo.State.CLOSED, session.info().state());
        }
        waiters.forEach(waiter -> assertThrows(SessionEndedException.class, waiter::block));
        assertEquals(List.of(), lab.wsh().sessions());
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("28: close without sessions: no error; a second close does nothing")
    void close_nothingStarted_isFine(World world) {
        World.Lab lab = world.open();
        lab.close();
        lab.wsh().close();
        assertEquals(List.of(), lab.wsh().sessions());
    }

    @Test
    @DisplayName("29: a child that ignores HUP, terminate(3 s): HUP at 0, KILL at 3 s, reported as forced")
    void terminate_ignoresHangup_isKilledAfterTheGrace() {
        try (FakeLab lab = new FakeLab(FakePty.script().onSignal(Signal.HUP, ignore()), b -> {})) {
            Session session = lab.start("stubborn");
            Duration begin = lab.time.elapsed();
            Pending<KillReport> ending = session.terminate(ofSeconds(3));
            lab.time.settle();
            assertEquals(Signal.HUP, lab.terminal(session).signals().get(0));
            lab.pass(2999);
            assertFalse(lab.terminal(session).signals().contains(Signal.KILL));
            assertFalse(ending.isDone());
            KillReport report = ending.block();
            assertEquals(3000, lab.since(begin));
            assertEquals(ofSeconds(3), report.took());
            assertEquals(Optional.of(Signal.KILL), report.gone().get(0).lastSignal());
            assertEquals(Optional.of(Signal.KILL), session.onExit().block().signal());
        }
    }

    @Test
    @DisplayName("30: a child that exits 50 ms after HUP, terminate(3 s): complete at 50 ms")
    void terminate_exitsOnHangup_completesThen() {
        try (FakeLab lab = new FakeLab(FakePty.script().onSignal(Signal.HUP, after(ofMillis(50)), exit(0)), b -> {})) {
            Session session = lab.start("polite");
            Duration begin = lab.time.elapsed();
            KillReport report = session.terminate(ofSeconds(3)).block();
            assertEquals(50, lab.since(begin));
            assertEquals(Optional.of(Signal.HUP), report.gone().get(0).lastSignal());
            assertTrue(session.onExit().block().success());
        }
    }

    @EnabledOnOs(OS.LINUX)
    @OnRealTerminals
    @DisplayName("31: sleep in the background, nohup sleep, sleep under an ignored HUP, killed: 0 processes remain")
    void kill_processesThatLikeToStay_areAllGone(World world) {
        try (World.Lab lab = world.open()) {
            List<Session> sessions = new ArrayList<>();
            for (String line : List.of(
                    "sleep 9999 & echo ready; wait",
                    "nohup sleep 9999 >/dev/null & echo ready; wait",
                    "trap '' HUP; echo ready; sleep 9999; sleep 9999")) {
                sessions.add(lab.wsh().start(SessionSpec.shellCommand(line)));
            }
            Session interactive = Shell.BASH.start(lab);
            sessions.add(interactive);
            interactive.sendLine("sleep 9999 & nohup sleep 9999 >/dev/null 2>&1 & disown");
            interactive.sendLine("(trap '' HUP TERM; setsid sleep 9999) & echo re''ady; trap '' HUP; sleep 9999");
            for (Session session : sessions) {
                session.awaitText("ready").within(ofSeconds(5)).block();
                assertFalse(Orphans.of(List.of(session)).isEmpty());
                KillReport report = session.kill().within(ofSeconds(5)).block();
                assertTrue(report.complete(), report::toString);
                Orphans.assertNone(List.of(session));
                assertTrue(
                        session.onExit().within(ofSeconds(5)).block().signal().isPresent());
            }
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("33: a subscriber, a session created and killed: Created, Exited, Closed, once, in order")
    void listen_wholeLife_isToldInOrder(World world) {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> closed = new CompletableFuture<>();
        World.Lab lab = world.open();
        Wsh wsh = lab.wsh();
        try (Registration listening = wsh.listen(event -> {
            String kind = event.getClass().getSimpleName();
            if (List.of("Created", "Exited", "Closed").contains(kind)) {
                events.add(kind + " " + event.session().name());
            }
            if (event instanceof SessionEvent.Closed) {
                closed.complete(kind);
            }
        })) {
            assertNotNull(listening);
            Session session = wsh.start(lab.shell().named("short"));
            session.kill().within(ofSeconds(5)).block();
            session.onExit().within(ofSeconds(5)).block();
            session.close();
            lab.time().ifPresentOrElse(time -> time.await(closed), closed::join);
            assertEquals(List.of("Created short", "Exited short", "Closed short"), events);
        } finally {
            lab.close();
        }
        assertEquals(3, events.size());
    }

    @Test
    @DisplayName("33: Closed comes after Exited also when a running session is closed")
    void listen_closedWhileRunning_isToldInOrder() {
        try (FakeLab lab = new FakeLab()) {
            List<String> events = new ArrayList<>();
            lab.wsh.listen(event -> events.add(event.getClass().getSimpleName()));
            Session session = lab.wsh.start(SessionSpec.command("program"));
            session.close();
            lab.pass(1000);
            assertEquals(List.of("Created", "Exited", "Closed"), events);
        }
    }
}
