package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Conditions;
import dev.wsh.Emulator;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.Screen.RowSize;
import dev.wsh.ScreenDiff;
import dev.wsh.ScreenDiff.Change;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.ShellCommand;
import dev.wsh.Unsupported;
import dev.wsh.Wsh;
import dev.wsh.testkit.EnabledIfProgram;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a screen tells of itself: differences, masks, commands, sizes of rows. */
class ScreenFactsTest {

    private static Screen screen(String... printed) {
        return screen(4, 20, printed);
    }

    private static Screen screen(int rows, int cols, String... printed) {
        Emulator emulator = Wsh.emulator(rows, cols);
        for (String piece : printed) {
            emulator.feed(piece.getBytes(StandardCharsets.UTF_8));
        }
        return emulator.screen();
    }

    // ---- differences ----

    @Test
    void diff_ofTheSame_isEmpty() {
        ScreenDiff diff = screen("one\033[31mtwo").diff(screen("one\033[31mtwo"));
        assertTrue(diff.isEmpty());
        assertFalse(diff.cursorChanged());
        assertEquals("no difference", diff.toString());
    }

    @Test
    void diff_textAndStyle_areToldByRowAndColumn() {
        ScreenDiff diff = screen("Deploy [ ]\r\nsame").diff(screen("\033[1;31mDep\033[mloy [x]\r\nsame\r\nnew"));
        assertEquals(Set.of(0, 2), diff.rows());
        assertEquals(
                List.of(
                        new Change(0, 0, 3, "Dep", "Dep", /* text= */ false, /* style= */ true),
                        new Change(0, 8, 9, " ", "x", /* text= */ true, /* style= */ false),
                        new Change(2, 0, 3, "   ", "new", /* text= */ true, /* style= */ false)),
                diff.changes());
        assertEquals("""
                row 0:
                  - Deploy [ ]
                  + Deploy [x]
                    ^^^     ^
                  columns 0 to 2: default → red, bold
                row 2:
                  -\s
                  + new
                    ^^^
                cursor: row 1, column 4 → row 2, column 3""", diff.toString());
    }

    @Test
    void diff_wideCharacters_countTheirColumns() {
        ScreenDiff diff = screen("a世b").diff(screen("a界b"));
        assertEquals(List.of(new Change(0, 1, 2, "世", "界", true, false)), diff.changes());
        ScreenDiff narrow = screen("a世b").diff(screen("axyb"));
        assertEquals(List.of(new Change(0, 1, 3, "世", "xy", true, false)), narrow.changes());
    }

    @Test
    void diff_ofOtherSizes_countsWhatOneAloneHas() {
        ScreenDiff diff = screen(1, 3, "abc").diff(screen(2, 3, "abc"));
        assertEquals(List.of(new Change(1, 0, 3, "", "   ", true, false)), diff.changes());
        assertTrue(diff.toString().startsWith("size: 1 rows x 3 columns → 2 rows x 3 columns"), diff::toString);
    }

    @Test
    void diff_cursorsOfOtherShape_areToldApart() {
        ScreenDiff diff = screen("ab\033[2 q").diff(screen("ab\033[5 q"));
        assertTrue(diff.cursorChanged() && diff.isEmpty());
        assertEquals("cursor: row 0, column 2, block, steady → row 0, column 2, bar, blinking", diff.toString());
        assertEquals(
                "cursor: row 0, column 2 → row 0, column 2, hidden",
                screen("ab").diff(screen("ab\033[?25l")).toString());
    }

    // ---- what is looked for ----

    @Test
    void find_emptyText_isRefusedAsByConditions() {
        Screen screen = screen("ab");
        for (Runnable call : List.<Runnable>of(
                () -> screen.find(""), () -> screen.find("", Region.rows(0, 1)), () -> Conditions.text(""))) {
            assertEquals(
                    "the text to look for is empty",
                    assertThrows(IllegalArgumentException.class, call::run).getMessage());
        }
    }

    @Test
    void unsupported_renditions_areCounted() {
        Screen screen = screen("\033[1;26ma\033[26mb");
        assertEquals(List.of(new Unsupported("CSI 26 m", 2)), screen.unsupported());
    }

    // ---- masks ----

