package dev.wsh.acceptance;

import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Dialogue;
import dev.wsh.Key;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import dev.wsh.testkit.FakePty;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dialogues: each wait sees only what is newer than the last match and answer. */
class DialogueTest {

    private static final Condition<String> NEXT = firstOf(
            text("Name? ").map(match -> "name"), text("Age? ").map(match -> "age"), exited().map(status -> "end"));

    /** Asks for a name until it likes it, and then for an age; its questions stay on the screen. */
    private static FakePty asker() {
        return FakePty.script()
                .echo(true)
                .onStart(after(ofSeconds(1)), out("Name? "))
                .onInput("Ada\r", after(ofSeconds(3600)), out("Age? "))
                .onInput("x\r", after(ofSeconds(1)), out("No.\r\nName? "))
                .onInput("36\r", out("Hello Ada\r\n"), exit(0));
    }

    @Test
    void expect_loopOverPrompts_neverMeetsAnOldOne() {
        try (FakeLab lab = new FakeLab(asker(), builder -> {})) {
            Dialogue dialogue = lab.wsh.start(SessionSpec.command("asker")).dialogue();
            List<String> asked = new ArrayList<>();
            int names = 0;
            for (String next = ask(dialogue); !next.equals("end"); next = ask(dialogue)) {
                asked.add(next);
                dialogue.sendLine(next.equals("age") ? "36" : names++ < 3 ? "x" : "Ada");
            }
            assertEquals(List.of("name", "name", "name", "name", "age"), asked);
            assertEquals("Hello Ada\n", dialogue.output().text());
        }
    }

    private static String ask(Dialogue dialogue) {
        return dialogue.expect(NEXT).within(ofHours(2)).block();
    }

    @Test
    void expect_afterAMatch_isNewer() {
        FakePty program = FakePty.script().onStart(out("tick\r\n"), after(ofSeconds(5)), out("tick\r\n"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Dialogue dialogue = lab.wsh.start(SessionSpec.command("clock")).dialogue();
            assertEquals(0, dialogue.expect("tick").block().row());
            Pending<Match> second = dialogue.expect(Pattern.compile("t(i)ck"));
            lab.time.advance(ofMillis(4900));
            assertFalse(second.isDone());
            assertEquals(1, second.block().row());
            assertThrows(
                    WaitTimeoutException.class,
                    () -> dialogue.expect("tick").within(ofSeconds(1)).block());
        }
    }

    @Test
    void expect_textOfTheAnswer_isNotItsEcho() {
        FakePty program = FakePty.script().echo(true).onInput("yes\r", after(ofSeconds(9)), out("yes, done\r\n"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Dialogue dialogue = lab.wsh.start(SessionSpec.command("asks")).dialogue();
            dialogue.sendLine("yes");
            assertEquals("yes, done", dialogue.expect("yes").block().line());
        }
    }

    @Test
    void expect_conditionsOfEachKind_areWaitedFor() {
        FakePty program = FakePty.script().onStart(out("ready\r\n")).onInput("go\r", out("gone\r\n"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.wsh.start(SessionSpec.command("asks"));
            Dialogue dialogue = session.dialogue();
            assertSame(session, dialogue.session());
            assertEquals(session.startMark(), dialogue.mark());
            Match ready = dialogue.expect(visible("ready")
                            .holding(ofMillis(10))
                            .unless(text("panic"))
                            .and(visible("re"))
                            .named("it"))
                    .block();
            assertEquals("ready", ready.text());
            assertEquals(dialogue.send(dev.wsh.Input.text("go"), Key.ENTER), dialogue.mark());
            assertEquals(
                    4,
                    dialogue.expect(text("gone")
                                    .since(dialogue.mark())
                                    .map(match -> match.text().length()))
                            .block());
            Settled quiet = dialogue.expect(idle(ofMillis(100))).block();
            assertSame(session, quiet.session());
        }
    }

    @Test
    void on_besideADialogue_answers() {
        FakePty program = FakePty.script()
                .onStart(out("first "), after(ofSeconds(1)), out("More? "))
                .onInput("y\r", after(ofSeconds(1)), out("\r\nlast\r\n"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Dialogue dialogue = lab.wsh.start(SessionSpec.command("pager")).dialogue();
            try (Registration more = dialogue.on(text("More? "), (asked, match) -> asked.sendLine("y"))) {
                assertEquals("last", dialogue.expect("last").block().line());
            }
            assertTrue(dialogue.mark().compareTo(dialogue.session().startMark()) > 0);
        }
    }

    /** The program asks first and turns the echo off a moment later, which drops what was typed until then. */
    @OnRealTerminals
    void sendSecret_aProgramThatAsksFirst_getsItUnseen(World world) {
        RunShell.assumeInstalled("python3");
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.command(
                            "python3",
                            "-c",
                            "import getpass; print(len(getpass.getpass('Password: ')), getpass.getpass('Again: '))"));
            Dialogue dialogue = session.dialogue();
            dialogue.expect("Password:").block();
            dev.wsh.Mark sent = dialogue.sendSecret("four words and more").block();
            assertEquals(sent, dialogue.mark());
            dialogue.expect("Again:").block();
            dialogue.sendSecret("x").block();
            assertEquals(
                    "19 x", dialogue.expect(Pattern.compile("^\\d+.*")).block().line());
            assertFalse(session.snapshot().lines().toString().contains("four words"));
        }
    }
}
