package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Mouse;
import dev.wsh.Pending;
import dev.wsh.Region;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.SpawnException;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What users get wrong first, and the sentences that put them right. */
class MistakesTest {

    /** A mistake, what must be said, and by which type of exception. */
    private record Mistake(
            String code, Class<? extends Exception> type, String message, ThrowingConsumer<FakeLab> make) {}

    private static Mistake mistake(
            String code, Class<? extends Exception> type, String message, ThrowingConsumer<FakeLab> make) {
        return new Mistake(code, type, message, make);
    }

    @SuppressWarnings("NullAway") // one of the mistakes
    private static String nothing() {
        return null;
    }

    private static final Class<? extends Exception> ARGUMENT = IllegalArgumentException.class;
    private static final Class<? extends Exception> INDEX = IndexOutOfBoundsException.class;
    private static final Class<? extends Exception> SPEC = dev.wsh.InvalidSpecException.class;
    private static final Class<? extends Exception> REJECTED = dev.wsh.InputRejectedException.class;

    private static List<Mistake> specs() {
        return List.of(
                mistake(
                        "env(name, null)",
                        NullPointerException.class,
                        "the value of CI is null; unsetEnv(\"CI\") takes a variable away",
                        lab -> SessionSpec.command("x").env("CI", nothing())),
                mistake(
                        "env(\"A=B\", …)",
                        SPEC,
                        "env \"A=B\" is not allowed; expected a name that is not empty and has no \"=\"",
                        lab -> lab.wsh.start(SessionSpec.command("x").env("A=B", "c"))),
                mistake(
                        "command(\"\")",
                        SPEC,
                        "argv \"\" is not allowed; expected an executable",
                        lab -> lab.wsh.start(SessionSpec.command(""))),
                mistake(
                        "size(0, 80)",
                        SPEC,
                        "size \"0x80\" is not allowed; expected 1 to 1000 rows and 1 to 1000 columns",
                        lab -> lab.wsh.start(SessionSpec.command("x").size(0, 80))),
                mistake(
                        "resize(24, 1001)",
                        SPEC,
                        "size \"24x1001\" is not allowed; expected 1 to 1000 rows and 1 to 1000 columns",
                        lab -> lab.start("s").resize(24, 1001)),
                mistake(
                        "emulator(0, 80)",
                        SPEC,
                        "size \"0x80\" is not allowed; expected 1 to 1000 rows and 1 to 1000 columns",
                        lab -> Wsh.emulator(0, 80)),
                mistake(
                        "emulator.resize(0, 80)",
                        SPEC,
                        "size \"0x80\" is not allowed; expected 1 to 1000 rows and 1 to 1000 columns",
                        lab -> Wsh.emulator(24, 80).resize(0, 80)),
                mistake(
                        "named(\"my build\")",
                        SPEC,
                        "name \"my build\" is not allowed; expected 1 to 64 of A-Z a-z 0-9 . _ -, but not \".\" or"
                                + " \"..\"",
                        lab -> lab.start("my build")),
                mistake(
                        "tags(\"a b\")",
                        SPEC,
                        "tag \"a b\" is not allowed; expected 1 to 64 of A-Z a-z 0-9 . _ -",
                        lab -> lab.start("s", "a b")),
                mistake(
                        "scrollback(-1)",
                        ARGUMENT,
                        "scrollback of -1 lines is negative",
                        lab -> SessionSpec.shell().scrollback(-1)),
                mistake(
                        "timeLimit(ZERO)",
                        ARGUMENT,
                        "limit of time PT0S is not positive",
                        lab -> SessionSpec.shell().timeLimit(Duration.ZERO)),
                mistake(
                        "logTo(a folder that is not there)",
                        SPEC,
                        "logTo \"/no/such/folder/log\" is not allowed; expected a file that can be written",
                        lab -> lab.wsh.start(SessionSpec.command("x").logTo(Path.of("/no/such/folder/log")))),
                mistake(
                        "ptyProvider(\"conpty\")",
                        ARGUMENT,
                        "terminal provider \"conpty\" is none of ",
                        lab -> Wsh.builder().ptyProvider("conpty")),
                mistake(
                        "get(\"nmae\")",
                        dev.wsh.NoSuchSessionException.class,
                        "there is no live session named \"nmae\"; there are name",
                        lab -> {
                            lab.start("name");
                            lab.wsh.get("nmae");
                        }));
    }

