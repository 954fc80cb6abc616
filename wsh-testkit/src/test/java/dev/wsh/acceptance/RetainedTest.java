package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Mark;
import dev.wsh.Outcomes;
import dev.wsh.Output;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.Session;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is kept of sessions that have ended: all that they showed and said, in little memory, bounded for all together. */
class RetainedTest {

    private static final int LINES = 3_000;

    private static FakeLab lab(long bytes) {
        return new FakeLab(FakePty.script(), builder -> builder.retainEndedBytes(bytes));
    }

    private static String log(int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, LINES)
                .mapToObj(i -> "\033[3" + i % 8 + "mline " + i + "\033[m of " + seed + ": " + random.nextLong()
                        + " \u4f60\r\n")
                .collect(Collectors.joining());
    }

    private static void end(FakeLab lab, Session session) {
        lab.terminal(session).exit(0);
        lab.time.settle();
    }

    /** Everything that a reader can get of a session. */
    private record Seen(
            Screen screen, String ansi, List<String> lines, Scrollback scrollback, byte[] output, String tail) {
        static Seen of(Session session, Mark tail) {
            Screen screen = session.screen();
            return new Seen(
                    screen,
                    screen.toAnsi(),
                    session.scrollback().lines(),
                    session.scrollback(),
                    session.outputSince(session.startMark()).bytes(),
                    session.outputSince(tail).text());
        }

        void assertSame(Seen other) {
            assertEquals(screen.text(), other.screen.text());
            assertEquals(ansi, other.ansi);
            assertEquals(lines, other.lines);
            assertArrayEquals(output, other.output);
            assertEquals(tail, other.tail);
            assertEquals(scrollback.lines(100, 50), other.scrollback.lines(100, 50)); // with their styles
        }
    }

    @Test
    @DisplayName("an ended session takes less memory, and a late reader sees the same screen, history and output")
    void ended_readLater_isTheSame() {
        try (FakeLab lab = lab(1 << 30)) {
            Session session = lab.start("build");
            lab.print(session, log(1));
            Mark tail = session.mark();
            lab.print(session, "the \033[1mend\033[m");
            Seen before = Seen.of(session, tail);
            assertEquals(LINES, before.lines().size() + before.screen().rows() - 1);

            end(lab, session);
            long takes = lab.wsh.diagnostics().endedBytes();
            int raw = before.output().length;
            assertTrue(takes > 1000 && takes < raw, takes + " bytes for " + raw + " bytes of output and its lines");
            Seen after = Seen.of(session, tail);
            before.assertSame(after);
            after.assertSame(before);
            assertEquals(
                    1,
                    session.scrollback().findAll(Pattern.compile("^line 17 ")).size());
            assertTrue(
                    lab.wsh.diagnostics().toString().contains("ended sessions take"), lab.wsh.diagnostics()::toString);
        }
    }

    @Test
    @DisplayName("the oldest are forgotten when all together take too much; whoever has one reads it as before")
    void retainEndedBytes_exceeded_dropsTheOldest() {
        try (FakeLab lab = lab(400_000)) {
            List<Session> sessions = new ArrayList<>();
            List<Seen> seen = new ArrayList<>();
            Outcomes outcomes = lab.wsh.outcomes();
            for (int i = 0; i < 12; i++) {
                Session session = lab.start("s" + i);
                lab.print(session, log(i));
                seen.add(Seen.of(session, session.startMark()));
                sessions.add(session);
                end(lab, session);
                long takes = lab.wsh.diagnostics().endedBytes();
                assertTrue(takes > 0 && takes <= 400_000, takes + " bytes");
            }
            List<Session> kept = lab.wsh.ended();
            assertTrue(kept.size() >= 2 && kept.size() < 12, kept::toString);
            assertEquals(sessions.subList(12 - kept.size(), 12), kept);
            for (int i = 0; i < 12; i++) {
                boolean isKept = kept.contains(sessions.get(i));
                assertEquals(
                        isKept ? SessionInfo.State.ENDED : SessionInfo.State.CLOSED,
                        sessions.get(i).info().state());
                seen.get(i).assertSame(Seen.of(sessions.get(i), sessions.get(i).startMark()));
            }
            for (Session session : sessions) {
                assertFalse(outcomes.isDrained());
                assertEquals(session, outcomes.awaitAnyExit().block().session(), "each outcome is told all the same");
            }
            assertTrue(outcomes.isDrained());
        }
    }

    @Test
    void retainEndedBytes_closed_countsNoMore() {
        try (FakeLab lab = lab(400_000)) {
            Session session = lab.start("build");
            lab.print(session, log(1));
            end(lab, session);
            assertTrue(lab.wsh.diagnostics().endedBytes() > 0);
            session.close();
            lab.time.settle();
            assertEquals(0, lab.wsh.diagnostics().endedBytes());
            assertEquals(List.of(), lab.wsh.ended());
        }
    }

    @Test
    void retainEndedBytes_none_keepsNone() {
        try (FakeLab lab = lab(0)) {
            Session session = lab.start("build");
            lab.print(session, "done");
            end(lab, session);
            assertEquals(List.of(), lab.wsh.ended());
            assertEquals("done", session.screen().text());
            assertTrue(session.exitStatus().orElseThrow().success());
        }
    }

    @Test
    @DisplayName("a descendant prints after the exit: history and output go on behind what was compressed")
    void outputAfterTheExit_isTakenAsBefore() {
        String first = log(1);
        String second = log(2);
        FakePty pty = FakePty.script().onStart(out(first), exit(0), after(ofMillis(70)), out(second), out("late"));
        try (FakeLab lab = new FakeLab(pty, builder -> builder.retainEndedBytes(1 << 30))) {
            Session session = lab.start("build");
            session.onExit().block();
            long takes = lab.wsh.diagnostics().endedBytes();
            assertFalse(session.scrollback().text().contains(" of 2: "));
            lab.pass(100);
            assertEquals(
                    first + second + "late",
                    new String(session.outputSince(session.startMark()).bytes(), StandardCharsets.UTF_8));
            List<String> lines = session.snapshot().lines();
            assertEquals(2 * LINES + 1, lines.size());
            assertTrue(lines.get(LINES - 1).startsWith("line 2999 of 1: "), lines.get(LINES - 1));
            assertTrue(lines.get(LINES).startsWith("line 0 of 2: "), lines.get(LINES));
            assertTrue(lab.wsh.diagnostics().endedBytes() > takes, "what came late counts too");
        }
    }

    /** In real time the bytes are compressed on another thread while this one reads. */
    @RepeatedTest(20)
    void ended_readMeanwhile_isTheSame() {
        FakePty pty = FakePty.script().onStart(out(log(1)), exit(0));
        try (Wsh wsh = Wsh.builder().ptyProvider(pty).open()) {
            Session session = wsh.start(SessionSpec.command("build"));
            session.onExit().block();
            Seen first = Seen.of(session, session.startMark());
            Output output = session.outputSince(session.startMark());
            while (wsh.diagnostics().endedBytes() == 0) {
                first.assertSame(Seen.of(session, session.startMark()));
            }
            first.assertSame(Seen.of(session, session.startMark()));
            assertArrayEquals(first.output(), output.bytes());
        }
    }
}
