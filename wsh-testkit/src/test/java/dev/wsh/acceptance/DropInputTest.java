package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.WaitTimeoutException;

/** Input that a program does not read. */
class DropInputTest {

    @OnRealTerminals
    void keysBehindAFullQueue_areNamedAndDropped(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.command(
                            "sh",
                            "-c",
                            "stty -icanon -echo; echo ready; trap 'echo woken; cat; exit' INT; "
                                    + "while :; do sleep 0.1; done"));
            session.awaitText("ready").within(ofSeconds(30)).block();
            session.type("x".repeat(300_000));
            session.press(Key.ctrl('c'));
            Pending<Void> flushed = session.flushed();
            Pending<?> wait = session.awaitText("never").within(ofMillis(300));
            String why = assertThrows(WaitTimeoutException.class, wait::block)
                    .evidence()
                    .get(0)
                    .inputWaiting()
                    .orElse("");
            assertTrue(
                    why.matches("\\d{6} bytes of input wait, Ctrl\\+C behind the others: the program does not read"),
                    why);

            int dropped = session.dropInput().block();
            assertTrue(why.startsWith(dropped + " "), why);
            InputRejectedException gone = assertThrows(InputRejectedException.class, flushed::block);
            assertTrue(gone.getMessage().contains(dropped + " bytes of input were dropped"), gone::getMessage);
            assertEquals(0, session.dropInput().block());
            assertEquals(0, lab.wsh().diagnostics().sessions().get(0).inputWaiting());

            session.signal(Signal.INT);
            session.awaitText("woken").within(ofSeconds(30)).block();
            session.send(dev.wsh.Input.text("\nnext\n"));
            session.awaitText("next").within(ofSeconds(30)).block();
            session.flushed().within(ofSeconds(30)).block();
        }
    }
}