    private static List<Mistake> inputs() {
        return List.of(
                mistake(
                        "Key.ctrl('ä')",
                        ARGUMENT,
                        "there is no control character for Ctrl and \"ä\"; Ctrl goes with letters and signs of ASCII",
                        lab -> Key.ctrl('ä')),
                mistake(
                        "press(\"Entre\")",
                        ARGUMENT,
                        "\"Entre\" is not a key; did you mean Enter?",
                        lab -> lab.start("s").press("Entre")),
                mistake(
                        "press(\"Strg+C\")",
                        ARGUMENT,
                        "\"Strg\" in \"Strg+C\" is not a modifier; there are Ctrl, Alt, Shift, Meta, Super, Hyper, CapsLock and"
                                + " NumLock",
                        lab -> lab.start("s").press("Strg+C")),
                mistake(
                        "press(\"make test\")",
                        ARGUMENT,
                        "\"make test\" is not a key; write it like Ctrl+Shift+Left, Alt+x or F5; type(\"…\") is for text",
                        lab -> lab.start("s").press("make test")),
                mistake(
                        "Key.of(\"Enter\")",
                        ARGUMENT,
                        "\"Enter\" is not one character; Input.text is for text, and Key.parse for the names of keys",
                        lab -> Key.of("Enter")),
                mistake(
                        "new Mouse(PRESS, 12, …)",
                        ARGUMENT,
                        "mouse button 12 is not 0 to 11; 1 is the left one",
                        lab -> new Mouse(Mouse.Action.PRESS, 12, 0, 0, java.util.Set.of())),
                mistake(
                        "click where nobody asked for the mouse",
                        REJECTED,
                        "the program has not asked for the mouse (modes 9, 1000, 1002 or 1003): click at row 1, column 2",
                        lab -> lab.start("s").click(1, 2)),
                mistake(
                        "Input.pause(negative)",
                        ARGUMENT,
                        "a pause of PT-1S is negative",
                        lab -> Input.pause(Duration.ofSeconds(-1))),
                mistake("run(a NUL)", ARGUMENT, "NUL", lab -> lab.start("s").run("echo \0")),
                mistake(
                        "outputLimit(0)",
                        ARGUMENT,
                        "output limit 0 is not between 1 and 536870912 bytes",
                        lab -> RunOption.outputLimit(0)));
    }

    private static List<Mistake> waitsAndScreens() {
        return List.of(
                mistake(
                        "awaitText(\"\")",
                        ARGUMENT,
                        "the text to look for is empty",
                        lab -> lab.start("s").awaitText("")),
                mistake(
                        "text(\"two\\nlines\")",
                        ARGUMENT,
                        "the text to look for contains a line end, and text is searched within one line",
                        lab -> text("two\nlines")),
                mistake(
                        "awaitIdle(ZERO)",
                        ARGUMENT,
                        "quiet window PT0S is not positive",
                        lab -> lab.start("s").awaitIdle(Duration.ZERO)),
                mistake(
                        "within(negative)",
                        ARGUMENT,
                        "deadline PT-1S is not positive",
                        lab -> lab.start("s").awaitText("x").within(Duration.ofSeconds(-1))),
                mistake("Pending.anyOf()", ARGUMENT, "the first of no pendings never comes", lab -> Pending.anyOf()),
                mistake("a mark of another session", ARGUMENT, "a mark of session ", lab -> {
                    Mark mark = lab.start("a").mark();
                    lab.start("b").outputSince(mark);
                }),
                mistake(
                        "awaitAllExit() with a mistyped tag",
                        dev.wsh.NoSessionsException.class,
                        "the tags that there are: unit (1). waitForMembers() waits for one, allowEmpty() takes none for"
                                + " success",
                        lab -> {
                            lab.start("s", "unit");
                            lab.wsh.tagged("unti").awaitAllExit().block();
                        }),
                mistake(
                        "cell(24, 80)",
                        INDEX,
                        "there is no row 24: the 24 rows of this screen count from 0 to 23",
                        lab -> lab.start("s").screen().cell(24, 80)),
                mistake(
                        "cell(0, 80)",
                        INDEX,
                        "there is no column 80: the 80 columns of this screen count from 0 to 79",
                        lab -> lab.start("s").screen().cell(0, 80)),
                mistake(
                        "Region.rows(5, 3)",
                        ARGUMENT,
                        "the block from row 5, column 0 to row 3, column 2147483647 ends before it begins",
                        lab -> Region.rows(5, 3)),
                mistake(
                        "match.group(1) of plain text",
                        INDEX,
                        "there is no group 1: \"ready\" was found as plain text, or by a Pattern without groups",
                        lab -> ready(lab, "ready").group(1)),
                mistake(
                        "match.group(\"nam\")",
                        ARGUMENT,
                        "there is no group \"nam\": there are [name]",
                        lab -> ready(lab, Pattern.compile("(?<name>r.*)")).group("nam")),
                mistake(
                        "type after the end",
                        dev.wsh.SessionEndedException.class,
                        "session \"s\" has ended (exit 3): send",
                        lab -> {
                            Session session = lab.start("s");
                            lab.terminal(session).exit(3);
                            session.onExit().block();
                            session.type("x");
                        }),
                mistake("start after close", dev.wsh.WshClosedException.class, "closed", lab -> {
                    lab.wsh.close();
                    lab.start("s");
                }));
    }

