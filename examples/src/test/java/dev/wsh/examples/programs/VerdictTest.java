package dev.wsh.examples.programs;

import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ConditionFailedException;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waits for one of several things, with a typed outcome, and waits that know when there is no hope. */
class VerdictTest {
    private final Wsh wsh = Wsh.open();

    private enum Verdict {
        OK,
        PANIC,
        ENDED
    }

    @AfterEach
    void close() {
        wsh.close();
    }

    private Session start(String line) {
        return wsh.start(SessionSpec.shellCommand(line));
    }

    private static Pending<Verdict> verdict(Session session) {
        return session.await(firstOf(
                visible("all is ok").map(match -> Verdict.OK),
                visible("panic").map(match -> Verdict.PANIC),
                exited().map(status -> Verdict.ENDED)));
    }

    @Test
    void firstOf_threeOutcomes_tellsWhich() {
        assertEquals(Verdict.OK, verdict(start("echo all is ok; cat")).block());
        assertEquals(Verdict.PANIC, verdict(start("echo kernel panic; cat")).block());
        assertEquals(Verdict.ENDED, verdict(start("exit 1")).block());
    }

    @Test
    void unless_hopeless_failsAtOnceWithTheScreen() {
        Session server = start("echo starting; echo 'panic: no disk'; cat");

        ConditionFailedException failure = assertThrows(
                ConditionFailedException.class,
                () -> server.await(visible("listening").unless(visible("panic")))
                        .block());

        assertTrue(failure.getMessage().contains("panic: no disk"), failure::getMessage);
    }

    @Test
    void await_sessionEnds_failsAtOnceWithTheScreen() {
        Session server = start("echo 'no licence'; exit 2");

        SessionEndedException failure = assertThrows(
                SessionEndedException.class, () -> server.awaitText("listening").block());

        assertTrue(failure.getMessage().contains("no licence"), failure::getMessage);
        assertTrue(failure.getMessage().contains("exit 2"), failure::getMessage);
    }
}
