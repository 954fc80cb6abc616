package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import dev.wsh.testkit.Chunking;
import dev.wsh.testkit.FakePty;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cases 38 to 57: idle, one session. */
class IdleTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static Settled.Idle quiet(Settled settled) {
        return assertInstanceOf(Settled.Idle.class, settled);
    }

    @Test
    @DisplayName("38: quiet for longer than the window: immediate, with screen, cursor, size and mark")
    void awaitIdle_alreadyQuiet_isImmediate() {
        Session session = lab.start("s");
        lab.terminal(session).output("hello");
        lab.pass(150);
        Duration begin = lab.time.elapsed();
        Settled.Idle settled = quiet(session.awaitIdle(ofMillis(100)).block());
        assertEquals(0, lab.since(begin));
        assertEquals("hello", settled.screen().line(0));
        assertEquals(5, settled.screen().cursor().col());
        assertEquals(24, settled.screen().rows());
        assertEquals(80, settled.screen().cols());
        assertEquals(0, settled.mark().compareTo(session.mark()));
        assertEquals(ofMillis(150), settled.quietFor());
        assertEquals(Settled.Confirmation.CONFIRMED, settled.confirmation());
    }

    @Test
    @DisplayName("39: touches every 10 ms: the deadline at 200 ms, as an exception or an empty poll")
    void awaitIdle_neverQuiet_reachesTheDeadline() {
        Session session = lab.start("s");
        lab.touchEvery(10, session);
        Duration begin = lab.time.elapsed();
        WaitTimeoutException timeout = assertThrows(
                WaitTimeoutException.class,
                () -> session.awaitIdle(ofMillis(500)).within(ofMillis(200)).block());
        assertEquals(200, lab.since(begin));
        assertEquals(1, timeout.evidence().size());
        assertTrue(timeout.evidence().get(0).screen().line(0).startsWith("...."), timeout.getMessage());
        begin = lab.time.elapsed();
        assertEquals(
                Optional.empty(),
                session.awaitIdle(ofMillis(500)).within(ofMillis(200)).blockOptional());
        assertEquals(200, lab.since(begin));
    }

    @Test
    @DisplayName("122: a fresh window that the deadline leaves no time for is refused at the call")
    void awaitIdle_freshWindowNotShorterThanDeadline_isRefused() {
        Session session = lab.start("s");
        Pending<Settled> pending = session.await(idle(ofMillis(500)).fromNow());
        assertThrows(IllegalArgumentException.class, () -> pending.within(ofMillis(500)));
        pending.cancel(false);
    }

    @Test
    @DisplayName("40: quiet for 200 ms, awaitIdle(100): elapsed 0")
    void awaitIdle_quietTwiceAsLong_takesNoTime() {
        Session session = lab.start("s");
        lab.touch(session);
        lab.pass(200);
        Duration begin = lab.time.elapsed();
        session.awaitIdle(ofMillis(100)).block();
        assertEquals(0, lab.since(begin));
    }

    @Test
    @DisplayName("41: 10 touches 20 ms apart, awaitIdle(150): at exactly 180 + 150 ms")
    void awaitIdle_tenTouches_endsAWindowAfterTheLast() {
        Session session = lab.start("s");
        Duration begin = lab.time.elapsed();
        lab.terminal(session).play(every(ofMillis(20), 10, out(".")));
        Settled settled =
                session.awaitIdle(ofMillis(150)).within(ofMillis(5000)).block();
        assertEquals(180 + 150, lab.since(begin));
        assertEquals("..........", settled.screen().line(0));
        assertEquals(ofMillis(150), quiet(settled).quietFor());
    }

    @Test
    @DisplayName("42: activity at 0, input at 100, awaitIdle(200): at 300")
    void awaitIdle_inputMeanwhile_countsAsActivity() {
        Session session = lab.start("s");
        Duration begin = lab.time.elapsed();
        lab.touch(session);
        Pending<Settled> pending = session.awaitIdle(ofMillis(200));
        lab.pass(100);
        session.type("x");
        pending.block();
        assertEquals(300, lab.since(begin));
    }

    @Test
    @DisplayName("43: 3 touches: generation 3")
    void awaitIdle_threeTouches_tellsTheGeneration() {
        Session session = lab.start("s");
        assertEquals(0, session.mark().generation());
        for (int i = 0; i < 3; i++) {
            lab.touch(session);
            lab.pass(1);
        }
        assertEquals(3, session.awaitIdle(ofMillis(100)).block().mark().generation());
    }

    @Test
    @DisplayName("44: generation 1 and quiet, awaitIdle(100, after 1), touch at 200: generation 2 at 300")
    void awaitIdleSince_quiet_waitsForATouch() {
        Session session = lab.start("s");
        lab.touch(session);
        lab.pass(1000);
        Mark after = session.mark();
        assertEquals(1, after.generation());
        Duration begin = lab.time.elapsed();
        lab.touchIn(200, session);
        Settled settled = session.await(idle(ofMillis(100)).since(after)).block();
        assertEquals(300, lab.since(begin));
        assertEquals(2, settled.mark().generation());
    }

    @Test
    @DisplayName("45: generation 2, after 1: immediate, generation 2")
    void awaitIdleSince_touchedBefore_isImmediate() {
        Session session = lab.start("s");
        lab.touch(session);
        Mark after = session.mark();
        lab.touch(session);
        lab.pass(100);
        Duration begin = lab.time.elapsed();
        Settled settled = session.await(idle(ofMillis(100)).since(after)).block();
        assertEquals(0, lab.since(begin));
        assertEquals(2, settled.mark().generation());
    }

    @Test
    @DisplayName("46: generation 0 and no activity, after 0, deadline 300: WaitTimeoutException at 300")
    void awaitIdleSince_noActivityAtAll_reachesTheDeadline() {
        Session session = lab.start("s");
        Duration begin = lab.time.elapsed();
        Pending<Settled> pending =
                session.await(idle(ofMillis(100)).since(session.startMark())).within(ofMillis(300));
        assertThrows(WaitTimeoutException.class, pending::block);
        assertEquals(300, lab.since(begin));
    }

    @Test
    @DisplayName("47: quiet for 300 ms, fresh 200: at +200")
    void awaitIdleFresh_quiet_waitsAFullWindow() {
        Session session = lab.start("s");
        lab.touch(session);
        lab.pass(300);
        Duration begin = lab.time.elapsed();
        session.await(idle(ofMillis(200)).fromNow()).block();
        assertEquals(200, lab.since(begin));
    }

    @Test
    @DisplayName("48: quiet for 300 ms, touch at +100, fresh 200: at +300")
    void awaitIdleFresh_touchedMeanwhile_countsFromTheTouch() {
        Session session = lab.start("s");
        lab.touch(session);
        lab.pass(300);
        Duration begin = lab.time.elapsed();
        lab.touchIn(100, session);
        session.await(idle(ofMillis(200)).fromNow()).block();
        assertEquals(300, lab.since(begin));
    }

    @Test
    @DisplayName("49: last activity 1 ms less than the window ago, fresh: still a full window from the call")
    void awaitIdleFresh_almostQuiet_waitsAFullWindow() {
        Session session = lab.start("s");
        lab.touch(session);
        lab.pass(199);
        Duration begin = lab.time.elapsed();
        session.await(idle(ofMillis(200)).fromNow()).block();
        assertEquals(200, lab.since(begin));
    }

    @Test
    @DisplayName("50: touches at 0 and 20, awaitIdle(150): at 170, generation 2")
    void awaitIdle_twoTouches_countsFromTheSecond() {
        Session session = lab.start("s");
        Duration begin = lab.time.elapsed();
        lab.touch(session);
        lab.touchIn(20, session);
        Settled settled = session.awaitIdle(ofMillis(150)).block();
        assertEquals(170, lab.since(begin));
        assertEquals(2, settled.mark().generation());
    }

    @Test
    @DisplayName("51: 2 waiters of 50 ms: both at 50 ms; 1000 waiters too")
    void awaitIdle_manyWaiters_allAtTheSameInstant() {
        for (int waiters : new int[] {2, 1000}) {
            Session session = lab.start("s" + waiters);
            lab.touch(session);
            Duration begin = lab.time.elapsed();
            Pending<?>[] all = Stream.generate(
                            () -> session.awaitIdle(ofMillis(50)).thenApply(settled -> lab.since(begin)))
                    .limit(waiters)
                    .toArray(Pending<?>[]::new);
            Pending.allOf(all).block();
            assertEquals(50, lab.since(begin));
            Stream.of(all).forEach(one -> assertEquals(50L, one.join()));
        }
    }

    @Test
    @DisplayName("52: the session exits: outcome Ended with exit and final screen, no time-out")
    void awaitIdle_sessionExits_endsWithTheFinalScreen() {
        Session session = lab.start("s");
        lab.touchEvery(10, session);
        lab.terminal(session).play(after(ofMillis(105)), out("bye"), exit(3));
        Duration begin = lab.time.elapsed();
        Settled.Ended ended = assertInstanceOf(
                Settled.Ended.class, session.awaitIdle(ofSeconds(1)).block());
        assertEquals(105, lab.since(begin));
        assertEquals(OptionalInt.of(3), ended.status().code());
        assertEquals(Optional.of(ended.status()), ended.exitStatus());
        assertEquals("...........bye", ended.screen().line(0));
        assertEquals(Optional.of(ended.status()), session.exitStatus());
    }

    @Test
    @DisplayName("53: the session is renamed: completes normally and reports the new name")
    void awaitIdle_sessionRenamed_reportsTheNewName() {
        Session session = lab.start("old");
        Pending<Settled> pending = session.awaitIdle(ofMillis(100));
        lab.pass(50);
        session.rename("new");
        assertEquals("new", quiet(pending.block()).session().name());
    }

    @Test
    @DisplayName("54: the future is cancelled: no timer and no subscription remains")
    void awaitIdle_cancelled_leavesNothing() {
        Session session = lab.start("s");
        lab.touch(session);
        int before = lab.time.pendingTimers();
        Pending<?>[] all = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? session.awaitIdle(ofMillis(500)) : session.awaitText("never"))
                .toArray(Pending<?>[]::new);
        lab.time.settle();
        assertTrue(lab.time.pendingTimers() > before, "a wait has a timer, or this proves nothing");
        Stream.of(all).forEach(pending -> pending.cancel(false));
        lab.time.settle();
        assertEquals(before, lab.time.pendingTimers());
        assertEquals(0, lab.time.pendingTasks());
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PORTABLE")
    @DisplayName("55: quiet for 5 s, send and awaitIdle: the result has the answer, never the earlier screen")
    void sendAndAwaitIdle_quietBefore_showsTheAnswer(World world) {
        try (World.Lab shell = world.open()) {
            Session session = shell.wsh().start(shell.shell());
            session.awaitText(FakeShell.PROMPT).within(ofSeconds(5)).block();
            shell.time().ifPresent(time -> time.advance(ofSeconds(5)));
            for (int i = 0; i < 5; i++) {
                session.sendLine("echo an''swer " + i);
                Screen screen = session.await(idle(ofMillis(300)).afterOutput())
                        .within(ofSeconds(10))
                        .block()
                        .screen();
                assertTrue(screen.find("answer " + i).isPresent(), screen.text());
            }
        }
    }

    @Test
    @DisplayName("55: an answer that comes after a while, but within the window, is in the result")
    void sendAndAwaitIdle_slowAnswer_showsTheAnswer() {
        try (FakeLab slow = new FakeLab(
                FakePty.script().onStart(out("$ ")).onInput("\r", after(ofMillis(80)), out("x\r\n$ ")), b -> {})) {
            Session session = slow.start("s");
            slow.pass(5000);
            Duration begin = slow.time.elapsed();
            session.sendLine("echo x");
            Settled settled = session.awaitIdle(ofMillis(100)).block();
            assertEquals(180, slow.since(begin));
            assertTrue(settled.screen().text().contains("x"), settled.screen().text());
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("56: a burst of 1 MiB, then silence: the snapshot has the last byte")
    void awaitIdle_burst_snapshotHasTheLastByte(World world) {
        if (world == World.FAKE) {
            String burst = ("x".repeat(78) + "\r\n").repeat((1 << 20) / 80) + "END";
            try (FakeLab fake = new FakeLab(
                    FakePty.script().onStart(after(ofMillis(10)), out(burst)).chunking(Chunking.random(7, 4096)),
                    b -> {})) {
                Session session = fake.start("s");
                Settled settled =
                        session.await(idle(ofMillis(100)).afterOutput()).block();
                assertEquals(
                        "END", settled.screen().line(settled.screen().cursor().row()));
                assertEquals(burst.length(), settled.mark().outputOffset());
            }
        } else {
            try (World.Lab real = world.open()) {
                Session session = real.wsh()
                        .start(
                                SessionSpec.shellCommand(
                                        "i=0; while [ $i -lt 128 ]; do printf '%08192d\\n' $i; i=$((i+1)); done; printf END; read x"));
                Settled settled = session.await(idle(ofMillis(500)).afterOutput())
                        .within(ofSeconds(20))
                        .block();
                assertEquals(
                        "END", settled.screen().line(settled.screen().cursor().row()));
                assertTrue(
                        settled.mark().outputOffset() > 1 << 20,
                        () -> "only " + settled.mark().outputOffset());
            }
        }
    }

    @Test
    @DisplayName("57: no activity since creation: the age is the time since creation, and it grows")
    void sinceActivity_noneYet_isTheAgeOfTheSession() {
        Session session = lab.start("s");
        assertEquals(ZERO, session.info().sinceActivity());
        lab.pass(60);
        assertEquals(ofMillis(60), session.info().sinceActivity());
        Duration begin = lab.time.elapsed();
        assertFalse(session.awaitIdle(ofMillis(100)).isDone());
        session.awaitIdle(ofMillis(100)).block();
        assertEquals(40, lab.since(begin));
        lab.touch(session);
        assertEquals(ZERO, session.info().sinceActivity());
    }
}
