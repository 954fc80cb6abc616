package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Color;
import dev.wsh.Line;
import dev.wsh.Match;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSnapshot;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** All of a session at one moment. */
class SnapshotTest {

    /** What a program of 3 rows and 10 columns that prints a text leaves. */
    private static SessionSnapshot after(String printed) {
        FakePty program = FakePty.script().onStart(out(printed));
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(program).open()) {
            Session session = wsh.start(SessionSpec.command("program").size(3, 10));
            time.settle();
            return session.snapshot();
        }
    }

    @Test
    void lines_historyAndScreen_areAllInOrder() {
        SessionSnapshot snapshot = after("one\r\ntwo\r\n\r\nfour\r\nfive\r\n");
        assertEquals(List.of("one", "two", "", "four", "five"), snapshot.lines());
        assertEquals("one\ntwo\n\nfour\nfive", snapshot.text());
        assertEquals(3, snapshot.scrollback().lines().size());
    }

    @Test
    void lines_oneThatStraddlesTheEdge_isOneLine() {
        // the ninth and tenth column of the row that has left are blank, and inside the line
        SessionSnapshot snapshot = after("one\r\n12345678  \033[31mab\033[mcdefghijklmnopqrstuvwxyz");
        assertEquals(List.of("one", "12345678  abcdefghijklmnopqrstuvwxyz"), snapshot.lines());
        List<Line> lines = snapshot.lines(1, 5);
        assertEquals(1, lines.size());
        assertEquals(1, lines.get(0).number());
        assertFalse(lines.get(0).wrapped());
        List<Screen.Run> runs = lines.get(0).runs();
        assertEquals(List.of("12345678  ", "ab", "cdefghijklmnopqrstuvwxyz"), texts(runs));
        assertEquals(List.of(0, 10, 12), runs.stream().map(Screen.Run::col).toList());
        assertEquals(Color.RED, runs.get(1).style().fg());
    }

    private static List<String> texts(List<Screen.Run> runs) {
        return runs.stream().map(Screen.Run::text).toList();
    }

    @Test
    void lines_fromAndLimit_countOnFromTheHistory() {
        SessionSnapshot snapshot = after("a\r\nb\r\nc\r\nd\r\ne");
        assertEquals(
                List.of("b", "c", "d"),
                snapshot.lines(1, 3).stream().map(Line::text).toList());
        assertEquals(
                List.of(3L, 4L), snapshot.lines(3, 9).stream().map(Line::number).toList());
        assertEquals(List.of(), snapshot.lines(5, 9));
        assertEquals(List.of(), snapshot.lines(0, 0));
    }

    @Test
    void lines_onTheAlternateScreen_continueNothing() {
        SessionSnapshot snapshot = after("12345678901234567890123456789012345\033[?1049h\033[Hmenu");
        assertEquals(List.of("1234567890", "menu"), snapshot.lines());
        assertTrue(snapshot.modes().contains(Screen.Mode.AUTO_WRAP));
    }

    @Test
    void findAll_acrossTheEdge_findsEachMatchOnce() {
        SessionSnapshot snapshot = after("ab\r\n123456789abcd\r\nab\r\nx");
        List<Match> matches = snapshot.findAll(Pattern.compile("ab"));
        assertEquals(List.of(-2, -1, 1), matches.stream().map(Match::row).toList());
        assertEquals(List.of(0, 9, 0), matches.stream().map(Match::col).toList());
    }

    @Test
    void snapshot_hasModesMarkAndExit() {
        FakePty program = FakePty.script().onStart(out("\033[?2004hready")).onInput("x", out("bye"), exit(3));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.start("s");
            SessionSnapshot before = session.snapshot();
            session.type("x");
            session.onExit().block();
            SessionSnapshot after = session.snapshot();

            assertEquals(Set.of(Screen.Mode.BRACKETED_PASTE, Screen.Mode.AUTO_WRAP), before.modes());
            assertTrue(before.exitStatus().isEmpty());
            assertEquals("ready", before.text());
            assertEquals(3, after.exitStatus().orElseThrow().code().orElseThrow());
            assertEquals(SessionInfo.State.ENDED, after.info().state());
            assertEquals("readybye", after.text());
            assertTrue(before.mark().compareTo(after.mark()) < 0);
            assertEquals("Snapshot[s, ENDED, 24 rows x 80 columns, 0 lines of history]", after.toString());
        }
    }

    /** A reader that asks for the history and then for the screen loses the lines that leave in between. */
    @Tag("pty")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void lines_whileOutputFloods_haveNoGap() {
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(SessionSpec.shellCommand("stty -onlcr; seq 1 60000 | sed 's/$/\\r/'")
                    .scrollback(100_000));
            int taken = 0;
            while (session.exitStatus().isEmpty() || taken == 0) {
                List<String> lines = session.snapshot().lines();
                int whole = Math.max(0, lines.size() - 1); // the last line may be under way
                List<String> expected = IntStream.rangeClosed(1, whole)
                        .mapToObj(Integer::toString)
                        .toList();
                assertEquals(expected, lines.subList(0, whole));
                taken++;
            }
            assertEquals(60_000, session.snapshot().lines().size());
        }
    }
}
