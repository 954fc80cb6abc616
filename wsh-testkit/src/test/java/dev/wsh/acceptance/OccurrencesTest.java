package dev.wsh.acceptance;

import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each occurrence of a text is seen once, however the output is cut and wherever it stands by then. */
class OccurrencesTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static String lines(String text, int from, int to) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(from, to).forEach(i -> lines.append(text).append(i).append("\r\n"));
        return lines.toString();
    }

    /** Returns what {@code on} answers when the output comes in pieces. */
    private List<String> answers(Condition<Match> condition, String... pieces) {
        Session session = lab.start("s" + System.identityHashCode(pieces));
        List<String> answers = new ArrayList<>();
        session.on(condition, (s, match) -> answers.add(match.line()));
        for (String piece : pieces) {
            lab.print(session, piece);
        }
        return answers;
    }

    @Test
    void on_threeLinesInOnePieceOrInThree_answersThree() {
        List<String> three = List.of("job 1", "job 2", "job 3");
        assertEquals(three, answers(text("job"), "job 1\r\njob 2\r\njob 3\r\n"));
        assertEquals(three, answers(text("job"), "job 1\r\n", "job 2\r\n", "job 3\r\n"));
        assertEquals(three, answers(text(Pattern.compile("job \\d")), "job 1\r\njob 2\r\njob 3\r\n"));
        assertEquals(three, answers(visible("job"), "job 1\r\njob 2\r\njob 3\r\n"));
        assertEquals(three, answers(text("job").styled(style -> true), "job 1\r\njob 2\r\njob 3\r\n"));
    }

    @Test
    void on_moreLinesThanTheScreenHas_answersEach() {
        assertEquals(
                IntStream.range(0, 5000).mapToObj(i -> "event " + i).toList(),
                answers(text("event"), lines("event ", 0, 5000)));
    }

    @Test
    void on_severalInALine_answersEach() {
        assertEquals(3, answers(text("ab"), "ab ab ab\r\n").size());
        assertEquals(3, answers(text("ab"), "ab ", "ab ab", "\r\n").size());
        assertEquals(2, answers(text("aa"), "aaa").size());
        assertEquals(2, answers(text("aa"), "aa", "a").size());
    }

    @Test
    void on_eitherOfTwoTexts_answersBoth() {
        assertEquals(
                2, answers(firstOf(text("one"), text("two")), "two\r\none\r\n").size());
        assertEquals(
                2, answers(text("one").or(text("two")), "two\r\n", "one\r\n").size());
    }

    @Test
    void on_progressOnOneLine_answersEachPiece() {
        assertEquals(4, answers(text("%"), "\r10%", "\r20%", "\r20%", "\r30%").size());
    }

    @Test
    void on_textScrollsInARegionAndOnTheOtherScreen_answersEachOnce() {
        String region = "\033[3;6r\033[6;1H";
        assertEquals(30, answers(text("row"), region + lines("row ", 0, 30)).size());
        assertEquals(
                30,
                answers(text("row"), region, lines("row ", 0, 13), lines("row ", 13, 30))
                        .size());
        assertEquals(
                60, answers(text("row"), "\033[?1049h" + lines("row ", 0, 60)).size());
    }

    @Test
    void on_repliesInOrder_oneAtATime() {
        Session session = lab.start("s");
        List<String> log = new ArrayList<>();
        session.on(text("job"), (s, match) -> {
            log.add("begin " + match.line());
            s.awaitText("never").within(ofMillis(50)).blockOptional();
            log.add("end " + match.line());
        });
        lab.print(session, "job 1\r\njob 2\r\n");
        lab.pass(500);
        assertEquals(List.of("begin job 1", "end job 1", "begin job 2", "end job 2"), log);
    }

    @Test
    void outcomes_fourHundredEventsInAnyPieces_areAllSeen() {
        for (int size : new int[] {1, 3, 50, 400}) {
            Session session = lab.start("c" + size, "c" + size);
            Outcomes outcomes = lab.wsh.tagged("c" + size).outcomes();
            List<String> seen = new ArrayList<>();
            int printed = 0;
            while (seen.size() < 400) {
                boolean isBehind = printed - seen.size() > 30; // so that much scrolls off between two turns
                if (printed < 400 && !isBehind) {
                    lab.print(session, lines("event ", printed, Math.min(400, printed + size)));
                    printed += size;
                }
                seen.add(outcomes.awaitAny(text(Pattern.compile("^event \\d+$")))
                        .within(ofSeconds(1))
                        .block()
                        .value()
                        .text());
            }
            assertEquals(IntStream.range(0, 400).mapToObj(i -> "event " + i).toList(), seen);
            Pending<?> more = outcomes.awaitAny(text("event")).within(ofMillis(10));
            assertThrows(WaitTimeoutException.class, more::block);
        }
    }

    /** The second line is erased before anybody looks, and would be looked at first. */
    @Test
    void text_twoInOnePiece_givesTheOneWrittenFirst() {
        Session session = lab.start("s");
        Pending<Match> wait = session.awaitText("ab");
        lab.print(session, "first ab\r\nsecond ab\r\033[K");
        assertEquals("first ab", wait.block().line());
    }

    @Test
    void since_markOfAMatch_goesOnAfterIt() {
        Session session = lab.start("s");
        lab.print(session, lines("done ", 0, 100) + "done done");
        Mark mark = session.startMark();
        for (int i = 0; i < 102; i++) {
            Match match =
                    session.await(text("done").since(mark)).within(ofMillis(10)).block();
            assertEquals(i < 100 ? "done " + i : "done done", match.line());
            assertTrue(match.mark().compareTo(mark) > 0);
            assertEquals(session.id(), match.mark().sessionId());
            mark = match.mark();
        }
        Pending<Match> none = session.await(text("done").since(mark)).within(ofMillis(10));
        assertThrows(WaitTimeoutException.class, none::block);
        lab.print(session, "\rdone");
        session.await(text("done").since(mark)).within(ofMillis(10)).block();
    }

    @Test
    void mark_ofAScreensMatch_saysThatThereIsNone() {
        Session session = lab.start("s");
        lab.print(session, "here\r\n");
        Match found = session.screen().find("here").orElseThrow();
        assertTrue(found.position().isEmpty());
        assertTrue(assertThrows(IllegalStateException.class, found::mark)
                .getMessage()
                .contains("which has no marks"));
        Match awaited = session.awaitText("here").block();
        assertEquals(awaited.mark(), awaited.position().orElseThrow());
    }

    /** Prints something, makes a mark, prints more and scrolls it all into the history. */
    private Session scrolled(String before, String after) {
        Session session = lab.wsh.start(SessionSpec.command("program").size(5, 20));
        lab.time.settle();
        lab.print(session, before);
        mark = session.mark();
        lab.print(session, after);
        lab.print(session, "\033[5;1H" + "\r\n".repeat(10));
        assertEquals("", session.screen().text());
        return session;
    }

    private Mark mark;

    private boolean isNewer(Session session, String wanted) {
        return session.await(text(wanted).since(mark))
                .within(ofMillis(10))
                .blockOptional()
                .isPresent();
    }

    @Test
    void since_inHistory_belowTheCursor_isStale() {
        Session session = scrolled("\033[4;1Hold\033[1;1H", "new\r\n");
        assertFalse(isNewer(session, "old"));
        assertTrue(isNewer(session, "new"));
    }

    @Test
    void since_inHistory_wrappedRow_isExact() {
        Session session = scrolled("x".repeat(18) + "old and ", "new");
        assertFalse(isNewer(session, "old"));
        assertTrue(isNewer(session, "and new"));
    }

    @Test
    void since_inHistory_combiningCharacters_areCells() {
        Session session = scrolled("e\u0301e\u0301e\u0301e\u0301 old", " new");
        assertFalse(isNewer(session, "old"));
        assertTrue(isNewer(session, "new"));
    }

    @Test
    void since_inHistory_wideCharacters_areTwoCells() {
        Session session = scrolled("世世世 old ", "x");
        assertTrue(isNewer(session, "x"));
        assertFalse(isNewer(session, "old"));
        Session wide = scrolled("世世世 ", "a");
        assertTrue(isNewer(wide, "a"));
    }

    @Test
    void since_inHistory_lineOfTheMarkRewritten_isNew() {
        Session session = scrolled("working on it", "\rok\033[K");
        assertTrue(isNewer(session, "ok"));
        Session above = scrolled("a\r\nb\r\nc", "\033[1;1Hz");
        assertTrue(isNewer(above, "z"));
        assertFalse(isNewer(above, "b"));
    }

    @Test
    void since_inHistory_overlapping_isFound() {
        Session session = scrolled("aa", "a");
        assertTrue(isNewer(session, "aa"));
        assertFalse(isNewer(scrolled("aaa", "b"), "aa"));
    }

    @Test
    void since_resized_isAsBefore() {
        Session session = lab.wsh.start(SessionSpec.command("program").size(4, 20));
        lab.time.settle();
        lab.print(session, "old words that are long enough ");
        mark = session.mark();
        lab.print(session, "new words\r\n".repeat(12));
        session.resize(4, 7);
        session.resize(9, 33);
        lab.time.settle();
        assertFalse(isNewer(session, "long enough"));
        assertTrue(isNewer(session, "enough new"));
    }

    @Test
    void text_scrolledPastSinceTheLastInput_isFound() {
        Session session = lab.wsh.start(SessionSpec.command("program").size(4, 20));
        lab.time.settle();
        lab.print(session, "first\r\n" + lines("x", 0, 20));
        assertEquals(
                "first", session.awaitText("first").within(ofMillis(10)).block().text());
        session.sendLine("go");
        lab.print(session, "second\r\n" + lines("y", 0, 20));
        session.awaitText("second").within(ofMillis(10)).block();
        Pending<Match> before = session.awaitText("first").within(ofMillis(10));
        assertThrows(WaitTimeoutException.class, before::block);
    }
}
