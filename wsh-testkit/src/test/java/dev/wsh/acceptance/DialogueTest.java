package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Dialogue;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.testkit.FakePty;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Questions and answers: each wait sees what is newer than the last match or answer. */
class DialogueTest {

    /** Asks A again and again, and after the third answer B. */
    private static FakePty asking() {
        return FakePty.script()
                .onStart(out("A? "))
                .onInput("1\r", out("\r\nA? "))
                .onInput("2\r", out("\r\nA? "))
                .onInput("3\r", out("\r\nB? "))
                .onInput("bye\r", out("\r\nso long"), exit(0));
    }

    private static FakeLab lab(FakePty program) {
        return new FakeLab(program, builder -> {});
    }

    @Test
    @DisplayName("a loop over two questions matches none that was answered")
    void expectAny_inALoop_findsEachQuestionOnce() {
        try (FakeLab lab = lab(asking())) {
            Dialogue talk = lab.start("s").dialogue();
            int answers = 0;
            while (talk.expectAny("A? ", "B? ").block().index() == 0) {
                answers++;
                talk.answer(String.valueOf(answers));
            }
            assertEquals(3, answers);
            Mark before = talk.answer("bye");
            assertEquals(before, talk.mark());
            Match last = talk.expect(Pattern.compile("so (\\w+)")).block();
            assertEquals("long", last.group(1));
            assertEquals(last.mark(), talk.mark());
        }
    }

