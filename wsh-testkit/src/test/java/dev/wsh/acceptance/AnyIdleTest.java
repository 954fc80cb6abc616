package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.NoSessionsException;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cases 62 to 72: idle, the first of many. */
class AnyIdleTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    @DisplayName("62: alpha and beta idle, any(100): one of them with screen and mark")
    void awaitAnyIdle_bothIdle_givesOne() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touch(alpha);
        lab.touch(beta);
        lab.pass(100);
        Settled settled = lab.wsh.awaitAnyIdle(ofMillis(100)).block();
        assertTrue(Set.of(alpha, beta).contains(settled.session()));
        assertEquals(".", settled.screen().line(0));
        assertEquals(1, settled.mark().generation());
        assertEquals(settled.session().id(), settled.mark().sessionId());
    }

    /** The case says 500 and 200 ms; a window that is not shorter than the deadline is refused at the call (case 122). */
    @Test
    @DisplayName("63: both touched every 10 ms: WaitTimeoutException at 200")
    void awaitAnyIdle_bothBusy_reachesTheDeadline() {
        lab.touchEvery(10, lab.start("alpha"));
        lab.touchEvery(10, lab.start("beta"));
        Duration begin = lab.time.elapsed();
        WaitTimeoutException timeout = assertThrows(
                WaitTimeoutException.class,
                () -> lab.wsh.awaitAnyIdle(ofMillis(500)).within(ofMillis(200)).block());
        assertEquals(200, lab.since(begin));
        assertEquals(2, timeout.evidence().size(), "one for each member");
    }

    @Test
    @DisplayName("64: alpha busy every 10 ms, beta quiet for 200 ms, any(100): beta")
    void awaitAnyIdle_oneBusy_givesTheOther() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touch(beta);
        lab.touchEvery(10, alpha);
        lab.pass(200);
        Duration begin = lab.time.elapsed();
        assertSame(beta, lab.wsh.awaitAnyIdle(ofMillis(100)).block().session());
        assertEquals(0, lab.since(begin));
    }

    @Test
    @DisplayName("65: the same source of outcomes again, the other touched and quiet for 200 ms: the other")
    void outcomes_secondCall_givesTheOther() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touch(alpha);
        lab.touchEvery(10, beta);
        Outcomes outcomes = lab.wsh.outcomes();
        Settled first = outcomes.awaitAnyIdle(ofMillis(100)).block();
        assertSame(alpha, first.session());
        lab.terminal(beta).exit(0);
        lab.time.settle();
        Settled second =
                outcomes.awaitAnyIdle(ofMillis(100)).within(ofMillis(3000)).block();
        assertSame(beta, second.session());
    }

    @Test
    @DisplayName("65: both quiet, the second touched after the first was reported: the second")
    void outcomes_otherTouched_givesItWhenQuiet() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touch(alpha);
        lab.touch(beta);
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        Settled first = outcomes.awaitAnyIdle(ofMillis(100)).block();
        Session other = first.session().equals(alpha) ? beta : alpha;
        lab.touch(other);
        lab.pass(200);
        Duration begin = lab.time.elapsed();
        Settled second =
                outcomes.awaitAnyIdle(ofMillis(100)).within(ofMillis(3000)).block();
        assertSame(other, second.session());
        assertEquals(0, lab.since(begin));
    }

    @Test
    @DisplayName("66: both idle and both reported: the source of outcomes waits for new activity")
    void outcomes_allReported_waitsForActivity() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touch(alpha);
        lab.touch(beta);
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        Session first = outcomes.awaitAnyIdle(ofMillis(100)).block().session();
        Session second = outcomes.awaitAnyIdle(ofMillis(100)).block().session();
        assertNotEquals(first, second);
        assertTrue(outcomes.awaitAnyIdle(ofMillis(100))
                .within(ofMillis(1000))
                .blockOptional()
                .isEmpty());
        Duration begin = lab.time.elapsed();
        lab.touchIn(500, alpha);
        assertSame(alpha, outcomes.awaitAnyIdle(ofMillis(100)).block().session());
        assertEquals(600, lab.since(begin));
        assertFalse(outcomes.isDrained());
    }

    @Test
    @DisplayName("67: 3 idle sessions: each exactly once, the one that is idle longest first")
    void outcomes_threeIdle_givesEachOnceOldestFirst() {
        Session a = lab.start("a");
        Session b = lab.start("b");
        Session c = lab.start("c");
        for (Session session : List.of(b, c, a)) {
            lab.touch(session);
            lab.pass(10);
        }
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        List<Session> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            order.add(outcomes.awaitAnyIdle(ofMillis(100)).block().session());
        }
        assertEquals(List.of(b, c, a), order);
        assertTrue(outcomes.awaitAnyIdle(ofMillis(100))
                .within(ofMillis(500))
                .blockOptional()
                .isEmpty());
    }

    @Test
    @DisplayName("67: several threads share a source of outcomes: each outcome is taken by one of them only")
    void outcomes_manyThreads_giveEachOutcomeOnce() throws Exception {
        int sessions = 60;
        for (int i = 0; i < sessions; i++) {
            lab.start("s" + i);
        }
        Outcomes outcomes = lab.wsh.outcomes();
        takenByManyThreads(
                sessions,
                () -> outcomes.awaitAnyIdle(ofMillis(100))
                        .within(ofMillis(1000))
                        .blockOptional()
                        .map(Settled::session)
                        .map(Session::name));
    }

    @Test
    @DisplayName("67, twin: a source of outcomes that looks first and takes later gives an outcome twice")
    void takenByManyThreads_lookThenTake_isFoundOut() {
        AtomicInteger next = new AtomicInteger();
        CyclicBarrier allHaveLooked = new CyclicBarrier(8);
        assertThrows(
                AssertionError.class,
                () -> takenByManyThreads(60, () -> {
                    int taken = next.get();
                    if (taken == 0) {
                        allHaveLooked.await();
                    }
                    next.compareAndSet(taken, taken + 1); // whoever lost has the outcome all the same
                    return taken < 60 ? Optional.of("s" + taken) : Optional.empty();
                }));
    }

    @FunctionalInterface
    private interface Taker {
        Optional<String> take() throws Exception;
    }

    private static void takenByManyThreads(int outcomes, Taker taker) throws InterruptedException {
        Map<String, Integer> taken = new ConcurrentHashMap<>();
        CyclicBarrier together = new CyclicBarrier(8);
        Race.inThreads(8, i -> {
            together.await();
            for (var one = taker.take(); one.isPresent(); one = taker.take()) {
                taken.merge(one.get(), 1, Integer::sum);
            }
        });
        assertEquals(outcomes, taken.size());
        taken.forEach((name, times) -> assertEquals(1, times, name));
    }

    @Test
    @DisplayName("68: quiet for 300 ms, any(200, fresh): at +200")
    void awaitAnyIdleFresh_quiet_waitsAFullWindow() {
        lab.touch(lab.start("alpha"));
        lab.pass(300);
        Duration begin = lab.time.elapsed();
        lab.wsh.awaitAnyIdle(idle(ofMillis(200)).fromNow()).block();
        assertEquals(200, lab.since(begin));
    }

    @Test
    @DisplayName("69: no sessions, or none with the tag: NoSessionsException at once; waitForMembers() waits")
    void awaitAnyIdle_nobody_failsAtOnceOrWaits() {
        assertTrue(lab.wsh.awaitAnyIdle(ofMillis(100)).isCompletedExceptionally());
        assertThrows(
                NoSessionsException.class,
                () -> lab.wsh.awaitAnyIdle(ofMillis(100)).block());
        lab.start("other", "other");
        assertThrows(
                NoSessionsException.class,
                () -> lab.wsh.tagged("tag").awaitAnyIdle(ofMillis(100)).block());
        assertThrows(
                NoSessionsException.class,
                () -> lab.wsh
                        .tagged("tag")
                        .outcomes()
                        .awaitAnyIdle(ofMillis(100))
                        .block());
        Pending<Settled> later = lab.wsh.tagged("tag").waitForMembers().awaitAnyIdle(ofMillis(100));
        lab.pass(1000);
        assertFalse(later.isDone());
        Duration begin = lab.time.elapsed();
        Session joined = lab.start("joined", "tag");
        assertSame(joined, later.block().session());
        assertEquals(100, lab.since(begin));
    }

    @Test
    @DisplayName("70: q1 tagged build, q2 tagged test: each race has its own member; an unknown tag none")
    void awaitAnyIdle_byTag_givesItsMember() {
        Session q1 = lab.start("q1", "build");
        Session q2 = lab.start("q2", "test");
        lab.touch(q1);
        lab.touch(q2);
        lab.pass(200);
        assertSame(
                q1, lab.wsh.tagged("build").awaitAnyIdle(ofMillis(100)).block().session());
        assertSame(
                q2, lab.wsh.tagged("test").awaitAnyIdle(ofMillis(100)).block().session());
        assertThrows(
                NoSessionsException.class,
                () -> lab.wsh.tagged("nonexistent").awaitAnyIdle(ofMillis(100)).block());
    }

    @Test
    @DisplayName("71: a member exits: the race ends with it")
    void awaitAnyIdle_memberExits_isItsOutcome() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touchEvery(10, alpha);
        lab.touchEvery(10, beta);
        Pending<Settled> race = lab.wsh.awaitAnyIdle(ofMillis(500));
        lab.pass(50);
        lab.terminal(alpha).exit(4);
        Settled.Ended ended = assertInstanceOf(Settled.Ended.class, race.block());
        assertSame(alpha, ended.session());
        assertEquals(OptionalInt.of(4), ended.status().code());
        assertEquals(50, lab.since(Duration.ZERO));
    }

    @Test
    @DisplayName("71: a member is killed: the race ends with it")
    void awaitAnyIdle_memberKilled_isItsOutcome() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touchEvery(10, alpha);
        lab.touchEvery(10, beta);
        Pending<Settled> race = lab.wsh.awaitAnyIdle(ofMillis(500));
        alpha.kill();
        assertSame(alpha, assertInstanceOf(Settled.Ended.class, race.block()).session());
    }

    @Test
    @DisplayName("71: a member is renamed: the race goes on")
    void awaitAnyIdle_memberRenamed_goesOn() {
        Session alpha = lab.start("alpha", "ci");
        SessionGroup group = lab.wsh.tagged("ci");
        Outcomes outcomes = group.outcomes();
        Pending<Settled> race = group.awaitAnyIdle(ofMillis(200));
        Pending<Settled> turn = outcomes.awaitAnyIdle(ofMillis(200));
        lab.pass(50);
        alpha.rename("omega");
        assertEquals("omega", race.block().session().name());
        assertEquals("omega", turn.block().session().name());
    }

    @Test
    @DisplayName("71: a member is closed while others run: no error, the race goes on with them")
    void awaitAnyIdle_memberClosed_goesOnWithTheRest() {
        Session alpha = lab.start("alpha");
        Session beta = lab.start("beta");
        lab.touchEvery(10, alpha);
        Outcomes outcomes = lab.wsh.outcomes();
        lab.touch(beta);
        Pending<Settled> turn = outcomes.awaitAnyIdle(ofMillis(200));
        alpha.close();
        assertSame(beta, turn.block().session());
    }

    @Test
    @DisplayName("71: a member that ended before the outcomes were asked for is reported once, then it is drained")
    void outcomes_endedBefore_isReportedOnce() {
        Session alpha = lab.start("alpha");
        lab.terminal(alpha).exit(0);
        alpha.onExit().block();
        Outcomes outcomes = lab.wsh.outcomes();
        assertFalse(outcomes.isDrained());
        assertSame(alpha, outcomes.awaitAnyIdle(ofMillis(100)).block().session());
        assertTrue(outcomes.isDrained());
        assertThrows(
                NoSessionsException.class,
                () -> outcomes.awaitAnyIdle(ofMillis(100)).block());
    }

    @Test
    @DisplayName("72: a session with the tag is created during a race: it can win")
    void awaitAnyIdle_joinedMeanwhile_canWin() {
        Session busy = lab.start("busy", "ci");
        lab.touchEvery(10, busy);
        Pending<Settled> race = lab.wsh.tagged("ci").awaitAnyIdle(ofMillis(100));
        Pending<Settled> turn = lab.wsh.tagged("ci").outcomes().awaitAnyIdle(ofMillis(100));
        lab.pass(300);
        Session late = lab.start("late", "ci");
        assertSame(late, race.block().session());
        assertSame(late, turn.block().session());
        assertEquals(400, lab.since(Duration.ZERO));
    }
}
