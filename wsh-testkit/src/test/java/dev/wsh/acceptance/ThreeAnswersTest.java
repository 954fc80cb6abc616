package dev.wsh.acceptance;

import static dev.wsh.Conditions.allOf;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.screen;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.ConditionFailedException;
import dev.wsh.Pending;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.WaitTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A look says yes, no or not known yet; what is not known yet is never taken for a no. */
class ThreeAnswersTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void negate_idleSession_waitsForTheNextActivity() {
        Session session = lab.start("s");
        lab.touch(session);
        lab.pass(5000);
        Pending<Screen> active = session.await(idle(ofSeconds(1)).negate());
        lab.time.settle();
        assertFalse(active.isDone(), "the session has been quiet for 5 s");
        lab.pass(1000);
        assertFalse(active.isDone());
        lab.touch(session);
        assertTrue(active.isDone());
    }

    @Test
    void holding_idle_comesTrueAfterBothTimes() {
        Session session = lab.start("s");
        lab.touch(session);
        Duration begin = lab.time.elapsed();
        session.await(idle(ofMillis(200)).holding(ofMillis(300))).block();
        assertEquals(500, lab.since(begin));
    }

    @Test
    void holding_idleBroken_countsAnew() {
        Session session = lab.start("s");
        lab.touch(session);
        Duration begin = lab.time.elapsed();
        lab.touchIn(400, session);
        session.await(idle(ofMillis(200)).holding(ofMillis(300))).block();
        assertEquals(400 + 500, lab.since(begin));
    }

    @Test
    void holding_visibleAndIdle_comesTrue() {
        Session session = lab.start("s");
        lab.terminal(session).output("ready");
        lab.time.settle();
        Duration begin = lab.time.elapsed();
        session.await(visible("ready").and(idle(ofMillis(200))).holding(ofMillis(300)))
                .block();
        assertEquals(500, lab.since(begin));
    }

    @Test
    void on_idle_answersOncePerQuiet() {
        Session session = lab.start("s");
        List<Duration> answers = new ArrayList<>();
        session.on(idle(ofMillis(100)), (s, settled) -> answers.add(lab.time.elapsed()));
        Duration begin = lab.time.elapsed();
        lab.touch(session);
        lab.pass(2000);
        assertEquals(List.of(begin.plusMillis(100)), answers);
        lab.touch(session);
        lab.pass(2000);
        assertEquals(2, answers.size());
    }

    @Test
    void firstOf_idleAndMore_theEarlierWins() {
        Session session = lab.start("s");
        lab.terminal(session).output("x");
        lab.pass(1000);
        String won = session.await(firstOf(
                        idle(ofMillis(100)).map(settled -> "idle"), visible("x").map(match -> "x")))
                .block();
        assertEquals("idle", won);
        String other = session.await(firstOf(
                        idle(ofSeconds(100)).map(settled -> "idle"),
                        visible("x").map(match -> "x")))
                .block();
        assertEquals("x", other);
    }

    @Test
    void firstOf_theEarlierTurnsOutFalse_whatTheLaterFoundIsKept() {
        Session session = lab.start("s");
        lab.terminal(session).output("x");
        lab.time.settle();
        Condition<String> slow =
                screen("blank", shown -> shown.text().isEmpty()).map(any -> "blank");
        Pending<String> pending = session.await(firstOf(slow, visible("x").map(match -> "x")));
        lab.terminal(session).output("\r\033[K."); // gone before the predicate has answered
        assertEquals("x", pending.block());
    }

    @Test
    void unless_idleIsHopeless_failsWhenItIsConfirmed() {
        Session session = lab.start("s");
        lab.touch(session);
        Duration begin = lab.time.elapsed();
        Pending<?> pending = session.await(text("never").unless(idle(ofMillis(300))));
        assertThrows(ConditionFailedException.class, pending::block);
        assertEquals(300, lab.since(begin));
    }

    @Test
    void unless_alreadyQuietAndAlreadyShown_isHopeless() {
        Session session = lab.start("s");
        lab.terminal(session).output("done");
        lab.pass(1000);
        Pending<?> pending = session.await(visible("done").unless(idle(ofMillis(300))));
        assertThrows(ConditionFailedException.class, pending::block);
    }

    @Test
    void allOf_predicates_lookAtOneScreen() {
        Session session = lab.start("s");
        lab.terminal(session).play(every(ofMillis(2), 5000, out("\rtick")), after(ofMillis(2)));
        List<Long> versions = new ArrayList<>();
        Condition<Screen> a = screen("a", shown -> versions.add(shown.version()));
        Condition<Screen> b = screen("b", shown -> versions.add(shown.version()));
        session.await(a.and(b)).within(ofSeconds(1)).block();
        assertEquals(versions.get(0), versions.get(1));
        versions.clear();
        session.await(allOf(a, b)).within(ofSeconds(1)).block();
        assertEquals(versions.get(0), versions.get(1));
    }

    @Test
    void allOf_predicatesOfDifferentScreens_neverCombine() {
        Session session = lab.start("s");
        lab.terminal(session).play(every(ofMillis(2), out("\rA"), after(ofMillis(1)), out("\rB")));
        Condition<Screen> a = screen("a", shown -> shown.text().equals("A"));
        Condition<Screen> b = screen("b", shown -> shown.text().equals("B"));
        Pending<Screen> both = session.await(a.and(b)).within(ofMillis(300));
        assertThrows(WaitTimeoutException.class, both::block);
    }

    @Test
    void holding_textThatToggles_neverHolds() {
        Session session = lab.start("s");
        lab.terminal(session).play(every(ofMillis(100), out("\rON "), after(ofMillis(50)), out("\rOFF")));
        Pending<?> held = session.await(visible("ON").holding(ofMillis(70))).within(ofSeconds(3));
        assertThrows(WaitTimeoutException.class, held::block);
    }

    @Test
    void screen_assertionFails_isNotYetAndInTheEvidence() {
        Session session = lab.start("s");
        lab.terminal(session).play(after(ofMillis(100)), out("ok"));
        session.await(screen("an assertion", shown -> {
                    assertEquals("ok", shown.text());
                    return true;
                }))
                .within(ofSeconds(1))
                .block();
        Condition<Screen> never = screen("another", shown -> {
            assertEquals("ok", shown.line(1));
            return true;
        });
        Pending<?> late = session.await(visible("ok").and(visible("nok"))).within(ofSeconds(1));
        assertEquals(
                List.of("missing: visible \"nok\""),
                assertThrows(WaitTimeoutException.class, late::block)
                        .evidence()
                        .get(0)
                        .reasons());
        WaitTimeoutException failed =
                assertThrows(WaitTimeoutException.class, session.await(never).within(ofSeconds(1))::block);
        assertTrue(
                failed.getMessage().contains("\n  another threw org.opentest4j.AssertionFailedError: expected"),
                failed::getMessage);
    }

    @Test
    void negate_predicateThrows_failsTheWait() {
        Session session = lab.start("s");
        Pending<Screen> pending = session.await(screen("bad", shown -> {
                    throw new IllegalStateException("mine");
                })
                .negate());
        Throwable failure = assertThrows(RuntimeException.class, pending::block);
        assertEquals(
                "mine", Optional.ofNullable(failure.getCause()).orElse(failure).getMessage());
    }

    @Test
    void awaitIdle_sequenceCompletesEarly_isQuietAWindowLater() {
        Session session = lab.start("s");
        Duration begin = lab.time.elapsed();
        lab.terminal(session).output("\033[");
        Pending<?> idle = session.awaitIdle(ofMillis(100));
        lab.terminal(session).play(after(ofMillis(50)), out("m"));
        idle.block();
        assertEquals(150, lab.since(begin));
    }
}
