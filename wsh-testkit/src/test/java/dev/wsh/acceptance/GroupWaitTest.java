package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Match;
import dev.wsh.NoSessionsException;
import dev.wsh.Pending;
import dev.wsh.Race.Winner;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionGroup;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import dev.wsh.WshClosedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Waits for all members of a group, and for any of them with a condition. */
class GroupWaitTest {

    private final FakeLab lab = new FakeLab();
    private final Session alpha = lab.start("alpha", "ci");
    private final Session beta = lab.start("beta", "ci");
    private final Session other = lab.start("other");

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    @DisplayName("awaitAll: the condition has come true of every member; the values in order of creation")
    void awaitAll_trueOfAll_hasEachValue() {
        Pending<Map<Session, Match>> all = lab.wsh.tagged("ci").awaitAll(text("ready"));
        lab.print(beta, "ready");
        lab.print(other, "ready");
        assertFalse(all.isDone(), "alpha is not");
        lab.print(alpha, "alpha is ready");
        Map<Session, Match> values = all.join();
        assertEquals(List.of(alpha, beta), List.copyOf(values.keySet()));
        assertEquals(9, values.get(alpha).region().col());
    }

    @Test
    @DisplayName("a mistyped tag is no success: waits for all fail and say which tags there are")
    void awaitAll_nobody_namesTheTags() {
        SessionGroup mistyped = lab.wsh.tagged("cj");
        for (Pending<?> all : List.of(
                mistyped.awaitAll(text("x")),
                mistyped.awaitAllIdle(ofMillis(1)),
                mistyped.awaitAllExit(),
                mistyped.awaitAny(text("x")))) {
            NoSessionsException nobody = assertThrows(NoSessionsException.class, all::block);
            assertTrue(nobody.getMessage().contains("tagged cj"), nobody.getMessage());
            assertTrue(nobody.getMessage().contains("ci (2)"), nobody.getMessage());
        }
        assertEquals(List.of(), mistyped.allowEmpty().awaitAllExit().block());
        assertEquals(Map.of(), mistyped.allowEmpty().awaitAll(text("x")).block());
    }

    @Test
    @DisplayName("waitForMembers: waits for all wait for a first member, and then for those that are there")
    void waitForMembers_allOfNobody_waitForTheFirst() {
        SessionGroup later = lab.wsh.tagged("late").waitForMembers();
        Pending<Map<Session, Match>> all = later.awaitAll(visible("hi"));
        Pending<List<Settled>> idle = later.awaitAllIdle(ofMillis(100));
        Pending<List<Settled.Ended>> exit = later.awaitAllExit();
        lab.pass(1000);
        lab.print(alpha, "hi");
        lab.time.settle();
        assertFalse(all.isDone() || idle.isDone() || exit.isDone(), "nobody is there");
        Session first = lab.start("first", "late");
        Session second = lab.start("second", "late");
        lab.pass(50);
        lab.print(second, "hi");
        assertFalse(all.isDone(), "the first does not show it");
        lab.print(first, "hi");
        assertEquals(Set.of(first), all.join().keySet(), "whoever joins later is not waited for");
        assertFalse(idle.isDone());
        assertSame(first, idle.block().get(0).session());
        lab.terminal(first).exit(3);
        assertEquals(OptionalInt.of(3), exit.block().get(0).status().code());
    }

    @Test
    @DisplayName("waitForMembers: a session becomes a member by a tag; all that are there by then are waited for")
    void waitForMembers_severalAtOnce_waitForAllOfThem() {
        Pending<Map<Session, Match>> all = lab.wsh
                .matching(session -> alpha.tags().contains("late"))
                .waitForMembers()
                .awaitAll(visible("hi"));
        lab.time.settle();
        assertFalse(all.isDone());
        alpha.addTags("late");
        lab.time.settle();
        lab.print(alpha, "hi");
        lab.print(beta, "hi");
        assertFalse(all.isDone(), "the third does not show it");
        lab.print(other, "hi");
        assertEquals(List.of(alpha, beta, other), List.copyOf(all.join().keySet()));
    }

    @Test
    @DisplayName("waitForMembers: the wait for the first counts for the deadline; a close of all ends it")
    void waitForMembers_nobodyComes_reachesTheDeadlineOrTheClose() {
        SessionGroup later = lab.wsh.tagged("late").waitForMembers();
        Pending<?> all = later.awaitAll(visible("hi")).within(ofMillis(300));
        Pending<?> open = later.awaitAllExit().unbounded();
        Pending<?> given = later.awaitAllExit();
        given.cancel(true);
        lab.pass(200);
        lab.start("first", "late");
        Duration begin = lab.time.elapsed();
        assertThrows(WaitTimeoutException.class, all::block);
        assertEquals(100, lab.since(begin));
        assertFalse(open.isDone());
        Pending<?> never =
                lab.wsh.tagged("never").waitForMembers().awaitAllExit().unbounded();
        lab.wsh.close();
        assertThrows(WshClosedException.class, never::block);
        assertThrows(
                WshClosedException.class,
                () -> lab.wsh.tagged("never").waitForMembers().awaitAllExit().block());
    }

