package dev.wsh.acceptance;

import static dev.wsh.Conditions.alternateScreen;
import static dev.wsh.Conditions.text;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Cases 103, 104, 106 and, in small, 128: many subscriptions, screens and sessions, and nothing is left of them. */
@EnabledOnOs(OS.LINUX)
class StressTest {

    private static void command(Session session, String line, String printed) {
        Mark before = session.sendLine(line);
        session.await(text(printed).since(before)).within(ofSeconds(5)).block();
    }

    private static void endOfInput(Session session) {
        Shell.awaitPrompt(session);
        session.type("\u0004");
        ExitStatus exit = session.onExit().within(ofSeconds(5)).block();
        assertEquals(OptionalInt.of(0), exit.code());
        Orphans.assertNone(List.of(session));
    }

    @OnRealTerminals
    @DisplayName("three sessions flood: a fourth one answers within 5 s")
    void send_othersFlood_isAnswered(World world) {
        try (World.Lab lab = world.open()) {
            for (int i = 0; i < 3; i++) {
                lab.wsh().start(SessionSpec.command("yes"));
            }
            Session session = lab.wsh().start(SessionSpec.command("cat"));
            for (int i = 0; i < 20; i++) {
                session.sendLine("hello-" + i);
                session.awaitText("hello-" + i).within(ofSeconds(5)).block();
            }
        }
    }

    @OnRealTerminals
    @DisplayName("103: subscribed and cancelled twice between commands, then ^D: it exits within 5 s, 0 orphans")
    void subscribe_andCancelBetweenCommands_sessionEndsCleanly(World world) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session = Shell.BASH.start(lab);
            for (String word : List.of("a", "b", "c", "d")) {
                for (int i = 0; i < 2; i++) {
                    OutputText.of(session, i == 0 ? session.startMark() : session.mark())
                            .cancel();
                }
                OutputText stays = OutputText.of(session, session.mark());
                command(session, "echo wo''rd-" + word, "word-" + word);
                stays.await("word-" + word, ofSeconds(5));
                stays.cancel();
            }
            endOfInput(session);
        }
    }

    @OnRealTerminals
    @DisplayName("104: echo, alternate screen on and off, resubscribed, again, echo, ^D: the primary screen is intact")
    void alternateScreen_onAndOff_primaryIsIntact(World world) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session = Shell.BASH.start(lab);
            OutputText output = OutputText.of(session, session.mark());
            command(session, "echo st''art", "start");
            alternate(session, /* on= */ true);
            command(session, "echo ins''ide", "inside");
            alternate(session, /* on= */ false);
            output.await("inside", ofSeconds(5));
            output.cancel();
            OutputText again = OutputText.of(session, session.mark());
            alternate(session, /* on= */ true);
            alternate(session, /* on= */ false);
            command(session, "echo fi''nal", "final");
            again.await("final", ofSeconds(5));
            endOfInput(session);
            again.awaitComplete(ofSeconds(5));
            List<String> lines = session.screen().lines();
            assertTrue(lines.indexOf("start") == 1, () -> session.screen().text());
            assertTrue(lines.indexOf("final") > 1, () -> session.screen().text());
            assertFalse(lines.contains("inside"), () -> session.screen().text());
            assertFalse(session.scrollback().text().contains("inside"));
        }
    }

    private static void alternate(Session session, boolean on) {
        Mark before = session.sendLine("printf '\\033[?1049" + (on ? "h" : "l") + "'; echo sw''itched");
        session.await(on ? alternateScreen() : alternateScreen().negate())
                .within(ofSeconds(5))
                .block();
        session.await(text("switched").since(before)).within(ofSeconds(5)).block();
    }

    @OnRealTerminals
    @DisplayName("106: 100 sessions in parallel, each prints and exits: all codes, all final screens, nothing left")
    void start_hundredAtOnce_allEndAndNothingIsLeft(World world) throws Exception {
        startMany(world, 2); // loads what stays
        Holdings before = Holdings.now();
        startMany(world, world == World.PORTABLE ? 15 : 100); // each of its forks copies this JVM's page tables
        Holdings.now().assertSameAs(before);
    }

    static void startMany(World world, int count) {
        try (World.Lab lab = world.open()) {
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sessions.add(lab.wsh().start(SessionSpec.shellCommand("echo this is " + i + "; exit " + i)));
            }
            for (int i = 0; i < count; i++) {
                Session session = sessions.get(i);
                ExitStatus exit = session.onExit().within(ofSeconds(10)).block();
                assertEquals(OptionalInt.of(i), exit.code());
                assertEquals("this is " + i, session.screen().text().strip());
            }
        }
    }

    @OnRealTerminals
    @DisplayName(
            "128: sessions started and ended in turn with \"printf END\": each transcript ends with END, nothing left")
    void start_manyInTurn_noByteIsLost(World world) throws Exception {
        inTurn(world, 2);
        Holdings before = Holdings.now();
        inTurn(world, 8);
        Holdings.now().assertSameAs(before);
    }

    static void inTurn(World world, int count) {
        try (World.Lab lab = world.open()) {
            for (int i = 0; i < count; i++) {
                Session session = lab.wsh().start(SessionSpec.command("printf", "END"));
                assertTrue(session.onExit().within(ofSeconds(10)).block().success());
                assertEquals("END", session.outputSince(session.startMark()).text(), "session " + i);
                session.close();
            }
            assertEquals(List.of(), lab.wsh().sessions());
            assertEquals(List.of(), lab.wsh().ended());
        }
    }
}
