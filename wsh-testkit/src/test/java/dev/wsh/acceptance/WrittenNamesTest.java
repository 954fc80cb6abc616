package dev.wsh.acceptance;

import static dev.wsh.Conditions.foreground;
import static dev.wsh.Conditions.frame;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.InvalidSpecException;
import dev.wsh.Key;
import dev.wsh.Mouse;
import dev.wsh.ProcessInfo;
import dev.wsh.Region;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and numbers as people write them: taken, or refused with what would be right. */
class WrittenNamesTest {

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "PgDown, PageDown",
        "pgup, PageUp",
        "Page_Down, PageDown",
        "Next, PageDown",
        "UpArrow, Up",
        "arrow_left, Left",
        "Return, Enter",
        "BSpace, Backspace",
        "Spacebar, Space",
        "PrtSc, PrintScreen",
        "Caps_Lock, CapsLock",
        "Numpad5, KP_5",
        "Ctrl+PgDn, Ctrl+PageDown",
        "C-S-DownArrow, Ctrl+Shift+Down",
        "F35, F35"
    })
    void key_asPeopleWriteIt_isUnderstood(String written, String key) {
        assertEquals(key, Key.parse(written).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "F36|\"F36\" is not a key; there are F1 to F35",
                "Ctrl+F0|\"F0\" in \"Ctrl+F0\" is not a key; there are F1 to F35",
                "Shift|\"Shift\" is held down while another key is pressed, as in Shift+Left; alone it is LeftShift or"
                        + " RightShift",
                "Ctrl+alt|\"alt\" in \"Ctrl+alt\" is held down while another key is pressed, as in Alt+Left; alone it is"
                        + " LeftAlt or RightAlt",
                "Ctrl+|\"Ctrl+\" is held down while another key is pressed, as in Ctrl+Left; alone it is LeftCtrl or"
                        + " RightCtrl",
                "Pagedwn|\"Pagedwn\" is not a key; did you mean PageDown?"
            })
    void key_unknown_isRefusedWithWhatWouldBeRight(String written, String message) {
        assertEquals(message, refusal(() -> Key.parse(written)));
    }

    @Test
    void mouse_buttonThatTheActionHasNot_isRefused() {
        assertEquals(
                "a click needs a button; 1 is the left one",
                refusal(() -> new Mouse(Mouse.Action.CLICK, 0, 0, 0, Set.of())));
        assertEquals(
                "mouse button 5 is a direction of the wheel, which is pressed only, not for a click; use scrollUp or"
                        + " scrollDown",
                refusal(() -> new Mouse(Mouse.Action.CLICK, 5, 0, 0, Set.of())));
        assertEquals(
                "a scroll up has no button but 0, not 1",
                refusal(() -> new Mouse(Mouse.Action.SCROLL_UP, 1, 0, 0, Set.of())));
        assertEquals(6, new Mouse(Mouse.Action.PRESS, 6, 0, 0, Set.of()).button());
    }

    @Test
    void times_moreThanAnybodyMeans_isRefusedAtOnce() {
        assertEquals(
                "2147483647 inputs in one are more than 1000000; send them piece by piece",
                refusal(() -> Key.DOWN.times(Integer.MAX_VALUE)));
        Input thousand = Key.DOWN.times(1000);
        assertEquals(
                "1001000 inputs in one are more than 1000000; send them piece by piece",
                refusal(() -> thousand.times(1001)));
        Input most = thousand.times(1000);
        assertThrows(IllegalArgumentException.class, () -> Input.sequence(most, Key.UP));
        assertEquals("Down Down", Key.DOWN.times(2).toString());
        assertTrue(thousand.toString().endsWith("Down and 980 more"), thousand::toString);
    }

    @Test
    void block_withoutEnd_reachesAsFarAsAnyScreen() {
        Region.Block rest = Region.block(2, 10, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertEquals("rows 2 and on, columns 10 and on", rest.toString());
        assertTrue(rest.contains(999, 999));
        assertFalse(rest.contains(1, 10));
        assertEquals("the height of a block can't be -1", refusal(() -> Region.block(2, 1, -1, 1)));
    }

    @Test
    void frame_withAnd_isRefusedInWordsThatCanBeRead() {
        String message = refusal(() -> frame(visible("a")).and(visible("b")));
        assertTrue(message.startsWith("a frame is a moment, and \"and\" asks for what lasts"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83dz", "\ude00", "x\ud83d"})
    void halfOfASurrogatePair_inArgvAndEnv_isRefused(String half) {
        try (FakeLab lab = new FakeLab()) {
            for (SessionSpec spec : List.of(
                    SessionSpec.command("program", half),
                    SessionSpec.shellCommand("echo " + half),
                    SessionSpec.command("program").env("X", half),
                    SessionSpec.command("program").env(half, "x"))) {
                String message = assertThrows(InvalidSpecException.class, () -> lab.wsh.start(spec))
                        .getMessage();
                assertTrue(message.contains("half of a surrogate pair"), message);
            }
            lab.wsh.start(SessionSpec.command("program", "\ud83d\ude00", "\udc80 a byte as it was inherited"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/bin/sh ./deploy.sh --all, deploy.sh, true",
        "/bin/bash -e -o pipefail /opt/deploy.sh, deploy.sh, true",
        "python3 -u -W ignore tool.py x.sh, tool.py, true",
        "python3 -u -W ignore tool.py x.sh, x.sh, false",
        "python3 -m http.server, http.server, false",
        "sh -c deploy.sh, deploy.sh, false",
        "bash -lc deploy.sh, deploy.sh, false",
        "vim deploy.sh, deploy.sh, false",
        "vim deploy.sh, vim, true",
        "-bash, bash, true",
        "sh, sh, true",
        "sleep 60, sleep, true"
    })
    void process_runs_programsAndScripts(String command, String name, boolean runs) {
        assertEquals(runs, new ProcessInfo(1, command, "id").runs(name));
        assertEquals(runs, new ProcessInfo(1, command, "id", List.of(command.split(" "))).runs(name));
    }

    @Test
    void process_nameWithBlanks_isKnownByItsArguments() {
        ProcessInfo info = new ProcessInfo(1, "/opt/my app/run me -v", "id", List.of("/opt/my app/run me", "-v"));
        assertEquals("run me", info.program());
        assertTrue(info.runs("run me"));
        assertEquals("nginx:", new ProcessInfo(1, "x", "id", List.of("nginx: worker process")).program());
    }

    @Test
    @Tag("pty")
    @EnabledOnOs(OS.LINUX)
    void foreground_scriptsAndNamesWithBlanks_areSeen(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("deploy.sh"), "#!/bin/sh -e\nread x\nexit 3\n");
        Path blanks = Files.writeString(folder.resolve("my tool"), "#!/bin/sh\nread x\nexit 4\n");
        Path copy = Files.copy(Path.of("/bin/cat"), folder.resolve("my cat"));
        for (Path each : List.of(script, blanks, copy)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
        }
        try (Wsh wsh = Wsh.open()) {
            Session shell = wsh.start(SessionSpec.command("/bin/sh").cwd(folder).env("PS1", "$ "));
            for (Path each : List.of(script, blanks, copy)) {
                String name = each.getFileName().toString();
                shell.awaitText("$ ").within(ofSeconds(60)).block();
                shell.sendLine("'./" + name + "'");
                assertTrue(shell.await(foreground(name))
                        .within(ofSeconds(60))
                        .block()
                        .runs(name));
                shell.press(Key.ctrl('d'));
                shell.press(Key.ENTER);
            }
        }
    }
}
