package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Color;
import dev.wsh.CommandFailedException;
import dev.wsh.CommandResult;
import dev.wsh.Emulator;
import dev.wsh.Evidence;
import dev.wsh.Image;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.ScreenDiff;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.ShellMark;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is read of sessions, screens, histories and failures, value by value. */
class ReadingTest {

    private static FakeLab printing(String text) {
        FakeLab lab = new FakeLab(FakePty.script().onStart(out(text)), builder -> {});
        lab.start("one", "t");
        return lab;
    }

    @Test
    @DisplayName("info: id, directory, title and the exit are of one moment")
    void info_ofASession_saysWhatItIs() {
        try (FakeLab lab = printing("\033]2;a title\007hello")) {
            Session session = lab.latest();
            assertEquals(session.id(), session.info().id());
            assertEquals("a title", session.info().title());
            assertEquals(Path.of("").toAbsolutePath(), session.info().cwd());
            assertEquals(session.screen().text(), session.snapshot().screen().text());
        }
    }

    @Test
    @DisplayName("a match: groups, screen, and whether it still stands there")
    void match_ofAWait_knowsItsGroupsAndScreen() {
        try (FakeLab lab = printing("port 8080 up")) {
            Session session = lab.latest();
            Match match = session.await(text(Pattern.compile("port (\\d+) (up|down)")))
                    .block();
            assertEquals(List.of("8080", "up"), match.groups());
            assertEquals("port 8080 up", match.screen().line(0));
            assertTrue(match.isOn(session.screen()));
            lab.terminal(session).output("\r\033[2Kdown");
            lab.time.settle();
            assertFalse(match.isOn(session.screen()));
        }
    }

    @Test
    @DisplayName("find in a region finds what stands inside only")
    void find_inRegion_findsInside() {
        try (FakeLab lab = printing("one two\r\ntwo one")) {
            Screen screen = lab.latest().screen();
            Match second = screen.find("one", Region.rows(1, 2)).orElseThrow();
            assertEquals(
                    List.of(1, 4),
                    List.of(second.region().row(), second.region().col()));
            assertEquals(Optional.empty(), screen.find("one", Region.block(1, 0, 1, 4)));
        }
    }

    @Test
    @DisplayName("runs: a wide character takes two columns")
    void runs_wideCharacters_haveTheirWidth() {
        try (FakeLab lab = printing("a\u4e16\033[1mb")) {
            List<Screen.Run> runs = lab.latest().screen().runs(0);
            assertEquals(List.of(3, 1), runs.stream().map(Screen.Run::width).toList());
            assertEquals(List.of(0, 3), runs.stream().map(Screen.Run::col).toList());
        }
    }

    @Test
    @DisplayName("colours that the program has set, and links with their ids")
    void terminal_coloursAndLinks_areRead() {
        try (FakeLab lab = printing(
                "\033]10;#010203\007\033]11;#040506\007\033]4;5;#070809\007\033]8;id=x;http://a/\007link\033]8;;\007")) {
            Screen screen = lab.latest().screen();
            assertEquals(new Color.Rgb(1, 2, 3), screen.terminal().foreground());
            assertEquals(new Color.Rgb(4, 5, 6), screen.terminal().background());
            assertEquals(new Color.Rgb(7, 8, 9), screen.terminal().palette(5));
            assertEquals("x", screen.cell(0, 0).style().link().orElseThrow().id());
        }
    }

    @Test
    @DisplayName("a sixel is six pixels high")
    void image_sixel_hasPixels() {
        try (FakeLab lab = printing("\033Pq#1;2;100;0;0#1~~\033\\")) {
            Image.Raster raster =
                    lab.latest().screen().terminal().images().get(0).raster().orElseThrow();
            assertEquals(List.of(2, 6), List.of(raster.width(), raster.height()));
            assertEquals(12, raster.argb().length);
            assertEquals(0xffff0000, raster.argb()[0]);
        }
    }

    @Test
    @DisplayName("a difference of screens keeps both")
    void diff_twoScreens_keepsBoth() {
        try (FakeLab lab = printing("one")) {
            Screen before = lab.latest().screen();
            lab.touch(lab.latest());
            Screen after = lab.latest().screen();
            ScreenDiff diff = before.diff(after);
            assertEquals(before, diff.before());
            assertEquals(after, diff.after());
            assertEquals(Set.of(0), diff.rows());
        }
    }