    @Test
    void masked_textPatternAndRegion_keepWidths() {
        Screen screen = screen("at 12:30 世界 x\r\nat 12:31");
        assertEquals("▒▒ 12:30 世界 x\n▒▒ 12:31", screen.masked("at").text());
        assertEquals(
                "at ▒▒▒▒▒ 世界 x\nat ▒▒▒▒▒",
                screen.masked(Pattern.compile("\\d\\d:\\d\\d")).text());
        assertEquals("at 12:30 ▒▒▒▒ x", screen.masked("世界").line(0));
        assertEquals("at 12:30 ▒▒界 x", screen.masked(Region.block(0, 10, 1, 1)).line(0));
        assertEquals("▒".repeat(20), screen.masked(Region.rows(1, 9)).line(1));
        assertEquals("at 12:30 世界 x", screen.masked(Region.rows(1, 9)).line(0));
    }

    @Test
    void masked_hasNoStyleThere_andAllElseAsBefore() {
        Screen screen = screen("\033]0;title\007\033[31mred \033[7mhot");
        Screen masked = screen.masked("hot");
        assertEquals(screen.version(), masked.version());
        assertEquals("title", masked.title());
        assertEquals(screen.cursor(), masked.cursor());
        assertEquals("red", masked.cell(0, 0).style().toString());
        assertEquals("default", masked.cell(0, 4).style().toString());
        assertEquals(Optional.empty(), masked.find("hot"));
        assertTrue(masked.diff(screen("red not").masked("not")).rows().equals(Set.of(0)), "red is red");
    }

    @Test
    void masked_emptyText_isRefused() {
        Screen screen = screen("a");
        assertThrows(IllegalArgumentException.class, () -> screen.masked(""));
    }

    // ---- rows of double size ----

    @Test
    void rowSize_isWhatTheProgramSet() {
        Screen screen = screen("a\r\n\033#6b\r\n\033#3c\r\n\033#4c");
        assertEquals(RowSize.SINGLE, screen.rowSize(0));
        assertEquals(RowSize.DOUBLE_WIDTH, screen.rowSize(1));
        assertEquals(RowSize.DOUBLE_HEIGHT_TOP, screen.rowSize(2));
        assertEquals(RowSize.DOUBLE_HEIGHT_BOTTOM, screen.rowSize(3));
        assertThrows(IndexOutOfBoundsException.class, () -> screen.rowSize(4));
    }

    // ---- commands ----

    private static String prompt(int status) {
        return "\033]133;D;" + status + "\007\033]133;A\007$ \033]133;B\007";
    }

    private static final String RUN = "\r\n\033]133;C\007";

    @Test
    void commands_haveLineOutputAndStatus() {
        Screen screen = screen(
                12,
                20,
                "\033]133;A\007$ \033]133;B\007echo a; echo b" + RUN + "a\r\nb\r\n" + prompt(0) + "false" + RUN
                        + prompt(1) + "printf x" + RUN + "x" + prompt(0) + "make" + RUN + "working\r\n");
        assertEquals(
                List.of(
                        new ShellCommand(Optional.of("echo a; echo b"), "a\nb", OptionalInt.of(0), false, false),
                        new ShellCommand(Optional.of("false"), "", OptionalInt.of(1), false, false),
                        new ShellCommand(Optional.of("printf x"), "x", OptionalInt.of(0), false, false),
                        new ShellCommand(Optional.of("make"), "working", OptionalInt.empty(), true, false)),
                screen.commands());
        assertEquals("make: running", screen.commands().get(3).toString());
    }

    @Test
    void commands_lineThatTheShellTells_goesBeforeWhatIsSeen() {
        Screen screen = screen("$ ls\r\n\033]133;C;cmdline_url=ls%20-l\007x\r\n\033]133;D;0\007");
        assertEquals(Optional.of("ls -l"), screen.commands().get(0).line());
    }

    @Test
    void commands_wrappedLines_areJoined() {
        Screen screen = screen("\033]133;A\007$ \033]133;B\007echo abcdefghijklmnopqrstuvw" + RUN
                + "abcdefghijklmnopqrstuvw\r\n" + prompt(0));
        assertEquals(
                List.of(new ShellCommand(
                        Optional.of("echo abcdefghijklmnopqrstuvw"),
                        "abcdefghijklmnopqrstuvw",
                        OptionalInt.of(0),
                        false,
                        false)),
                screen.commands());
    }