    @Test
    @DisplayName("of allowEmpty and waitForMembers the last one holds; a race over nobody fails with advice that fits")
    void allowEmpty_race_failsWithAdvice() {
        SessionGroup nobody = lab.wsh.tagged("late").waitForMembers().allowEmpty();
        assertEquals(List.of(), nobody.awaitAllExit().block());
        for (Pending<?> any :
                List.of(nobody.awaitAny(visible("x")), nobody.awaitAnyIdle(ofMillis(1)), nobody.awaitAnyExit())) {
            NoSessionsException failure = assertThrows(NoSessionsException.class, any::block);
            assertTrue(
                    failure.getMessage().contains("allowEmpty() holds for waits for all only"), failure.getMessage());
        }
        NoSessionsException plain = assertThrows(
                NoSessionsException.class,
                () -> lab.wsh.tagged("late").awaitAnyExit().block());
        assertFalse(plain.getMessage().contains("allowEmpty"), plain.getMessage());
        Pending<?> waiting = nobody.waitForMembers().awaitAllExit();
        lab.time.settle();
        assertFalse(waiting.isDone());
    }

    @Test
    @DisplayName("members that have all ended are no mistake")
    void awaitAllExit_allHaveEnded_succeeds() {
        lab.terminal(alpha).exit(0);
        lab.terminal(beta).exit(0);
        lab.time.settle();
        assertEquals(List.of(), lab.wsh.tagged("ci").awaitAllExit().block());
    }

    @Test
    @DisplayName("sessions that were all closed are none either; before the first start there is nobody")
    void awaitAllExit_allClosed_succeeds() {
        List.of(alpha, beta, other).forEach(Session::close);
        assertEquals(List.of(), lab.wsh.awaitAllExit().block());
        try (FakeLab empty = new FakeLab()) {
            assertThrows(
                    NoSessionsException.class, () -> empty.wsh.awaitAllExit().block());
        }
    }

    @Test
    @DisplayName("awaitAll: a member that ends without it fails the wait")
    void awaitAll_memberEnds_fails() {
        Pending<Map<Session, Match>> all = lab.wsh.tagged("ci").awaitAll(text("ready"));
        lab.print(beta, "ready");
        lab.terminal(alpha).exit(2);
        SessionEndedException ended = assertThrows(SessionEndedException.class, all::block);
        assertTrue(ended.getMessage().contains("alpha"), ended.getMessage());
        assertEquals(OptionalInt.of(2), ended.exitStatus().orElseThrow().code());
    }

    @Test
    @DisplayName("awaitAllIdle: one outcome for each; an end is one")
    void awaitAllIdle_oneEnds_hasBothOutcomes() {
        lab.print(alpha, "x");
        Pending<List<Settled>> all = lab.wsh.tagged("ci").awaitAllIdle(ofMillis(100));
        lab.terminal(beta).exit(0);
        List<Settled> outcomes = all.block();
        assertSame(alpha, outcomes.get(0).session());
        assertInstanceOf(Settled.Idle.class, outcomes.get(0));
        assertSame(beta, outcomes.get(1).session());
        assertInstanceOf(Settled.Ended.class, outcomes.get(1));
        assertEquals(2, outcomes.size());
    }

    @Test
    @DisplayName("awaitAllExit: one end for each, in order of creation")
    void awaitAllExit_allEnd_hasEachEnd() {
        Pending<List<Settled.Ended>> all = lab.wsh.tagged("ci").awaitAllExit();
        lab.terminal(beta).exit(1);
        lab.time.settle();
        assertFalse(all.isDone());
        lab.terminal(alpha).exit(0);
        List<Settled.Ended> ends = all.block();
        assertEquals(List.of(alpha, beta), ends.stream().map(Settled::session).toList());
        assertEquals(
                List.of(OptionalInt.of(0), OptionalInt.of(1)),
                ends.stream().map(end -> end.status().code()).toList());
    }

    @Test
    @DisplayName("awaitAny: the first member of which the condition is true, with its value")
    void awaitAny_trueOfOne_givesIt() {
        Pending<Winner<Match>> any = lab.wsh.tagged("ci").awaitAny(visible("ready"));
        lab.print(other, "ready");
        assertFalse(any.isDone(), "it is no member");
        lab.print(beta, "is ready");
        assertSame(beta, any.join().session());
        assertEquals(3, any.join().value().region().col());
    }

    @Test
    @DisplayName("awaitAny: a member that ends without it leaves the race to the others")
    void awaitAny_memberEnds_goesOn() {
        Pending<Winner<Match>> any = lab.wsh.tagged("ci").awaitAny(text("ready"));
        lab.terminal(alpha).exit(1);
        lab.time.settle();
        assertFalse(any.isDone());
        lab.print(beta, "ready");
        assertSame(beta, any.join().session());
    }

    @Test
    @DisplayName("awaitAny: the deadline has the evidence of every member")
    void awaitAny_deadlinePasses_hasEvidenceOfEach() {
        Pending<Winner<Match>> any =
                lab.wsh.tagged("ci").awaitAny(text("ready")).within(ofSeconds(1));
        WaitTimeoutException timeout = assertThrows(WaitTimeoutException.class, any::block);
        assertEquals(
                List.of("alpha", "beta"),
                timeout.evidence().stream().map(seen -> seen.session().name()).toList());
    }
}
