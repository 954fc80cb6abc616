package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofHours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.testkit.FakePty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An executor of the user's beside virtual time. */
class OwnExecutorTest {

    @Test
    @DisplayName("a fake terminal knows virtual time also where callbacks have an executor of the user's")
    void start_withACallbackExecutor_eventsOfTerminalsAreNoTimers() {
        FakePty pty = FakePty.script().onStart(after(ofHours(1)), out("x"));
        try (FakeLab lab = new FakeLab(pty, builder -> builder.callbackExecutor(Runnable::run))) {
            lab.start("program");
            assertEquals(1, lab.time.pendingEvents());
            assertEquals(0, lab.time.pendingTimers());
        }
    }
}
