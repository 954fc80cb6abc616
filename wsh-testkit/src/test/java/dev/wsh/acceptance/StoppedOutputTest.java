package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Key;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that is stopped by Ctrl-S is no confirmed quiet. */
@Tag("pty")
class StoppedOutputTest {

    private static Settled.Confirmation confirmation(Session session) {
        return ((Settled.Idle) session.awaitIdle(ofMillis(150)).block()).confirmation();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void awaitIdle_stoppedByCtrlS_saysSo(String provider) {
        try (Wsh wsh = Wsh.builder().ptyProvider(provider).open()) {
            Session session = wsh.start(SessionSpec.shellCommand("echo begin; while read x; do echo \"got $x\"; done"));
            session.awaitText("begin").block();
            assertEquals(Settled.Confirmation.CONFIRMED, confirmation(session));
            session.press(Key.ctrl('s'));
            session.sendLine("one");
            assertEquals(Settled.Confirmation.STOPPED, confirmation(session));
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class,
                    () -> session.awaitText("got one").within(ofMillis(100)).block());
            assertTrue(
                    failure.getMessage().contains("the output is stopped, as by Ctrl+S; Ctrl+Q lets it go on"),
                    failure::getMessage);
            session.press(Key.ctrl('q'));
            session.awaitText("got one").within(ofSeconds(20)).block();
            assertEquals(Settled.Confirmation.CONFIRMED, confirmation(session));
            session.press(Key.ctrl('s'), Key.ctrl('c'));
            assertTrue(session.onExit().within(ofSeconds(20)).block().signal().isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void awaitIdle_programTakesCtrlSItself_isConfirmed(String provider) {
        try (Wsh wsh = Wsh.builder().ptyProvider(provider).open()) {
            Session session = wsh.start(SessionSpec.shellCommand("stty -ixon; echo begin; cat"));
            session.awaitText("begin").block();
            session.press(Key.ctrl('s'));
            assertEquals(Settled.Confirmation.CONFIRMED, confirmation(session));
        }
    }
}
