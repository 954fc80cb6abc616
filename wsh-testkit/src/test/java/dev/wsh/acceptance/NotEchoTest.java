package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import dev.wsh.testkit.FakePty;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waits for an answer are not satisfied by the echo of what was typed. */
class NotEchoTest {

    /** A program that echoes at once and answers with the same text two seconds later. */
    private static FakePty copier() {
        return FakePty.script().echo(true).onInput("x y\r", after(ofSeconds(2)), out("x y\r\n"));
    }

    private static void assertComesAfterTwoSeconds(Condition<?> condition) {
        try (FakeLab lab = new FakeLab(copier(), builder -> {})) {
            Session session = lab.start("copier");
            Pending<?> wait = session.await(condition);
            session.sendLine("x y");
            lab.time.advance(ofMillis(1999));
            assertTrue(!wait.isDone(), condition::toString);
            lab.time.advance(ofMillis(1));
            lab.time.settle();
            assertTrue(wait.isDone(), condition::toString);
        }
    }

    @Test
    void notEcho_textsOfEachKind_waitForTheAnswer() {
        assertComesAfterTwoSeconds(text("x").notEcho());
        assertComesAfterTwoSeconds(text(Pattern.compile("x\\s?y")).notEcho());
        assertComesAfterTwoSeconds(visible("x y").notEcho());
        assertComesAfterTwoSeconds(text("x").notEcho().ignoringCase().styled(style -> true));
        assertComesAfterTwoSeconds(text("x").in(dev.wsh.Region.rows(0, 9)).notEcho());
    }

    @Test
    void notEcho_ofIdle_waitsForTheAnswer() {
        try (FakeLab lab = new FakeLab(copier(), builder -> {})) {
            Session session = lab.start("copier");
            session.sendLine("x y");
            Pending<Settled> answered =
                    session.await(idle(ofMillis(100)).afterOutput().notEcho());
            Pending<Settled> echoed = session.await(idle(ofMillis(100)).afterOutput());
            lab.time.advance(ofSeconds(2));
            assertTrue(echoed.isDone());
            assertTrue(!answered.isDone());
            lab.time.advance(ofMillis(100));
            lab.time.settle();
            assertTrue(answered.isDone());
        }
    }

    @Test
    void notEcho_echoAlone_saysSo() {
        try (FakeLab lab = new FakeLab(FakePty.script().echo(true), builder -> {})) {
            Session session = lab.start("silent");
            session.sendLine("done");
            Pending<Match> text = session.await(text("done").notEcho()).within(ofSeconds(1));
            WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, text::block);
            assertTrue(failure.getMessage().contains("only in the echo"), failure::getMessage);
            Pending<Settled> idle = session.await(idle(ofMillis(100)).notEcho()).within(ofSeconds(1));
            failure = assertThrows(WaitTimeoutException.class, idle::block);
            assertTrue(failure.getMessage().contains("only its echo"), failure::getMessage);
        }
    }

    @Test
    void notEcho_ofALineThatScrolledPast_isKnownToBeEcho() {
        FakePty program = FakePty.script()
                .echo(true)
                .onInput(
                        "find me\r", every(ofMillis(1), 100, out("line\r\n")), after(ofSeconds(1)), out("find me\r\n"));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.start("scrolls");
            Mark typed = session.sendLine("find me");
            Pending<Match> early = session.await(text("find me").notEcho().since(typed));
            lab.time.advance(ofMillis(500));
            Pending<Match> late = session.await(text("find me").notEcho().since(typed));
            assertTrue(!early.isDone() && !late.isDone());
            lab.time.advance(ofSeconds(1));
            lab.time.settle();
            assertEquals(early.block().row(), late.block().row());
        }
    }

    @Test
    void notEcho_partOfTheEcho_isNoAnswer() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("slow");
            lab.print(session, "> ");
            session.sendLine("abc");
            lab.time.settle();
            Pending<Match> wait = session.await(text("b").notEcho());
            lab.print(session, "ab");
            lab.print(session, "c");
            lab.print(session, "\r\n");
            lab.time.settle();
            assertTrue(!wait.isDone());
            lab.print(session, "b");
            assertEquals(1, wait.block().row());
        }
    }

    @ParameterizedTest
    @EnumSource
    void notEcho_realPrograms_areAwaited(LineReader program) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = program.start(lab);
            for (String said : new String[] {"one", "two", "one"}) {
                Mark typed = session.sendLine(program.say(said));
                Match match = session.await(text(said).notEcho().since(typed)).block();
                assertEquals(said, match.line(), () -> program + "\n" + session.screen());
                program.awaitAnswer(session, typed, said);
            }
        }
    }
}
