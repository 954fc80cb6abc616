package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Evidence;
import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was typed and nobody reads can be dropped. */
class DropInputTest {

    private static Evidence evidence(Session session) {
        Pending<?> wait = session.awaitText("never").within(ofMillis(200));
        return assertThrows(WaitTimeoutException.class, wait::block).evidence().get(0);
    }

    @OnRealTerminals
    @DisplayName(
            "Ctrl-C behind 300 KB that nobody reads waits, which the evidence says; once they are dropped it arrives")
    void ctrlC_behindInputThatNobodyReads_arrivesOnceThatIsDropped(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.command("/bin/sh", "-c", "stty -icanon -echo; echo ready; exec sleep 1000"));
            session.awaitText("ready").within(ofSeconds(30)).block();
            session.type("0123456789".repeat(30_000));
            session.press(Key.ctrl('c'));
            String why = evidence(session).inputWaiting().orElse("");
            assertTrue(why.endsWith("bytes of input wait: the program does not read"), why);
            Pending<Void> flushed = session.flushed();

            Pending<Integer> dropped = session.dropInput();
            session.press(Key.ctrl('c'));

            assertTrue(dropped.within(ofSeconds(30)).block() > 200_000);
            assertThrows(
                    InputRejectedException.class,
                    () -> flushed.within(ofSeconds(30)).block());
            assertFalse(session.onExit().within(ofSeconds(30)).block().success());
            assertThrows(SessionEndedException.class, session::dropInput);
        }
    }

    @Test
    void dropInput_pausesAndWhatIsSentAfter_areKeptApart() {
        FakePty program = FakePty.script().backpressure(4).onStart(Steps.refuseInput(ofSeconds(5)));
        try (FakeLab lab = new FakeLab(program, builder -> {})) {
            Session session = lab.start("s");
            session.send(Input.text("one"), Input.pause(Duration.ofHours(1)), Input.text("two"));
            Pending<Integer> dropped = session.dropInput();
            session.type("new");
            assertEquals(6, dropped.block());
            session.flushed().within(ofSeconds(10)).block();
            assertEquals("new", lab.terminal(session).input());
            assertEquals(0, session.dropInput().block());
        }
    }
}
