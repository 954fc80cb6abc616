package dev.wsh.acceptance;

import static dev.wsh.Conditions.cursorAt;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A synchronized update (mode 2026) that takes too long, or that its program never closes. */
class OpenUpdateTest {

    private static final String BEGIN = "\033[?2026h";
    private static final String END = "\033[?2026l";

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    @DisplayName("after a second whoever waits or watches sees what was written: its passing is an event")
    void update_notClosed_isSeenAfterASecond() {
        Session session = lab.start("s");
        List<String> answers = new ArrayList<>();
        session.on(text("READY"), (who, match) -> answers.add(match.text()));
        Collecting<Screen> screens = Collecting.all(session.screens(ofMillis(1)));
        List<Pending<?>> waits = List.of(
                session.awaitText("READY"),
                session.await(visible("READY")),
                session.await(cursorAt(0, 6)),
                lab.wsh.awaitAny(text("READY")));
        lab.print(session, "A" + BEGIN + "READY");
        lab.pass(999);
        assertEquals("A", session.screen().text().strip());
        assertTrue(waits.stream().noneMatch(Pending::isDone));
        lab.pass(1);
        assertTrue(waits.stream().allMatch(Pending::isDone), waits::toString);
        assertEquals("AREADY", session.screen().text().strip());
        assertEquals(List.of("READY"), answers);
        assertEquals(
                "AREADY", screens.items().get(screens.items().size() - 1).text().strip());
    }

    @Test
    @DisplayName("the last words of a program that dies while it draws are seen")
    void exit_insideAnUpdate_showsTheLastWords() {
        Session session = lab.start("s");
        Pending<Match> panic = session.awaitText("PANIC");
        lab.print(session, "A" + BEGIN + "PANIC");
        assertFalse(panic.isDone());
        lab.terminal(session).exit(3);
        assertEquals("PANIC", panic.block().text());
        assertEquals("APANIC", session.screen().text().strip());
        Settled ended = session.awaitIdle(ofSeconds(1)).block();
        assertEquals("APANIC", ended.screen().text().strip());
    }

    @OnRealTerminals
    @DisplayName("the last words of a real program, too")
    void exit_insideAnUpdate_realProgram(World world) {
        try (World.Lab real = world.open()) {
            Session session = real.wsh().start(SessionSpec.shellCommand("printf 'A\\033[?2026hPANIC'; exit 3"));
            session.onExit().block();
            assertEquals("APANIC", session.screen().text().strip());
        }
    }

    @Test
    @DisplayName("screen and history are of one moment")
    void update_thatScrolls_holdsTheHistoryToo() {
        Session session = lab.start("s");
        lab.print(session, "before\r\n");
        lab.print(
                session,
                BEGIN
                        + String.join(
                                "\r\n",
                                IntStream.range(0, 60)
                                        .mapToObj(Integer::toString)
                                        .toList()));
        assertEquals(0, session.scrollback().lines().size());
        assertEquals("before", session.screen().text().strip());
        lab.print(session, END);
        List<String> all = Stream.concat(
                        session.scrollback().lines().stream().map(Object::toString),
                        session.screen().text().lines())
                .toList();
        assertTrue(session.scrollback().lines().size() > 30, all::toString);
        assertTrue(session.screen().text().contains("59"), all::toString);
    }

    @Test
    @DisplayName("an update that ended in time leaves no timer, nor does one in one piece")
    void update_ended_leavesNoTimer() {
        Session session = lab.start("s");
        lab.print(session, BEGIN + "one" + END);
        assertEquals(0, lab.time.pendingTimers());
        lab.print(session, BEGIN + "two");
        assertEquals(1, lab.time.pendingTimers());
        lab.print(session, END + BEGIN + "three");
        assertEquals(1, lab.time.pendingTimers());
        lab.pass(999);
        assertEquals("onetwo", session.screen().text().strip());
        lab.print(session, END);
        assertEquals(0, lab.time.pendingTimers());
        assertEquals("onetwothree", session.screen().text().strip());
        lab.print(session, BEGIN + "four");
        session.kill().block();
        assertEquals(0, lab.time.pendingTimers());
    }
}