    @Test
    void expect_afterAMatchWithoutAnAnswer_goesOnBehindIt() {
        try (FakeLab lab = lab(FakePty.script().onStart(out("one one two\r\none")))) {
            Dialogue talk = lab.start("s").dialogue();
            List<Integer> cols = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                cols.add(talk.expect("one").block().col());
            }
            assertEquals(List.of(0, 4, 0), cols);
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class, () -> talk.expect("one").block());
            assertTrue(failure.getMessage().contains("since the match \"one\""), failure.getMessage());
        }
    }

    @Test
    @DisplayName("a question that was painted again before the answer is not found again")
    void expect_questionRepaintedBeforeTheAnswer_isOld() {
        try (FakeLab lab = lab(asking())) {
            Session session = lab.start("s");
            Dialogue talk = session.dialogue();
            talk.expect("A? ").block();
            lab.print(session, "\rA? ");
            talk.answer("3");
            assertEquals(1, talk.expectAny("A? ", "B? ").block().index());
        }
    }

    @Test
    void expectAny_conditions_sayWhichAndWhere() {
        try (FakeLab lab = lab(asking())) {
            Dialogue talk = lab.start("s").dialogue();
            Dialogue.Found found = talk.expectAny(List.of(text("B? "), visible(Pattern.compile("(A)\\?"))))
                    .block();
            assertEquals(1, found.index());
            assertEquals("A", found.match().group(1));
            assertTrue(found.toString().contains("A?"), found::toString);
        }
    }

    @Test
    @DisplayName("a condition without a match moves the dialogue with the answer")
    void expect_conditionOfAnotherType_isNewerThanTheAnswer() {
        try (FakeLab lab = lab(asking())) {
            Dialogue talk = lab.start("s").dialogue();
            assertEquals(
                    "a",
                    talk.expect(text("A? ").map(match -> "a").or(text("B? ").map(match -> "b")))
                            .block());
            talk.send(dev.wsh.Input.text("3"), Key.ENTER);
            assertEquals(
                    "b",
                    talk.expect(text("A? ").map(match -> "a").or(text("B? ").map(match -> "b")))
                            .block());
        }
    }

    @Test
    @DisplayName("replies of on go on beside it, and do not move it")
    void on_besideADialogue_answersOnItsOwn() {
        FakePty program = FakePty.script()
                .onStart(out("A? "), out("continue? "))
                .onInput("y\r", out("\r\nthanks. "))
                .onInput("1\r", out("\r\nB? "));
        try (FakeLab lab = lab(program)) {
            Session session = lab.start("s");
            Dialogue talk = session.dialogue();
            session.on(text("continue? "), (who, match) -> who.sendLine("y"));
            session.awaitText("thanks").block();
            talk.expect("A? ").block();
            talk.answer("1");
            talk.expect("B? ").block();
            assertSame(session, talk.session());
        }
    }

    @Test
    void dialogue_madeAfterAnInput_beginsThere() {
        try (FakeLab lab = lab(asking())) {
            Session session = lab.start("s");
            session.awaitText("A? ").block();
            session.sendLine("3");
            Dialogue talk = session.dialogue();
            assertEquals(1, talk.expectAny("A? ", "B? ").block().index());
        }
    }

    @Test
    void expect_whileItWaits_isAMistakeThatIsNamed() {
        try (FakeLab lab = lab(asking())) {
            Dialogue talk = lab.start("s").dialogue();
            Pending<Match> first = talk.expect("never");
            IllegalStateException failure = assertThrows(IllegalStateException.class, () -> talk.expect("A? "));
            assertTrue(
                    failure.getMessage().contains("is at another question: wait for text \"never\""),
                    failure::getMessage);
            assertTrue(failure.getMessage().endsWith("block on it, or cancel it first"), failure::getMessage);
            first.cancel(false);
            talk.expect("A? ").block();
            assertThrows(IllegalArgumentException.class, () -> talk.expectAny());
            assertThrows(IllegalArgumentException.class, () -> talk.expect(""));
            assertTrue(talk.toString().contains("newer than the match \"A? \""), talk::toString);
        }
    }

    @Test
    @DisplayName("a wait that fails leaves the dialogue where it was")
    void expect_thatTimesOut_losesNothing() {
        try (FakeLab lab = lab(asking())) {
            Dialogue talk = lab.start("s").dialogue();
            Mark before = talk.mark();
            assertTrue(talk.expect("never").within(ofSeconds(1)).blockOptional().isEmpty());
            assertEquals(before, talk.mark());
            talk.expect("A? ").block();
            talk.answer("3");
            talk.expect("B? ").block();
            talk.answer("bye");
            assertThrows(SessionEndedException.class, () -> talk.expect("never").block());
        }
    }

    @Test
    @DisplayName("a secret is not sent while the terminal echoes")
    void answerSecret_terminalThatEchoes_isNotSent() {
        try (FakeLab lab = lab(asking().echo(true))) {
            Session session = lab.start("s");
            Dialogue talk = session.dialogue();
            talk.expect("A? ").block();
            Pending<Mark> answer = talk.answerSecret("hunter2").within(ofSeconds(1));
            WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, answer::block);
            assertTrue(failure.getMessage().contains("a terminal that does not echo"), failure::getMessage);
            assertFalse(failure.getMessage().contains("hunter2"), failure::getMessage);
            assertEquals("", lab.terminal(session).input());
        }
    }

    @OnRealTerminals
    @DisplayName("a password that is asked three times, the echo off a moment after each question")
    void answerSecret_askedThreeTimes_arrivesEachTime(World world) {
        String ask = "printf 'Password: '; stty -echo; read -r p; stty echo; echo; ";
        String script = "for i in 1 2; do " + ask + "echo \"wrong ${#p}\"; done; " + ask + "echo \"welcome ${#p}\"";
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.command("/bin/sh", "-c", script));
            Dialogue talk = session.dialogue();
            int asked = 0;
            while (talk.expectAny("Password: ", "welcome 3")
                            .within(ofSeconds(30))
                            .block()
                            .index()
                    == 0) {
                asked++;
                talk.answerSecret("p".repeat(asked)).within(ofSeconds(30)).block();
            }
            assertEquals(3, asked);
            assertEquals(-1, session.outputSince(session.startMark()).text().indexOf("pp"));
        }
    }
}
