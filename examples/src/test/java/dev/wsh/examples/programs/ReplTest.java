package dev.wsh.examples.programs;

import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dialogue with an interpreter: what happens next is one of several, and the answer is read without the echo. */
class ReplTest {

    /** Its blank is part of it: a prompt of which only the beginning has come must not count. */
    private static final Pattern PROMPT = Pattern.compile("^(>>>|\\.\\.\\.) $");

    private enum State {
        READY,
        ASKS_FOR_PASSWORD,
        ENDED
    }

    /** What was printed, and what the interpreter does now. */
    private record Answer(State state, String text) {}

    @BeforeEach
    void needsPython() {
        Programs.assumeInstalled("python3");
    }

    private static Answer ask(Session session, String question) {
        Mark asked = session.sendLine(question);
        State state = session.await(firstOf(
                        visible(PROMPT).since(asked).map(match -> State.READY),
                        visible("Password:").since(asked).map(match -> State.ASKS_FOR_PASSWORD),
                        exited().map(status -> State.ENDED)))
                .block();
        String answer = session.outputSince(asked)
                .withoutEcho()
                .text()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(">>>"))
                .findFirst()
                .orElse("");
        return new Answer(state, answer);
    }

    @Test
    void dialogue_answers_areReadOneByOne() {
        try (Wsh wsh = Wsh.open()) {
            Session python = wsh.start(SessionSpec.command("python3", "-q")
                    .named("python")
                    .env("PYTHON_BASIC_REPL", "1")
                    .env("TERM", "dumb"));
            python.await(visible(PROMPT)).within(ofSeconds(30)).block();

            assertEquals(new Answer(State.READY, "42"), ask(python, "6 * 7"));
            assertEquals(new Answer(State.READY, ""), ask(python, "import getpass"));
            assertEquals(
                    State.ASKS_FOR_PASSWORD, ask(python, "getpass.getpass()").state());
            assertEquals(new Answer(State.READY, "'secret'"), ask(python, "secret"));
            assertEquals(State.ENDED, ask(python, "exit(5)").state());
            assertEquals(5, python.onExit().block().code().orElseThrow());
        }
    }
}
