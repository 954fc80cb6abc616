package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Output.Echo;
import dev.wsh.Session;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of the output is only the echo of what was typed, in each program with its own line editor. */
@Tag("pty")
class EchoTest {

    private static void assertOutput(LineReader program, String expected, Echo echo, Output output) {
        Output rest = output.withoutEcho();
        assertEquals(
                expected,
                rest.text(),
                () -> program + " printed\n"
                        + new String(output.bytes(), StandardCharsets.UTF_8).replace("\033", "^["));
        assertEquals(echo, rest.echo(), program::toString);
        assertEquals(echo, output.echo(), program::toString);
    }

    private static void assertAnswer(LineReader program, String said) {
        assertAnswer(program, said, Echo.OBSERVED);
    }

    private static void assertAnswer(LineReader program, String said, Echo echo) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark typed = session.sendLine(program.say(said));
            program.awaitAnswer(session, typed, said.substring(Math.max(0, said.length() - 20)));
            assertOutput(program, program.printed(said) + program.prompt(), echo, session.outputSince(typed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_shortLine_isTheAnswer(LineReader program) {
        assertAnswer(program, "hello");
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_lineOfSeveralRows_isTheAnswer(LineReader program) {
        assertAnswer(program, "0123456789".repeat(25));
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_linesThatFillTheRowExactly_areTheAnswer(LineReader program) {
        int more = 80 - (program.prompt() + program.say("")).length();
        for (int length = more - 1; length <= more + 1; length++) {
            assertAnswer(program, "x".repeat(length));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BUSYBOX", "PLAIN_FISH"})
    void withoutEcho_lineLongerThanTheScreen_isTheAnswer(LineReader program) {
        assertAnswer(program, "0123456789".repeat(250), program.sureOfLong());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DASH", "BUSYBOX", "PLAIN_FISH"})
    void withoutEcho_lineOver4096Characters_isTheAnswer(LineReader program) {
        assertAnswer(program, "0123456789".repeat(500), program.sureOfLong());
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_nonAsciiText_isTheAnswer(LineReader program) {
        assertAnswer(program, program == LineReader.BUSYBOX ? "Grüße é" : "Grüße 日本語 é"); // busybox shows ???
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_inputsOneAfterTheOther_leaveAnswersAndPrompts(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark first = session.mark();
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                Mark typed = session.sendLine(program.say("said " + i));
                program.awaitAnswer(session, typed, "said " + i);
                expected.append(program.printed("said " + i))
                        .append(i == 11 ? program.prompt() : program.prompt().strip() + "\n");
            }
            assertOutput(program, expected.toString(), Echo.OBSERVED, session.outputSince(first));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_textAndEnterApart_isTheAnswer(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark first = session.type(program.say("apart"));
            session.await(text(program.say("apart")).since(first)).block();
            assertOutput(program, "", Echo.OBSERVED, session.outputSince(first));
            Mark enter = session.press(Key.ENTER);
            program.awaitAnswer(session, first, "apart");
            String expected = program.printed("apart") + program.prompt();
            assertOutput(program, expected, Echo.OBSERVED, session.outputSince(first));
            assertOutput(program, expected, Echo.OBSERVED, session.outputSince(enter));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_erasedKeys_isTheAnswer(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark typed = session.send(Input.text(program.say("right") + "wrong"), Key.BACKSPACE.times(5), Key.ENTER);
            program.awaitAnswer(session, typed, "right");
            assertOutput(
                    program, program.printed("right") + program.prompt(), Echo.OBSERVED, session.outputSince(typed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_severalLinesAtOnce_leaveAnswersOnly(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark typed =
                    session.type(program.say("one") + "\n" + program.say("two") + "\n" + program.say("three") + "\n");
            program.awaitAnswer(session, typed, "three");
            Output output = session.outputSince(typed);
            String rest = output.withoutEcho().text().replace(program.prompt().strip() + "\n", "");
            String expected = program.printed("one") + program.printed("two") + program.printed("three");
            assertEquals(
                    expected.replace("\n", ""),
                    rest.replace(program.prompt(), "").replace("\n", ""),
                    () -> program + " printed\n"
                            + new String(output.bytes(), StandardCharsets.UTF_8).replace("\033", "^["));
            assertNotEquals(Echo.UNKNOWN, output.echo());
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutEcho_typedBeforeThePrompt_leavesTheAnswerOnly(LineReader program) {
        for (int i = 0; i < Integer.getInteger("test.echo.early", 5); i++) {
            try (World.Lab lab = World.REAL.open()) {
                Session session = program.begin(lab);
                Mark typed = session.sendLine(program.say("early"));
                program.awaitAnswer(session, typed, "early");
                Output output = session.outputSince(session.startMark());
                String rest = output.withoutEcho().text();
                int first = rest.indexOf("early");
                assertEquals(
                        -1,
                        rest.indexOf("early", first + 1),
                        () -> program + " printed\n"
                                + new String(output.bytes(), StandardCharsets.UTF_8).replace("\033", "^[")
                                + "\n-- which is\n"
                                + rest);
                assertEquals(-1, rest.indexOf(program.say("early")), rest);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASH", "ZSH", "FISH", "PYTHON", "NODE", "GDB", "SQLITE"})
    void withoutEcho_historyKey_isTheAnswer(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark typed = session.sendLine(program.say("again"));
            program.awaitAnswer(session, typed, "again");
            Mark key = session.press(Key.UP);
            session.await(text(program.say("again")).since(key))
                    .within(ofSeconds(30))
                    .block();
            session.press(Key.ENTER);
            program.awaitAnswer(session, key, "again");
            Output output = session.outputSince(key);
            assertEquals(
                    program.printed("again") + program.prompt(),
                    output.withoutEcho().text(),
                    () -> program + " printed\n"
                            + new String(output.bytes(), StandardCharsets.UTF_8).replace("\033", "^["));
            assertNotEquals(Echo.UNKNOWN, output.echo());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASH", "ZSH", "FISH"})
    void withoutEcho_completionKey_isTheAnswer(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark typed = session.send(Input.text("echo /usr/inclu"), Key.TAB);
            session.await(text("/usr/include/").since(typed))
                    .within(ofSeconds(30))
                    .block();
            session.press(Key.ENTER);
            program.awaitAnswer(session, typed, "$");
            Output output = session.outputSince(typed);
            String slash = program == LineReader.ZSH ? "" : "/"; // which zsh takes away again
            assertEquals(
                    "/usr/include" + slash + "\n$ ",
                    output.withoutEcho().text(),
                    () -> program + " printed\n"
                            + new String(output.bytes(), StandardCharsets.UTF_8).replace("\033", "^["));
            assertNotEquals(Echo.UNKNOWN, output.echo());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASH", "ZSH", "FISH"})
    void withoutEcho_pasteOfSeveralLines_isTheAnswer(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            Mark typed = session.paste(program.say("line 1") + "\n" + program.say("line 2"));
            session.press(Key.ENTER);
            program.awaitAnswer(session, typed, "line 2");
            session.awaitIdle(java.time.Duration.ofMillis(300)).block();
            Output output = session.outputSince(typed);
            assertEquals(
                    "line 1\nline 2\n$ ",
                    output.withoutEcho().text(),
                    () -> program + " printed\n"
                            + new String(output.bytes(), StandardCharsets.UTF_8).replace("\033", "^["));
        }
    }
}
