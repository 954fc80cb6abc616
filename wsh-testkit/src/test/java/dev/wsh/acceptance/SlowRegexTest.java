package dev.wsh.acceptance;

import static dev.wsh.Conditions.allOf;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.title;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SlowRegexException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No regex stops a session: what backtracks for ever fails its own wait, and what is only slow is searched elsewhere. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowRegexTest {

    private static final String CSV = "1,2,3,4,5,6,7,8,9,10,".repeat(4);
    private static final String LETTERS = "a".repeat(40);

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static void assertSlow(Pending<?> pending, String regex) {
        SlowRegexException failure = assertThrows(SlowRegexException.class, pending::block);
        assertEquals(regex, failure.regex());
        assertTrue(String.valueOf(failure.getMessage()).contains("/" + regex + "/"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"(.*,){11}P true", "(.*,){11}P false", "(.*a){12}b true", "(.*a){12}b false"})
    void await_regexBacktracksForEver_failsAlone(String regex, boolean lasting) {
        Session session = lab.start("s");
        Pattern pattern = Pattern.compile(regex);
        Pending<Match> slow = session.await(lasting ? text(pattern) : visible(pattern));
        Pending<Match> other = session.await(text("done"));
        lab.terminal(session).output(CSV + "\r\n" + LETTERS + "\r\ndone\r\n");
        assertEquals("done", other.block().text());
        assertSlow(slow, regex);
    }

    @Test
    void await_regexBacktracksInLinesThatLeft_fails() {
        Session session = lab.start("s");
        Pending<Match> slow = session.await(text(Pattern.compile("(.*a){12}b")));
        lab.terminal(session).output((LETTERS + "\r\n").repeat(100));
        assertSlow(slow, "(.*a){12}b");
    }

    @Test
    void await_titleBacktracks_fails() {
        Session session = lab.start("s");
        Pending<String> slow = session.await(title(Pattern.compile("(.*a){12}b")));
        lab.terminal(session).output("\033]2;" + LETTERS + "\007");
        assertSlow(slow, "(.*a){12}b");
    }

    @Test
    void awaitIdle_ignoredTextBacktracks_fails() {
        Session session = lab.start("s");
        Condition<?> quiet = idle(ofSeconds(1)).byVisibleChange().ignoring(Pattern.compile("(.*a){12}b"));
        lab.terminal(session).output(LETTERS);
        lab.time.settle();
        assertSlow(session.await(quiet), "(.*a){12}b");
    }

    /** A repeated group with alternatives takes a frame of the stack for each character. */
    @Test
    void await_regexNeedsTheWholeStack_failsAlone() {
        Session session = lab.start("s");
        Pending<Match> deep = session.await(text(Pattern.compile("(x|y)*z")));
        Pending<Match> other = session.await(text("done"));
        lab.terminal(session).output("xy".repeat(30_000) + "\r\ndone\r\n");
        assertEquals("done", other.block().text());
        assertSlow(deep, "(x|y)*z");
    }

    /** More steps than are taken with the lock held, but not too many: the answer comes, and nothing on the way is missed. */
    @Test
    void await_regexIsSlow_findsWhatComesMeanwhile() {
        Session session = lab.start("s");
        Pending<Match> pending = session.await(text(Pattern.compile(".*a.*(b\\d)")));
        for (int i = 0; i < 30; i++) {
            lab.terminal(session).output(LETTERS + LETTERS + "\r\n");
        }
        lab.terminal(session).output("aaab7\r\n");
        lab.terminal(session).output((LETTERS + "\r\n").repeat(30));
        assertEquals("b7", pending.block().group(1));
    }

    @Test
    void await_visibleIsSlow_isTrueOfOneScreen() {
        Session session = lab.start("s");
        Condition<?> slow = visible(Pattern.compile(".*a.*(b\\d)"));
        lab.terminal(session).output((LETTERS + LETTERS + "\r\n").repeat(20) + "aaab7");
        lab.time.settle();
        session.await(allOf(slow, visible("b7"))).block();
        Pending<?> gone = session.await(slow.negate());
        lab.time.settle();
        assertFalse(gone.isDone());
        lab.terminal(session).output("\033[2J");
        gone.block();
    }

    @Test
    void await_sinceAMarkFarBack_findsItInTheHistory() {
        Session session = lab.start("s");
        Mark mark = session.mark();
        lab.terminal(session).output("needle 42\r\n" + "hay\r\n".repeat(3000));
        lab.time.settle();
        Duration begin = lab.time.elapsed();
        assertEquals(
                "needle 42",
                session.await(text("needle 42").since(mark)).block().text());
        assertEquals(
                "42",
                session.await(text(Pattern.compile("needle (\\d+)")).since(mark))
                        .block()
                        .group(1));
        assertEquals(0, lab.since(begin));
        Pending<Match> coming = session.await(text("later").since(mark));
        lab.terminal(session).output("later\r\n" + "hay\r\n".repeat(100));
        assertEquals("later", coming.block().text());
    }
}