    private static Match ready(FakeLab lab, String text) {
        return lab.start("s").awaitText(text).block();
    }

    private static Match ready(FakeLab lab, Pattern regex) {
        return lab.start("s").awaitText(regex).block();
    }

    @TestFactory
    Stream<DynamicTest> mistake_isPutRight() {
        return Stream.of(specs(), inputs(), waitsAndScreens())
                .flatMap(List::stream)
                .map(mistake -> dynamicTest(mistake.code(), () -> {
                    FakePty program = FakePty.script().onStart(Steps.out("ready"));
                    try (FakeLab lab = new FakeLab(program, builder -> {})) {
                        Exception thrown = assertThrows(
                                mistake.type(), () -> mistake.make().accept(lab));
                        String message = String.valueOf(thrown.getMessage());
                        assertTrue(message.contains(mistake.message()), message);
                    }
                }));
    }

    @Tag("pty")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void command_aWholeLine_pointsAtShellCommand() {
        try (Wsh wsh = Wsh.open()) {
            SpawnException thrown =
                    assertThrows(SpawnException.class, () -> wsh.start(SessionSpec.command("ls -l /tmp")));
            assertTrue(
                    thrown.getMessage()
                            .endsWith(
                                    "; each argument is a string of its own, as in command(\"ls\", \"-l\", \"/tmp\"), and a"
                                            + " whole line is for shellCommand"),
                    thrown::getMessage);
        }
    }

    // ---- what a person sees of an object ----

    @Test
    void toString_ofWhatUsersHold_canBeRead() {
        FakePty program = FakePty.script().onStart(Steps.out("one\r\ntwo\r\nthree"));
        try (FakeLab lab = new FakeLab(
                program, builder -> builder.defaults(SessionSpec.shell().size(2, 20)))) {
            assertEquals("Wsh, sessions: none", lab.wsh.toString());
            Session unit = lab.start("unit", "ci");
            Session lint = lab.start("lint", "ci");
            assertEquals("Wsh, sessions: unit, lint", lab.wsh.toString());
            assertEquals("sessions tagged ci: unit, lint", lab.wsh.tagged("ci").toString());
            assertEquals("Session[unit, running: program]", unit.toString());
            lab.terminal(lint).exit(3);
            lint.onExit().block();
            assertEquals("Session[lint, exit 3: program]", lint.toString());
            assertEquals(
                    String.format("2 rows x 20 columns, cursor at row 1, column 5%n  0|two%n  1|three"),
                    unit.screen().toString());
            assertEquals(
                    String.format("lines 0 to 0 of the history%n    0|one"),
                    unit.scrollback().toString());
            assertEquals(
                    "Emulator: 2 rows x 9 columns, cursor at row 0, column 0, blank",
                    Wsh.emulator(2, 9).toString());
            assertEquals("no history", Wsh.emulator(2, 9).scrollback().toString());
        }
    }
}
