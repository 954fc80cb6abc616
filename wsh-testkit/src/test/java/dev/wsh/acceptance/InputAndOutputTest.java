package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases 83 to 91, 108, 132 and 133, and 34 and 35, with real programs. What is typed is written so that its echo is not what
 * is awaited: {@code MA''RK} prints {@code MARK}.
 */
@EnabledOnOs(OS.LINUX)
class InputAndOutputTest {

    @InShells
    @DisplayName("83: a shell, \"echo MARK\": an output subscriber sees it within 2 s")
    void output_command_reachesTheSubscriber(World world, Shell shell) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            OutputText output = OutputText.of(session, session.mark());
            session.sendLine("echo MA''RK");
            output.await("MARK", ofSeconds(2));
        }
    }

    @OnRealTerminals
    @DisplayName("84: three subscribers, \"echo MARK\": all see it within 3 s")
    void output_threeSubscribers_allSeeIt(World world) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session = Shell.BASH.start(lab);
            List<OutputText> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(OutputText.of(session, session.mark()));
            }
            session.sendLine("echo MA''RK");
            for (OutputText each : all) {
                each.await("MARK", ofSeconds(3));
            }
            session.kill().block();
            for (OutputText each : all) {
                each.awaitComplete(ofSeconds(3));
            }
        }
    }

    @OnRealTerminals
    @DisplayName(
            "85: early output, a late subscriber, late output: it gets the late one, with replay also the early one")
    void output_lateSubscriber_replaysOnRequest(World world) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session =
                    lab.wsh().start(SessionSpec.shellCommand("stty -echo; echo early; read x; echo late; read x"));
            session.awaitText("early").within(ofSeconds(5)).block();
            session.awaitIdle(ofMillis(20)).block(); // the end of that line
            OutputText late = OutputText.of(session, session.mark());
            OutputText replay = OutputText.of(session, session.startMark());
            session.type("\n");
            late.await("late\r\n", ofSeconds(3));
            replay.await("late\r\n", ofSeconds(3));
            assertEquals("late\n", late.text());
            assertEquals("early\nlate\n", replay.text());
        }
    }

    @InShells
    @DisplayName("86: \"printf 'OUTPUT:42\\n'\" typed: what it prints, not only its echo, within 5 s")
    void awaitText_wholeLine_isTheOutputAndNotTheEcho(World world, Shell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            session.sendLine("printf 'OUTPUT:42\\n'");
            Match match = session.awaitText(Pattern.compile("^OUTPUT:42$"))
                    .within(ofSeconds(5))
                    .block();
            assertEquals("OUTPUT:42", match.text());
        }
    }

    @OnRealTerminals
    @DisplayName("87: three sources send three markers at once: all three appear intact within 5 s")
    void send_threeSourcesAtOnce_nothingIsMixed(World world) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session = Shell.BASH.start(lab);
            Mark before = session.mark();
            CyclicBarrier together = new CyclicBarrier(3);
            Race.inThreads(3, number -> {
                together.await();
                session.sendLine("echo mar''ker-of-source-" + number + "-end");
            });
            for (int number = 0; number < 3; number++) {
                session.await(text("marker-of-source-" + number + "-end").since(before))
                        .within(ofSeconds(5))
                        .block();
            }
        }
    }

    @OnRealTerminals
    @DisplayName("88: ten rapid sends, marker-0 to marker-9: all appear in order within 10 s")
    void send_tenInARow_keepTheirOrder(World world) {
        try (World.Lab lab = world.open()) {
            Session session = Shell.BASH.start(lab);
            Mark before = session.mark();
            for (int i = 0; i < 10; i++) {
                session.sendLine("echo mar''ker-" + i);
            }
            session.awaitText("marker-9").within(ofSeconds(10)).block();
            String output = session.outputSince(before).text();
            int from = 0;
            for (int i = 0; i < 10; i++) {
                from = output.indexOf("marker-" + i, from);
                assertTrue(from >= 0, "marker-" + i + " in: " + output);
            }
        }
    }

    @InShells
    @DisplayName("89: the byte 0x03: a running sleep is interrupted and the prompt is back")
    void send_interruptByte_endsTheForegroundJob(World world, Shell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            session.sendLine("sh -c 'echo sleep''ing; exec sleep 9999'");
            session.awaitText("sleeping").within(ofSeconds(5)).block();
            Mark interrupt = session.send(Input.bytes((byte) 0x03));
            session.await(text(Shell.PROMPT).since(interrupt))
                    .within(ofSeconds(5))
                    .block();
            session.sendLine("echo co''de=" + (shell == Shell.FISH ? "$status" : "$?"));
            session.awaitText("code=130").within(ofSeconds(5)).block();
        }
    }

    @OnRealTerminals
    @DisplayName("36, 88: a resize between two sends reaches the terminal between them")
    void resize_betweenSends_comesBeforeTheLaterOne(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.shellCommand(
                            "stty -echo; echo ready; while read x; do echo $x after $(stty size); done"));
            session.awaitText("ready").within(ofSeconds(5)).block();
            for (int i = 1; i <= 30; i++) {
                session.resize(24 + i, 80);
                session.sendLine("line " + i);
            }
            session.awaitText("line 30 after").within(ofSeconds(5)).block();
            Matcher answer = Pattern.compile("line (\\d+) after (\\d+) 80")
                    .matcher(session.outputSince(session.startMark()).text());
            for (int i = 1; i <= 30; i++) {
                assertTrue(answer.find());
                assertTrue(Integer.parseInt(answer.group(2)) >= 24 + i, answer.group());
            }
        }
    }

    @OnRealTerminals
    @DisplayName("90: 20 lines echoed in 24 rows: there is history, and all of them are found")
    void scrollback_commandsAndTheirOutput_areAllKept(World world) {
        try (World.Lab lab = world.open()) {
            Session session = Shell.BASH.start(lab);
            for (int i = 0; i < 20; i++) {
                session.sendLine("echo Li''ne " + i);
            }
            session.awaitText("Line 19").within(ofSeconds(5)).block();
            List<String> history = session.scrollback().lines();
            assertTrue(history.size() > 0, () -> session.screen().text());
            String all = String.join("\n", history) + "\n" + session.screen().text();
            for (int i = 0; i < 20; i++) {
                assertTrue(all.contains("Line " + i), "Line " + i + " in: " + all);
            }
        }
    }

    @OnRealTerminals
    @DisplayName(
            "91: a child that does not read, 1 MiB: flushed() stays pending, more is refused, the rest is told at the end")
    void send_childThatNeverReads_isBoundedAndTold(World world) {
        int megabyte = 1 << 20;
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.shellCommand("stty raw -echo; echo ready; exec sleep 9999"));
            session.awaitText("ready").within(ofSeconds(5)).block();
            session.type("x".repeat(megabyte));
            Pending<Void> flushed = session.flushed();
            assertThrows(
                    WaitTimeoutException.class,
                    () -> session.flushed().within(ofMillis(50)).block());
            InputRejectedException refused =
                    assertThrows(InputRejectedException.class, () -> session.type("y".repeat(megabyte)));
            assertTrue(refused.getMessage().contains("" + megabyte), refused.getMessage());
            assertFalse(flushed.isDone());
            assertTrue(session.kill().block().complete());
            SessionEndedException ended = assertThrows(
                    SessionEndedException.class,
                    () -> flushed.within(ofSeconds(5)).block());
            Matcher rest =
                    Pattern.compile("(\\d+) bytes of input were not accepted").matcher(ended.getMessage());
            assertTrue(rest.find(), ended.getMessage());
            int left = Integer.parseInt(rest.group(1));
            assertTrue(left > 0 && left < megabyte, "the kernel took some: " + left);
        }
    }

    @OnRealTerminals
    @DisplayName(
            "34, 35: a consumer that cancels disturbs nobody; without any the session goes on and the screen is current")
    void output_consumersComeAndGo_sessionLives(World world) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session = Shell.BASH.start(lab);
            OutputText goes = OutputText.of(session, session.mark());
            OutputText stays = OutputText.of(session, session.mark());
            goes.cancel();
            session.sendLine("echo fi''rst");
            stays.await("first", ofSeconds(5));
            assertFalse(goes.text().contains("first"), goes.text());
            stays.cancel();
            session.sendLine("echo sec''ond");
            session.awaitText("second").within(ofSeconds(5)).block();
            assertTrue(session.screen().text().contains("second"));
            assertFalse(stays.text().contains("second"), stays.text());
        }
    }

    @OnRealTerminals
    @DisplayName("108: a program that sends ESC[6n and ESC[c: it receives the right replies without a human")
    void query_cursorAndAttributes_areAnswered(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.command("bash", "-c", """
                    stty -echo -icanon
                    printf '\\033[2J\\033[3;7H\\033[6n'; IFS= read -r -d R position
                    printf '\\033[c'; IFS= read -r -d c attributes
                    printf '\\033[H<%q> <%q>\\r\\n' "$position" "$attributes"
                    """));
            assertTrue(session.onExit().within(ofSeconds(5)).block().success());
            String attributes = new String(emulatorsReply("\033[c"), StandardCharsets.US_ASCII);
            assertTrue(attributes.matches("\033\\[\\?6[0-9](;[0-9]+)*c"), attributes);
            String expected = "<$'\\E[3;7'> <$'\\E" + attributes.substring(1, attributes.length() - 1) + "'>";
            assertEquals(expected, session.screen().line(0));
        }
    }

    private static byte[] emulatorsReply(String query) {
        var emulator = Wsh.emulator(24, 80);
        emulator.feed(query.getBytes(StandardCharsets.US_ASCII));
        return emulator.takeReplies();
    }

    @OnRealTerminals
    @DisplayName("132: an e-acute typed and erased in canonical mode: the program gets nothing of it")
    void type_utf8Erased_leavesNothing(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.shellCommand("echo ready; IFS= read -r x; printf '<%s>' \"$x\" | od -An -tx1"));
            session.awaitText("ready").within(ofSeconds(5)).block();
            session.type("aé\u007fb寿\u007f\n");
            assertTrue(session.onExit().within(ofSeconds(5)).block().success());
            assertEquals(
                    " 3c 61 62 3e",
                    session.screen().line(2),
                    () -> session.screen().text());
        }
    }

    @OnRealTerminals
    @DisplayName(
            "133: a program closes its descriptors and prints to /dev/tty later: it is shown, and the end is its end")
    void output_afterAllDescriptorsWereClosed_isShown(World world, @TempDir Path dir) throws Exception {
        try (World.Lab lab = world.open()) {
            Path closed = dir.resolve("closed");
            Path go = dir.resolve("go");
            Session session = lab.wsh()
                    .start(SessionSpec.shellCommand("printf EARLY; exec <&- >&- 2>&-; : >closed; while [ ! -e go ]; do"
                                    + " sleep 0.01; done; printf ' LATE' >/dev/tty; exit 5")
                            .cwd(dir));
            session.awaitText("EARLY").within(ofSeconds(5)).block();
            while (!Files.exists(closed)) {
                session.awaitIdle(ofMillis(5)).block();
            }
            session.awaitIdle(ofMillis(50)).block(); // the terminal has said by now that nobody holds it
            assertTrue(session.exitStatus().isEmpty());
            Files.createFile(go);
            session.awaitText("EARLY LATE").within(ofSeconds(5)).block();
            assertEquals(
                    OptionalInt.of(5),
                    session.onExit().within(ofSeconds(5)).block().code());
        }
    }
}
