package dev.wsh.acceptance;

import static dev.wsh.Conditions.allOf;
import static dev.wsh.Conditions.alternateScreen;
import static dev.wsh.Conditions.bell;
import static dev.wsh.Conditions.cursorAt;
import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.found;
import static dev.wsh.Conditions.gone;
import static dev.wsh.Conditions.screen;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.title;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.ConditionFailedException;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.WaitTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each condition and each way to combine them: when it comes true, when it does not yet, and with which value. */
class ConditionTest {

    private final FakeLab lab = new FakeLab();
    private final Session session = lab.start("s");

    @AfterEach
    void close() {
        lab.close();
    }

    private void print(String output) {
        lab.terminal(session).output(output);
        lab.time.settle();
    }

    private <T> Pending<T> begin(Condition<T> condition) {
        Pending<T> pending = session.await(condition).within(ofSeconds(100));
        lab.time.settle();
        return pending;
    }

    /** Not yet; then, after some output, true. */
    private <T> T trueAfter(String output, Condition<T> condition) {
        Pending<T> pending = begin(condition);
        assertFalse(pending.isDone(), () -> condition + " is true too early");
        print(output);
        assertTrue(
                pending.isDone(),
                () -> condition + " is not true of: " + session.screen().text());
        return pending.join();
    }

