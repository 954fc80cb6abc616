package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.Settled;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All are idle at one moment. */
class AllIdleTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void awaitAllIdle_oneGoesOnAfterItWasQuiet_isWaitedForAgain() {
        Session first = lab.start("first");
        Session second = lab.start("second");
        Pending<List<Settled>> all = lab.wsh.awaitAllIdle(ofMillis(100));
        for (int i = 0; i < 3; i++) {
            lab.touch(second);
            lab.pass(90);
            lab.touch(first); // after it was quiet, for the first was
            lab.pass(20);
            assertFalse(all.isDone());
        }
        lab.pass(90);
        assertTrue(all.isDone());
        List<Settled> outcomes = all.join();
        assertEquals(2, outcomes.size());
        for (Settled each : outcomes) {
            assertEquals(each.session().mark(), each.mark());
        }
    }

    @Test
    void awaitAllIdle_oneEndsAfterItWasQuiet_hasItsEnd() {
        Session first = lab.start("first");
        Session second = lab.start("second");
        lab.pass(50);
        lab.touch(second);
        Pending<List<Settled>> all = lab.wsh.awaitAllIdle(ofMillis(100));
        lab.pass(70);
        lab.terminal(first).exit(3);
        lab.pass(60);
        assertEquals(3, all.join().get(0).exitStatus().orElseThrow().code().orElseThrow());
    }
}
