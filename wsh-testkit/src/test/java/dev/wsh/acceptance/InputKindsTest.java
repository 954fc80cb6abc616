package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.stopReading;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Color;
import dev.wsh.Conditions;
import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Mouse;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.spi.SessionObserver;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import dev.wsh.testkit.Recorder;
import dev.wsh.testkit.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of input, and where text that was found stands. */
class InputKindsTest {

    private static final String MOUSE_ON = "\033[?1000h\033[?1006h";

    // ---- matches ----

    @Test
    void match_ofAPattern_knowsPlaceLineStyleAndNamedGroups() {
        FakePty program = FakePty.script().onStart(out("\r\n  error: \033[31mdisk 7\033[m is full"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Match match = lab.start("s")
                    .awaitText(Pattern.compile("(?<what>disk|net) (\\d+)(?<rest>x)?"))
                    .block();
            assertEquals(1, match.row());
            assertEquals(9, match.col());
            assertEquals("  error: disk 7 is full", match.line());
            assertEquals(Color.RED, match.style().fg());
            assertEquals("disk", match.group("what"));
            assertEquals("7", match.group(2));
            assertEquals("", match.group("rest"));
            assertEquals(
                    List.of("what", "rest"), List.copyOf(match.namedGroups().keySet()));
        }
    }

    @Test
    void match_groupThatIsNotThere_saysWhichThereAre() {
        try (FakeLab lab = new FakeLab(FakePty.script().onStart(out("one two")), builder -> {})) {
            Session session = lab.start("s");
            Match text = session.awaitText("one").block();
            String plain = assertThrows(IndexOutOfBoundsException.class, () -> text.group(1))
                    .getMessage();
            assertTrue(plain.contains("plain text"), plain);
            Match pattern = session.awaitText(Pattern.compile("(?<first>o.e)")).block();
            String named = assertThrows(IllegalArgumentException.class, () -> pattern.group("last"))
                    .getMessage();
            assertTrue(named.contains("[first]"), named);
            String number = assertThrows(IndexOutOfBoundsException.class, () -> pattern.group(2))
                    .getMessage();
            assertTrue(number.contains("1 group"), number);
        }
    }

    @Test
    void match_ofALineThatHasLeft_hasItsLineAndNoStyle() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            var wait = session.awaitText("gone by");
            lab.terminal(session).output("gone by now\r\n" + "x\r\n".repeat(30));
            lab.time.settle();
            Match match = wait.block();
            assertTrue(match.row() < 0, match::toString);
            assertEquals("gone by now", match.line());
            String why = assertThrows(IllegalStateException.class, match::style).getMessage();
            assertTrue(why.contains("has left the screen"), why);
        }
    }

    // ---- the mouse ----

    @Test
    void click_onAMatch_hitsItsMiddle() {
        FakePty program = FakePty.script().onStart(out(MOUSE_ON + "\r\n   [Deploy]"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.start("s");
            session.click(session.awaitText("[Deploy]").block());
            session.click(0, 0);
            lab.time.settle();
            assertEquals(
                    "\033[<0;7;2M\033[<0;7;2m\033[<0;1;1M\033[<0;1;1m",
                    lab.terminal(session).input());
        }
    }

    @Test
    void click_onTextThatIsGone_isRefused() {
        FakePty program = FakePty.script().onStart(out(MOUSE_ON + "Deploy"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.start("s");
            Match deploy = session.awaitText("Deploy").block();
            lab.terminal(session).output("\rDone  ");
            lab.time.settle();
            String why = assertThrows(InputRejectedException.class, () -> session.click(deploy))
                    .getMessage();
            assertTrue(why.contains("\"Deploy\" at row 0, column 0") && why.contains("any more"), why);
            assertEquals("", lab.terminal(session).input());
        }
    }

    @Test
    void mouse_mixesWithKeysInOneSend() {
        try (FakeLab lab = new FakeLab(FakePty.script().onStart(out("\033[?9h")), builder -> {})) {
            Session session = lab.start("s");
            session.send(Key.ESC, Mouse.rightClick(0, 0), Input.text("x"), Mouse.doubleClick(0, 1));
            lab.time.settle();
            assertEquals(
                    "\033\033[M\"!!x\033[M \"!\033[M \"!", lab.terminal(session).input());
        }
    }

    // ---- keys by name ----

    @Test
    void press_names_sendsTheirKeysInOrder() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            session.press("Ctrl+C", "esc", "Shift+Left", "Enter");
            lab.time.settle();
            assertEquals("\003\033\033[1;2D\r", lab.terminal(session).input());
        }
    }

    @Test
    void press_aNameThatIsUnknown_pressesNoneAndSaysWhatIsNear() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            String why = assertThrows(IllegalArgumentException.class, () -> session.press("Enter", "Retrun"))
                    .getMessage();
            assertEquals("\"Retrun\" is not a key; did you mean Enter?", why);
            assertEquals("", lab.terminal(session).input());
        }
    }

    // ---- pauses ----

    @Test
    void pause_holdsWhatFollowsForItsTime_alsoWhatIsSentLater() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            FakeTerminal terminal = lab.terminal(session);
            session.send(Key.ESC, Input.pause(ofMillis(50)), Input.text("j"), Input.pause(ofMillis(20)), Key.ENTER);
            session.type("later");
            var flushed = session.flushed();
            lab.time.settle();
            assertEquals("\033", terminal.input());
            lab.pass(49);
            assertEquals("\033", terminal.input());
            lab.pass(1);
            assertEquals("\033j", terminal.input());
            assertFalse(flushed.isDone());
            lab.pass(20);
            assertEquals("\033j\rlater", terminal.input());
            flushed.block();
        }
    }

    @Test
    void pause_queryMeanwhile_isAnsweredAtOnce() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            FakeTerminal terminal = lab.terminal(session);
            session.send(Input.text("a"), Input.pause(ofSeconds(5)), Input.text("b"));
            lab.time.settle();
            terminal.output("\033[6n");
            lab.time.settle();
            assertEquals("a\033[1;1R", terminal.input());
            lab.pass(5000);
            assertEquals("a\033[1;1Rb", terminal.input());
        }
    }

    @Test
    void pause_isWhatEvidenceSaysInputWaitsFor() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            session.send(Input.text("a"), Input.pause(ofSeconds(50)), Input.text("bcd"));
            lab.time.settle();
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class,
                    () -> session.awaitIdle(ofSeconds(1)).within(ofSeconds(5)).block());
            assertEquals(
                    "3 bytes of input wait: a pause among the input is not over",
                    failure.evidence().get(0).inputWaiting().orElseThrow());
            assertTrue(
                    failure.getMessage().contains("input waits: a pause among the input is not over"),
                    failure::getMessage);
            assertFalse(failure.getMessage().contains("does not read"), failure::getMessage);
        }
    }

    @Test
    void pause_afterInputThatNobodyReads_isNotToBlame() {
        try (FakeLab lab = new FakeLab(FakePty.script().backpressure(2).onStart(stopReading()), builder -> {})) {
            Session session = lab.start("s");
            session.send(Input.text("abcd"), Input.pause(ofSeconds(50)), Input.text("e"));
            lab.time.settle();
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class,
                    () -> session.awaitIdle(ofSeconds(1)).within(ofSeconds(5)).block());
            assertTrue(
                    failure.evidence().get(0).inputWaiting().orElseThrow().endsWith("the program does not read"),
                    failure::getMessage);
        }
    }

    @Test
    void pause_sessionThatIsNotIdleBefore_isNotIdleInIt() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            Duration begin = lab.time.elapsed();
            session.send(Input.text("a"), Input.pause(ofSeconds(5)), Input.text("b"));
            session.awaitIdle(ofMillis(100)).block();
            assertEquals(5100, lab.since(begin));
        }
    }

    @Test
    void pause_endOfTheSession_dropsWhatWaits() {
        FakePty program = FakePty.script().onInput("a", exit(0));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.start("s");
            session.send(Input.text("a"), Input.pause(ofSeconds(5)), Input.text("b"));
            var flushed = session.flushed();
            session.onExit().block();
            assertThrows(SessionEndedException.class, flushed::block);
            assertEquals("a", lab.terminal(session).input());
            lab.pass(10_000);
            assertEquals("a", lab.terminal(session).input());
        }
    }

    @Tag("pty")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void pause_onARealTerminal_partsTheReadsOfTheProgram() {
        String read = "dd bs=9 count=1 2>/dev/null | od -An -c; ";
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(SessionSpec.shellCommand("stty raw -echo; echo ready; " + read + read));
            session.awaitText("ready").block();
            session.send(Key.ESC, Input.pause(ofSeconds(1)), Key.of("x"));
            session.onExit().block();
            String text = session.screen().text();
            assertTrue(Pattern.compile("033\\s+x").matcher(text).find(), text);
            assertTrue(Pattern.compile("033\\s*\n").matcher(text).find(), text);
        }
    }

    // ---- secrets ----

    private static final String SECRET = "hunter2-s3cr3t";

    /** Notes all that an observer is told of inputs. */
    private static final class Words implements SessionObserver {
        private final List<String> all = new ArrayList<>();

        @Override
        public void typed(Session session, Mark before, String words) {
            all.add(words);
        }
    }

    @Test
    void secret_reachesTheProgramAndNobodyElse(@TempDir Path folder) throws Exception {
        Words words = new Words();
        Recorder recorder = new Recorder();
        FakePty program = FakePty.script().onStart(out("Password: ")).onInput(SECRET + "\r", out("\r\nwelcome\r\n"));
        try (FakeLab lab =
                new FakeLab(program, builder -> builder.observer(words).observer(recorder))) {
            Session session = lab.start("s");
            List<String> events = new ArrayList<>();
            session.listen(event -> events.add(event.toString()));
            session.awaitText("Password:").block();
            Input secret = Input.secret(SECRET);
            Mark typed = session.send(Input.sequence(secret, Key.ENTER));
            session.awaitText("welcome").block();
            assertEquals(SECRET + "\r", lab.terminal(session).input());

            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class,
                    () -> session.await(Conditions.text("never")).block());
            recorder.writeTrace(folder.resolve("trace.html"), "secret");
            List<String> told = List.of(
                    failure.toString(),
                    failure.evidence().toString(),
                    words.all.toString(),
                    events.toString(),
                    secret.toString(),
                    session.outputSince(typed).withoutEcho().text(),
                    recorder.recording(session).toCast(Recording.Format.V3),
                    Files.readString(folder.resolve("trace.html")));
            for (String each : told) {
                assertFalse(each.contains(SECRET), each);
            }
            assertEquals(List.of("secret Enter"), words.all);
            assertTrue(failure.getMessage().contains("last inputs: secret Enter"), failure.getMessage());
        }
    }
}