    @Test
    @DisplayName("cursorAt: the cursor comes to the cell, not to a neighbour of it")
    void cursorAt_cursorComes_isTrue() {
        Pending<Screen> pending = begin(cursorAt(2, 3));
        for (String elsewhere : new String[] {"\033[4;3H", "\033[3;3H", "\033[3;5H", "\033[2;4H"}) {
            print(elsewhere);
            assertFalse(pending.isDone(), elsewhere.substring(1));
        }
        print("\033[3;4H");
        assertEquals(2, pending.join().cursor().row());
        assertEquals(3, pending.join().cursor().col());
        assertTrue(begin(cursorAt(2, 3)).isDone(), "it stands there");
        assertThrows(IllegalArgumentException.class, () -> cursorAt(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> cursorAt(0, -1));
    }

    @Test
    @DisplayName("title: a part of the window title matches; the value is the whole title")
    void title_isSet_isTrue() {
        Pending<String> pending = begin(title(Pattern.compile("d[uo]ne")));
        print("\033]2;work\007done");
        assertFalse(pending.isDone(), "the text is on the screen, not in the title");
        print("\033]2;all done\007");
        assertEquals("all done", pending.join());
    }

    @Test
    @DisplayName("bell: it rings from now on, or since a mark")
    void bell_rings_isTrue() {
        Mark before = session.mark();
        print("\007");
        Mark after = session.mark();
        assertTrue(begin(bell().since(before)).isDone());
        Pending<Screen> next = begin(bell());
        Pending<Screen> since = begin(bell().since(after));
        print("no bell");
        assertFalse(next.isDone());
        assertFalse(since.isDone());
        print("x\007");
        assertEquals(2, next.join().terminal().bells());
        assertEquals(2, since.join().terminal().bells());
    }

    @Test
    @DisplayName("or: whichever is true; both: the first one's value")
    void or_eitherIsTrue_hasItsValue() {
        assertEquals("b", trueAfter("b", text("a").or(text("b"))).text());
        print("\033[2J\033[H");
        assertEquals("c", trueAfter("c", visible("c").or(visible("d"))).text());
        print("\033[2J\033[Hfirst second");
        Pending<String> both =
                begin(visible("first").map(Match::text).or(visible("second").map(Match::text)));
        assertEquals("first", both.join());
    }

    @Test
    @DisplayName("and: both at the same moment; the value is the first one's")
    void and_bothAreTrue_hasTheFirstValue() {
        Pending<Match> both = begin(visible("a").and(visible("b")));
        print("a");
        assertFalse(both.isDone());
        print("\033[2J\033[Hb");
        assertFalse(both.isDone(), "one after the other is not both");
        print("a");
        assertEquals("a", both.join().text());
    }

    @Test
    @DisplayName("allOf: all at the same moment; the value is the screen")
    void allOf_allAreTrue_hasTheScreen() {
        Pending<Screen> all = begin(allOf(visible("a"), visible("b"), cursorAt(0, 2)));
        print("ba.");
        assertFalse(all.isDone());
        print("\b");
        assertEquals("ba.", all.join().line(0));
    }

    @Test
    @DisplayName("firstOf: the first in the list that is true")
    void firstOf_severalAreTrue_givesTheEarlierInTheList() {
        Condition<String> branch = firstOf(
                visible("x").map(match -> "first"), visible("y").map(match -> "second"), exited().map(exit -> "end"));
        assertEquals("second", trueAfter("y", branch));
        print("x");
        assertEquals("first", begin(branch).join());
        assertThrows(IllegalArgumentException.class, () -> firstOf());
    }

    @Test
    @DisplayName("negate and gone: true while it is not")
    void negate_becomesFalse_isTrue() {
        print("busy");
        assertEquals("", trueAfter("\033[2J\033[H", visible("busy").negate()).text());
        print("busy");
        assertEquals("", trueAfter("\033[2J\033[H", gone("busy")).text());
        print("\033[?1049h");
        trueAfter("\033[?1049l", alternateScreen().negate());
    }

    @Test
    @DisplayName("holding: without a break for the time; a break starts it anew")
    void holding_isBroken_startsAnew() {
        Duration begin = lab.time.elapsed();
        Pending<Match> held = begin(visible("up").holding(ofMillis(100)));
        print("up");
        lab.pass(99);
        assertFalse(held.isDone(), "a millisecond is missing");
        print("\r\033[K");
        lab.pass(50);
        assertFalse(held.isDone(), "it is down");
        print("up");
        lab.pass(99);
        assertFalse(held.isDone(), "the break was forgotten");
        assertEquals("up", held.join().text());
        assertEquals(99 + 50 + 100, lab.since(begin));
        assertThrows(IllegalArgumentException.class, () -> visible("x").holding(Duration.ZERO));
    }

    @Test
    @DisplayName("holding: output that leaves it true is no break")
    void holding_otherOutput_isNoBreak() {
        Duration begin = lab.time.elapsed();
        Pending<Match> held = begin(visible("up").holding(ofMillis(100)));
        print("up");
        lab.touchEvery(10, session);
        held.join();
        assertEquals(100, lab.since(begin));
    }

    @Test
    @DisplayName("holding: a deadline that leaves it no time is refused")
    void holding_deadlineIsTooShort_isRefused() {
        Pending<Match> held = session.await(visible("up").holding(ofMillis(100)));
        assertThrows(IllegalArgumentException.class, () -> held.within(ofMillis(100)));
        assertTrue(held.cancel(false));
    }

    @Test
    @DisplayName("since: text, state, title and bell that are older than the mark do not count")
    void since_older_doesNotCount() {
        print("word\033]2;word\007\007");
        Mark mark = session.mark();
        Pending<Match> shown = begin(text("word").since(mark));
        Pending<Match> visible = begin(visible("word").since(mark));
        Pending<String> title = begin(title(Pattern.compile("word")).since(mark));
        assertFalse(shown.isDone());
        assertFalse(visible.isDone());
        assertFalse(title.isDone());
        print("\r\nword");
        assertEquals(1, shown.join().region().row());
        assertEquals(1, visible.join().region().row());
        assertEquals("word", title.join());
    }

    @Test
    @DisplayName("unless: what makes it hopeless fails the wait at once, by name")
    void unless_comesFirst_fails() {
        Pending<Match> pending = begin(text("prompt").unless(text("ERROR").named("an error")));
        print("ERROR");
        ConditionFailedException failed = assertThrows(ConditionFailedException.class, pending::block);
        assertTrue(failed.getMessage().contains("an error"), failed.getMessage());
        assertEquals("ok", trueAfter("ok", text("ok").unless(text("never"))).text());
    }

    @Test
    @DisplayName("named: the failure says the name")
    void named_timesOut_saysTheName() {
        Pending<Match> pending =
                session.await(text("never").named("the login prompt")).within(ofMillis(10));
        WaitTimeoutException timeout = assertThrows(WaitTimeoutException.class, pending::block);
        assertTrue(timeout.getMessage().contains("the login prompt"), timeout.getMessage());
        Pending<Match> named = session.await(text("never")).named("the banner").within(ofMillis(10));
        timeout = assertThrows(WaitTimeoutException.class, named::block);
        assertTrue(timeout.getMessage().contains("the banner"), timeout.getMessage());
    }

    @Test
    @DisplayName("map: the value is converted; an exception of the function fails the wait")
    void map_throws_failsTheWait() {
        Condition<Integer> length =
                text(Pattern.compile("\\d+")).map(match -> match.text().length());
        assertEquals(Integer.valueOf(5), trueAfter("12345", length));
        Pending<Object> failing = begin(text("12345").map(match -> {
            throw new IllegalStateException("a bug in a function");
        }));
        CompletionException failed = assertThrows(CompletionException.class, failing::block);
        assertEquals("a bug in a function", failed.getCause().getMessage());
    }

    @Test
    @DisplayName("screen and found: the user's own test, on the newest screen")
    void found_usersTest_hasItsValue() {
        Condition<Integer> rows = found("two rows", now -> now.line(1).isEmpty() ? Optional.empty() : Optional.of(2));
        assertEquals(Integer.valueOf(2), trueAfter("one\r\ntwo", rows));
        Screen shown =
                trueAfter("\r\nthree", screen("a third row", now -> !now.line(2).isEmpty()));
        assertEquals("three", shown.line(2));
        Pending<Screen> failing = begin(screen("a bug", now -> {
            throw new IllegalStateException("a bug in a test");
        }));
        CompletionException failed = assertThrows(CompletionException.class, failing::block);
        assertEquals("a bug in a test", failed.getCause().getMessage());
    }

    @Test
    @DisplayName("exited: the status; of a session that ends, any other wait fails")
    void exited_sessionEnds_hasTheStatus() {
        Pending<Match> never = begin(visible("never"));
        Pending<OptionalInt> code = begin(exited().map(exit -> exit.code()));
        lab.terminal(session).exit(7);
        lab.time.settle();
        assertEquals(OptionalInt.of(7), code.join());
        CompletionException failed = assertThrows(CompletionException.class, never::join);
        SessionEndedException ended = assertInstanceOf(SessionEndedException.class, failed.getCause());
        assertEquals(OptionalInt.of(7), ended.exitStatus().orElseThrow().code());
    }

    @Test
    @DisplayName("text: also in a line that scrolled past in the same piece of output; visible: only what stands there")
    void text_scrolledPast_isFound() {
        Pending<Match> visible = begin(visible("needle"));
        Match match = trueAfter("needle" + "\r\n".repeat(50), text("needle"));
        assertTrue(match.region().row() < 0, match.toString());
        assertFalse(visible.isDone());
        print("needle");
        assertEquals("needle", visible.join().text());
    }

    @Test
    @DisplayName("text and visible with a regex: the groups")
    void textPattern_matches_hasTheGroups() {
        Match match = trueAfter("exit=42;", text(Pattern.compile("exit=(\\d+)(x)?")));
        assertEquals("42", match.group(1));
        assertEquals("", match.group(2));
        assertEquals("exit=42", match.group(0));
        assertThrows(IndexOutOfBoundsException.class, () -> match.group(3));
        assertEquals("=42;", begin(visible(Pattern.compile("=.*;"))).join().text());
    }
}
