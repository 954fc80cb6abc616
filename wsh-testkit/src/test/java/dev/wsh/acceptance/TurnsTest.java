package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Outcomes;
import dev.wsh.Session;
import dev.wsh.Settled;
import dev.wsh.testkit.FakePty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many turns of one group: each costs what has changed since the one before, and only the cost tells. */
class TurnsTest {

    private static final int MANY = 60;

    private final FakePty pty = FakePty.script();
    private final CountingProbes counting = new CountingProbes(pty);
    private final FakeLab lab = new FakeLab(pty, builder -> builder.ptyProvider(counting));

    @AfterEach
    void close() {
        lab.close();
    }

    private Settled turn(Outcomes outcomes) {
        return outcomes.awaitAnyIdle(ofMillis(100)).within(ofMillis(500)).block();
    }

    private boolean isNobodyQuiet(Outcomes outcomes) {
        return outcomes.awaitAnyIdle(ofMillis(100))
                .within(ofMillis(20))
                .blockOptional()
                .isEmpty();
    }

    @Test
    @DisplayName("the outcomes of many quiet members, one a turn: each is asked twice, not once for each turn")
    void outcomes_manyQuiet_asksEachTwice() {
        Set<Session> quiet = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            quiet.add(lab.start("s" + i, "job"));
        }
        lab.pass(100);
        Outcomes outcomes = lab.wsh.tagged("job").outcomes();
        for (int i = 0; i < MANY; i++) {
            assertTrue(quiet.remove(turn(outcomes).session()));
        }
        int probes = counting.probes().get();
        assertTrue(probes <= 2 * MANY, () -> probes + " probes for " + MANY + " members");
    }

    @Test
    @DisplayName("a member that goes on between two turns is asked again, and comes when it is quiet")
    void outcomes_goesOnBetweenTurns_isNotIdle() {
        Session first = lab.start("first");
        lab.pass(10);
        Session second = lab.start("second");
        lab.pass(10);
        Session third = lab.start("third");
        lab.pass(200);
        Outcomes outcomes = lab.wsh.outcomes();
        assertSame(first, turn(outcomes).session());
        lab.touch(second);
        assertSame(third, turn(outcomes).session());
        assertTrue(isNobodyQuiet(outcomes));
        Settled.Idle idle = assertInstanceOf(Settled.Idle.class, turn(outcomes));
        assertSame(second, idle.session());
        assertEquals(ofMillis(100), idle.quietFor());
        assertEquals(".", idle.screen().line(0));
    }

    @Test
    @DisplayName("a member that goes on after its report is reported again in a later turn")
    void outcomes_goesOnAfterItsReport_isReportedAgain() {
        lab.touchEvery(10, lab.start("busy"));
        Session first = lab.start("first");
        lab.pass(10);
        Session second = lab.start("second");
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        assertSame(first, turn(outcomes).session());
        lab.touch(first);
        lab.pass(100);
        assertSame(second, turn(outcomes).session());
        assertSame(first, turn(outcomes).session());
    }

    @Test
    @DisplayName("an outcome is told with the screen and the time of its own turn")
    void outcomes_laterTurn_hasItsOwnMoment() {
        lab.start("first");
        lab.pass(10);
        Session second = lab.start("second");
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        turn(outcomes);
        lab.pass(300);
        Settled.Idle idle = assertInstanceOf(Settled.Idle.class, turn(outcomes));
        assertSame(second, idle.session());
        assertEquals(ofMillis(400), idle.quietFor());
    }

    @Test
    @DisplayName("who is closed between two turns, or is no member any more, has no outcome")
    void outcomes_leavesBetweenTurns_isNotReported() {
        Outcomes outcomes = lab.wsh.tagged("job").outcomes();
        Session first = lab.start("first", "job");
        lab.pass(10);
        Session closed = lab.start("closed", "job");
        Session untagged = lab.start("untagged", "job");
        lab.pass(10);
        Session last = lab.start("last", "job");
        lab.pass(100);
        assertSame(first, turn(outcomes).session());
        closed.close();
        untagged.update(change -> change.removeTags("job"));
        assertSame(last, turn(outcomes).session());
        assertTrue(isNobodyQuiet(outcomes));
        untagged.update(change -> change.addTags("job"));
        assertSame(untagged, turn(outcomes).session());
    }

    @Test
    @DisplayName("who joins between two turns takes part, and wins if it has been quiet longer")
    void outcomes_joinsBetweenTurns_takesPart() {
        Outcomes outcomes = lab.wsh.tagged("job").outcomes();
        Session oldest = lab.start("oldest");
        lab.pass(10);
        Session first = lab.start("first", "job");
        lab.pass(10);
        Session second = lab.start("second", "job");
        lab.pass(100);
        assertSame(first, turn(outcomes).session());
        oldest.update(change -> change.addTags("job"));
        Session youngest = lab.start("youngest", "job");
        assertSame(oldest, turn(outcomes).session());
        assertSame(second, turn(outcomes).session());
        assertSame(youngest, turn(outcomes).session());
    }

    @Test
    @DisplayName("who ends between two turns is an outcome, once, in the place of its silence")
    void outcomes_endsBetweenTurns_isReportedOnce() {
        Session reported = lab.start("reported");
        lab.pass(10);
        Session quiet = lab.start("quiet");
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        assertSame(reported, turn(outcomes).session());
        lab.terminal(reported).exit(3);
        lab.time.settle();
        Settled end = turn(outcomes);
        assertSame(reported, end.session());
        assertTrue(end.exitStatus().isPresent());
        assertSame(quiet, turn(outcomes).session());
        assertTrue(isNobodyQuiet(outcomes));
        assertFalse(outcomes.isDrained());
    }

    @Test
    @DisplayName("a view by a test asks it at each turn, whatever it depends on")
    void outcomes_byATest_asksAtEachTurn() {
        List<String> wanted = new ArrayList<>(List.of("a", "b"));
        Outcomes outcomes =
                lab.wsh.matching(session -> wanted.contains(session.name())).outcomes();
        Session a = lab.start("a");
        Session b = lab.start("b");
        Session c = lab.start("c");
        lab.pass(100);
        assertSame(a, turn(outcomes).session());
        wanted.clear();
        wanted.add("c");
        assertSame(c, turn(outcomes).session());
        wanted.add("b");
        assertSame(b, turn(outcomes).session());
    }

    @Test
    @DisplayName("turns with other windows may alternate: what one has reported, the other does not")
    void outcomes_alternatingWindows_giveEachOnce() {
        Session first = lab.start("first");
        lab.pass(10);
        Session second = lab.start("second");
        lab.pass(10);
        Session third = lab.start("third");
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        assertSame(first, turn(outcomes).session());
        assertSame(second, outcomes.awaitAnyIdle(ofMillis(50)).block().session());
        assertSame(third, turn(outcomes).session());
        assertTrue(isNobodyQuiet(outcomes));
    }

    @Test
    @DisplayName("a second after the last turn nobody is asked any more")
    void outcomes_noTurnForASecond_leavesNothing() {
        Session first = lab.start("first");
        lab.pass(10);
        Session second = lab.start("second");
        lab.pass(100);
        turn(lab.wsh.outcomes());
        lab.pass(1001);
        assertAsksNobody(first, second);
    }

    @Test
    @DisplayName("after a turn that was cancelled nobody is asked any more")
    void outcomes_turnCancelled_leavesNothing() {
        Session first = lab.start("first");
        lab.pass(10);
        Session second = lab.start("second");
        lab.pass(100);
        Outcomes outcomes = lab.wsh.outcomes();
        turn(outcomes);
        turn(outcomes);
        outcomes.awaitAnyIdle(ofMillis(100)).cancel(/* mayInterruptIfRunning= */ true);
        assertAsksNobody(first, second);
    }

    private void assertAsksNobody(Session... sessions) {
        int before = counting.probes().get();
        for (Session session : sessions) {
            lab.touch(session);
        }
        lab.pass(1000);
        assertEquals(before, counting.probes().get());
    }
}