    @Test
    @DisplayName("marks of shells keep the options that the program gave")
    void shellMark_options_areKept() {
        try (FakeLab lab = printing("\033]133;A;cl=m;aid=7\007$ ")) {
            ShellMark mark = lab.latest().screen().terminal().shellMarks().get(0);
            assertEquals("m", mark.options().get("cl"));
            assertEquals("7", mark.options().get("aid"));
        }
    }

    @Test
    @DisplayName("the history is searched too, oldest first, in rows above the screen")
    void scrollback_findAll_findsAboveTheScreen() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("line ").append(i).append("\r\n");
        }
        try (FakeLab lab = printing(text.toString())) {
            List<Match> found = lab.latest().scrollback().findAll(Pattern.compile("line [12]\\b"));
            assertEquals(
                    List.of("line 1", "line 2"), found.stream().map(Match::text).toList());
            assertTrue(found.stream().allMatch(match -> match.region().row() < 0), found::toString);
        }
    }

    @Test
    @DisplayName("lastInputMark is the mark before the last input")
    void lastInputMark_afterInput_isThatOfTheInput() {
        try (FakeLab lab = printing("")) {
            Session session = lab.latest();
            Mark before = session.sendLine("ls");
            lab.touch(session);
            assertEquals(before, session.lastInputMark());
        }
    }

    @Test
    @DisplayName("a group is resized as a whole")
    void resizeGroup_members_haveTheSize() {
        try (FakeLab lab = printing("")) {
            Session other = lab.start("two", "t");
            lab.wsh.tagged("t").resize(10, 33);
            lab.time.settle();
            assertEquals(33, lab.latest().screen().cols());
            assertEquals(10, other.screen().rows());
            assertEquals(
                    new FakeTerminal.Size(10, 33),
                    lab.terminal(other).sizes().get(lab.terminal(other).sizes().size() - 1));
        }
    }

    @Test
    @DisplayName("a settled session says whether it ended")
    void settled_idleAndEnded_sayWhich() {
        try (FakeLab lab = printing("x")) {
            Settled quiet = lab.latest().awaitIdle(ofMillis(50)).block();
            assertEquals(Optional.empty(), quiet.exitStatus());
            lab.terminal(lab.latest()).exit(4);
            Settled ended =
                    lab.latest().await(idle(ofMillis(50)).since(quiet.mark())).block();
            assertEquals(4, ended.exitStatus().orElseThrow().code().orElseThrow());
        }
    }

    @Test
    @DisplayName("evidence: what was awaited, how long, and what was nearest")
    void evidence_ofAFailure_saysWhatWasAwaited() {
        try (FakeLab lab = printing("Passwort:")) {
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class,
                    () -> lab.latest()
                            .awaitText("Password:")
                            .within(ofMillis(300))
                            .block());
            Evidence evidence = failure.evidence().get(0);
            assertTrue(evidence.awaited().contains("Password:"), evidence::awaited);
            assertEquals(ofMillis(300), evidence.waited());
            assertTrue(evidence.nearest().orElseThrow().contains("Passwort:"), evidence::toString);
        }
    }

    @Test
    @DisplayName("a command that failed is in the exception")
    void commandFailed_result_isKept() {
        FakePty fake = FakePty.script().onStart(out("no\r\n"), exit(2));
        try (FakeLab lab = new FakeLab(fake, builder -> {})) {
            CommandResult result = lab.wsh.run(SessionSpec.command("make")).block();
            CommandFailedException failure = assertThrows(CommandFailedException.class, result::orThrow);
            assertEquals(result, failure.result());
            assertEquals(2, failure.result().exitCode());
        }
    }

    @Test
    @DisplayName("an emulator encodes keys by the modes in force")
    void emulator_encode_followsTheModes() {
        Emulator emulator = Wsh.emulator(5, 20);
        assertArrayEquals("\033[A".getBytes(StandardCharsets.US_ASCII), emulator.encode(Key.UP));
        emulator.feed("\033[?1h".getBytes(StandardCharsets.US_ASCII));
        assertArrayEquals("\033OA".getBytes(StandardCharsets.US_ASCII), emulator.encode(Key.UP));
    }

    @Test
    @DisplayName("warmUp changes nothing that can be seen")
    void warmUp_on_opensAsEver() {
        try (Wsh wsh = Wsh.builder().warmUp(true).ptyProvider(FakePty.script()).open()) {
            assertTrue(wsh.isEmpty());
        }
    }
}