    @Test
    void commands_afterClear_areThoseThatCanBeSeen() {
        Screen screen = screen("\033]133;A\007$ \033]133;B\007ls" + RUN + "x\r\n" + prompt(0) + "clear" + RUN
                + "\033[H\033[2J" + prompt(0) + "pwd" + RUN + "/\r\n" + prompt(0));
        assertEquals(
                List.of("pwd: exit 0"),
                screen.commands().stream().map(ShellCommand::toString).toList());
    }

    @Test
    void commands_inAShellInside_areToldApart() {
        String outer = ";aid=1\007";
        String inner = ";aid=2\007";
        Screen screen = screen(
                9,
                20,
                "\033]133;A" + outer + "$ \033]133;B" + outer + "sh\r\n\033]133;C" + outer + "\033]133;A" + inner
                        + "> \033]133;B" + inner + "pwd\r\n\033]133;C" + inner + "/\r\n\033]133;D;0" + inner
                        + "\033]133;A" + inner + "> exit\r\n\033]133;D;4" + outer);
        assertEquals(
                List.of("sh: exit 4", "pwd: exit 0"),
                screen.commands().stream().map(ShellCommand::toString).toList());
        assertEquals("> pwd\n/\n> exit", screen.commands().get(0).output());
        assertEquals("/", screen.commands().get(1).output());
    }

    @Test
    void commands_outputThatHasLeft_isWholeInTheSnapshotAndCutOnTheScreen() {
        String lines = "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n";
        FakePty shell = FakePty.script().onStart(Steps.out("$ \033]133;B\007seq 6" + RUN + lines + prompt(0)));
        try (FakeLab lab = new FakeLab(
                shell, builder -> builder.defaults(SessionSpec.shell().size(4, 20)))) {
            Session session = lab.start("s");
            ShellCommand whole = session.snapshot().commands().get(0);
            assertEquals(
                    new ShellCommand(Optional.of("seq 6"), "1\n2\n3\n4\n5\n6", OptionalInt.of(0), false, false), whole);
            ShellCommand seen = session.screen().commands().get(0);
            assertEquals(new ShellCommand(Optional.empty(), "4\n5\n6", OptionalInt.of(0), false, true), seen);
        }
    }

    @Test
    void commands_endInALineThatBeganInTheHistory_areCutAtTheRightColumn() {
        // 70 columns of output without a line end fill more than the screen; the prompt stands in the same line
        FakePty shell = FakePty.script()
                .onStart(Steps.out("$ \033]133;B\007x" + RUN + "0123456789".repeat(7) + "\033]133;D;0\007$ "));
        try (FakeLab lab = new FakeLab(
                shell, builder -> builder.defaults(SessionSpec.shell().size(3, 20)))) {
            Session session = lab.start("s");
            assertEquals(
                    "0123456789".repeat(7), session.snapshot().commands().get(0).output());
        }
    }

    /** Types a line and waits for its end: what is typed before is echoed into the output of the command before. */
    private static void run(Session shell, String line, int status) {
        shell.sendLine(line);
        String ended = line + ": exit " + status;
        shell.await(Conditions.screen(
                        "the end of " + line,
                        screen -> screen.commands().stream()
                                .anyMatch(command -> command.toString().equals(ended))))
                .block();
        shell.awaitText(Pattern.compile("\\$ $")).block();
    }

    @Tag("pty")
    @Test
    @EnabledIfProgram("bash")
    void commands_ofARealBash_areWhatRan() {
        try (Wsh wsh = Wsh.open()) {
            Session bash = wsh.start(SessionSpec.command("bash", "--norc", "--noprofile")
                    .env("PS0", "\\e]133;C\\a")
                    .env("PS1", "\\[\\e]133;A\\a\\]$ \\[\\e]133;B\\a\\]")
                    .env("PROMPT_COMMAND", "printf '\\e]133;D;%s\\a' $?")
                    .size(50, 40));
            bash.awaitText(Pattern.compile("\\$ $")).block();
            run(bash, "seq 30", 0);
            run(bash, "(exit 7)", 7);
            run(bash, "echo done", 0);
            List<ShellCommand> commands = bash.snapshot().commands();
            assertEquals(
                    List.of("seq 30: exit 0", "(exit 7): exit 7", "echo done: exit 0"),
                    commands.stream().map(ShellCommand::toString).toList());
            assertEquals(30, commands.get(0).output().lines().count());
            assertEquals("done", commands.get(2).output());
        }
    }
}
