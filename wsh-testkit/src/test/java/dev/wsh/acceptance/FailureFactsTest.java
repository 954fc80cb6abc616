package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Evidence;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Region;
import dev.wsh.Session;
import dev.wsh.WaitInterruptedException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.testkit.FakePty;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a failed wait knows of the mistake. */
class FailureFactsTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private Evidence evidence(Session session, Condition<?> condition) {
        WaitTimeoutException failure = assertThrows(
                WaitTimeoutException.class,
                () -> session.await(condition).within(ofMillis(10)).block());
        Evidence evidence = failure.evidence().get(0);
        evidence.reasons().forEach(reason -> assertTrue(failure.getMessage().contains(reason), failure::getMessage));
        return evidence;
    }

    private List<String> reasons(Session session, Condition<?> condition) {
        return evidence(session, condition).reasons();
    }

    private Session printed(String output) {
        Session session = lab.start("s" + output.hashCode());
        lab.print(session, output);
        return session;
    }

    @Test
    void timeout_textInHistory_namesTheLine() {
        Session session = printed("one\r\ntwo\r\n" + "x\r\n".repeat(40));
        assertEquals(
                List.of("\"two\" is in the history, in line 1, but is not on the screen"),
                reasons(session, visible("two")));
        assertEquals(
                List.of("\"two\" is in the history, in line 1, but was there before the mark"),
                reasons(session, text("two").since(session.mark())));
        session.sendLine("go");
        assertEquals(
                List.of("\"two\" is in the history, in line 1, but was there before the last input"),
                reasons(session, text("two")));
    }

    @Test
    void timeout_textThereBeforeTheMark_namesTheRow() {
        Session session = printed("one\r\ntwo\r\n");
        assertEquals(
                List.of("\"two\" stands in row 1, but was there before the mark"),
                reasons(session, text("two").since(session.mark())));
        assertEquals(
                List.of("\"two\" stands in row 1, but not in the place or style that was asked for"),
                reasons(session, text("two").in(Region.rows(5, 6))));
    }

    @Test
    void timeout_otherCase_isTold() {
        Session session = printed("Ready.\r\n");
        assertEquals(List.of("\"READY\" stands in row 0 in another case: \"Ready\""), reasons(session, text("READY")));
    }

    @Test
    void timeout_regexGivenAsText_isTold() {
        Session session = printed("port 8080\r\n");
        assertEquals(
                List.of("\"port \\d+\" looks like a regular expression, but was given as text: use"
                        + " text(Pattern.compile(…)), which would match row 0"),
                reasons(session, text("port \\d+")));
        assertEquals(List.of(), reasons(session, text("C++ and (more")));
    }

    @Test
    void timeout_regexOverTwoLines_isTold() {
        Session session = printed("a\r\nb\r\n");
        assertEquals(
                List.of("/a\\nb/ asks for a line end, but a regular expression is searched within one line"),
                reasons(session, text(Pattern.compile("a\\nb"))));
    }

    @Test
    void timeout_regex_hasTheNearestLine() {
        Session session = printed("listening on socket 8\r\n");
        assertEquals(
                "row 0: listening on socket 8",
                evidence(session, text(Pattern.compile("listening on port (\\d+)")))
                        .nearest()
                        .orElseThrow());
    }

    @Test
    void timeout_and_namesThePartThatIsMissing() {
        Session session = printed("left\r\n");
        List<String> reasons = reasons(session, text("left").and(text("right")));
        assertTrue(reasons.contains("missing: text \"right\""), reasons::toString);
        assertFalse(reasons.toString().contains("missing: text \"left\""), reasons::toString);
    }

    @Test
    void timeout_outputEndsInTheMiddle_isTold() {
        assertTrue(reasons(printed("a\033]0;title"), text("z"))
                .contains("the output ends inside an escape sequence or a character"));
        assertTrue(
                reasons(printed("a\033[?2026hb"), text("z")).contains("the output ends inside a synchronized update"));
    }

    @Test
    void timeout_sinceAnInput_namesTheInput() {
        Session session = printed("$ ");
        assertTrue(evidence(session, text("z").since(session.startMark()))
                .awaited()
                .endsWith("since the start"));
        Mark typed = session.send(Key.ctrl('c'));
        assertEquals(
                "text \"z\" since Ctrl+c",
                evidence(session, text("z").since(typed)).awaited());
        Mark match = session.awaitText("$ ").block().mark();
        assertEquals(
                "text \"z\" since the match \"$ \"",
                evidence(session, text("z").since(match)).awaited());
    }

    @Test
    void timeout_linesSinceTheMarkWereDropped_isTold() {
        try (FakeLab small = new FakeLab(FakePty.script(), builder -> builder.scrollback(10))) {
            Session session = small.start("s");
            small.print(session, "before\r\n");
            Mark mark = session.mark();
            small.print(session, "wanted\r\n" + "x\r\n".repeat(100));
            String told = " were dropped from the history before the wait began, so that nobody can search them";
            List<String> reasons = reasons(session, text("wanted").since(mark));
            assertTrue(reasons.get(0).matches("\\d+ lines since mark .*" + told), reasons::toString);
            session.sendLine("go");
            assertEquals(List.of(), reasons(session, text("wanted")));
            small.print(session, "y\r\n".repeat(100));
            reasons = reasons(session, text("wanted"));
            assertTrue(reasons.get(0).matches("\\d+ lines since .*" + told), reasons::toString);
        }
    }

    @Test
    void interrupt_ofAWaitAndOfADependent_hasTheEvidence() {
        Session session = printed("here I am\r\n");
        for (Pending<?> wait : List.of(session.awaitText("never"), (Pending<?>)
                session.awaitText("never").thenApply(Match::line))) {
            Thread.currentThread().interrupt();
            WaitInterruptedException failure = assertThrows(WaitInterruptedException.class, wait::block);
            assertTrue(Thread.interrupted());
            assertTrue(failure.getMessage().contains("0|here I am"), failure::getMessage);
            assertTrue(failure.getMessage().contains("text \"never\" in session"), failure::getMessage);
            assertEquals(session.name(), failure.evidence().get(0).session().name());
        }
    }

    @Test
    void timedGetAndOrTimeout_haveTheEvidence() {
        Session session = printed("here I am\r\n");
        TimeoutException late = assertThrows(
                TimeoutException.class, () -> session.awaitText("never").get(5, TimeUnit.MILLISECONDS));
        assertTrue(late.getMessage().contains("0|here I am"), late::getMessage);
        Pending<Match> limited = session.awaitText("never").orTimeout(5, TimeUnit.MILLISECONDS);
        lab.pass(10);
        ExecutionException failed = assertThrows(ExecutionException.class, limited::get);
        assertTrue(failed.getCause().getMessage().contains("0|here I am"), failed::getMessage);
    }

    @Test
    void within_ofADependent_hasTheEvidenceAndItsName() {
        Session session = printed("here I am\r\n");
        Pending<String> dependent = session.awaitText("never").thenApply(Match::line);
        WaitTimeoutException failure = assertThrows(
                WaitTimeoutException.class,
                () -> dependent.named("the banner").within(ofMillis(5)).block());
        assertTrue(failure.getMessage().startsWith("timed out after 5 ms waiting for the banner"), failure::getMessage);
        assertTrue(failure.getMessage().contains("0|here I am"), failure::getMessage);
    }

    @Test
    void durations_ofCenturies_areFine() {
        Session session = printed("x");
        Duration centuries = Duration.ofDays(365 * 300L);
        Pending<Match> wait = session.await(text("later").holding(centuries)).within(centuries.multipliedBy(2));
        Pending<String> dependent = wait.thenApply(Match::text);
        dependent.within(centuries);
        session.awaitText("later").within(centuries).orTimeout(Long.MAX_VALUE, TimeUnit.DAYS);
        assertFalse(dependent.isDone());
    }
}
