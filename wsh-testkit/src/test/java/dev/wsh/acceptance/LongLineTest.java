package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Evidence;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

/** Lines that are longer than a terminal which collects lines can keep. */
class LongLineTest {

    @OnRealTerminals
    @DisplayName("a program that reads lines gets none that was cut: the failure says what waits, and why")
    void lineOver4095Bytes_toAProgramThatReadsLines_waits(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.command("/bin/sh", "-c", "echo ready; cat"));
            session.awaitText("ready").within(ofSeconds(30)).block();
            session.sendLine("x".repeat(5000));
            Pending<?> wait = session.awaitText("never").within(Duration.ofMillis(300));
            Evidence seen = assertThrows(WaitTimeoutException.class, wait::block)
                    .evidence()
                    .get(0);
            String why = seen.inputWaiting().orElse("");
            assertTrue(why.startsWith("906 bytes of input wait: a line is longer than 4095 bytes"), why);
            assertTrue(seen.describe().contains(why), seen::describe);
        }
    }

    @OnRealTerminals
    @DisplayName("what is typed early for a shell that edits lines arrives whole, however long")
    void lineOver4095Bytes_typedBeforeTheLineEditorRuns_arrivesWhole(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.command("bash", "--norc", "--noprofile", "-i")
                            .env("PS1", "$ ")
                            .size(50, 200));
            session.send(Input.text("y=" + "x".repeat(6000) + "; echo \"<${#y}>\""), Key.ENTER);
            session.awaitText("<6000>").within(ofSeconds(30)).block();
            session.flushed().within(ofSeconds(30)).block();
            assertEquals(0, lab.wsh().diagnostics().sessions().get(0).inputWaiting());
            assertEquals(Optional.empty(), session.exitStatus());
        }
    }
}
