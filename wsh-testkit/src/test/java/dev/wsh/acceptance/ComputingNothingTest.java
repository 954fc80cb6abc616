package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Settled.Confirmation;
import dev.wsh.WaitTimeoutException;
import dev.wsh.spi.Pty.Foreground;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.testkit.FakePty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Idle.computingNothing}: quiet by the clock of the processor, too. */
class ComputingNothingTest {

    private static FakeLab telling() {
        return new FakeLab(FakePty.script().guaranteeing(EnumSet.allOf(Capability.class)), builder -> {});
    }

    private static void uses(FakeLab lab, Session session, long millis) {
        lab.terminal(session).foreground(new Foreground(1, true, ofMillis(millis)));
    }

    @Test
    @DisplayName("a silent program that computes is not idle; it is once it has used nothing for the window")
    void silentProgram_computes_isAwaited() {
        try (FakeLab lab = telling()) {
            Session session = lab.start("compiler");
            uses(lab, session, 10);
            Pending<Settled> plain = session.await(idle(ofMillis(500)).fromNow());
            Pending<Settled> strict = session.await(idle(ofMillis(500)).computingNothing());
            for (int used = 20; used <= 200; used += 10) {
                lab.pass(100);
                uses(lab, session, used);
            }
            assertTrue(plain.isDone());
            assertFalse(strict.isDone());

            Duration begin = lab.time.elapsed();
            Settled.Idle settled = assertInstanceOf(Settled.Idle.class, strict.block());
            long after = lab.since(begin);
            assertTrue(after >= 500 && after <= 600, () -> after + " ms after the last use of the processor");
            assertEquals(Confirmation.CONFIRMED, settled.confirmation());
        }
    }

    @Test
    @DisplayName("output begins the window anew, as without it")
    void output_withoutCpuTime_beginsAnew() {
        try (FakeLab lab = telling()) {
            Session session = lab.start("printer");
            uses(lab, session, 10);
            Duration begin = lab.time.elapsed();
            lab.touchIn(400, session);
            session.await(idle(ofMillis(500)).fromNow().computingNothing()).block();
            assertTrue(lab.since(begin) >= 400 + 500, () -> lab.since(begin) + " ms");
        }
    }

    @Test
    @DisplayName("a provider that can't tell: quiet is enough, and not confirmed")
    void provider_canNotTell_isUnconfirmed() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("far");
            Settled settled =
                    session.await(idle(ofMillis(200)).computingNothing()).block();
            assertEquals(
                    Confirmation.UNCONFIRMED,
                    assertInstanceOf(Settled.Idle.class, settled).confirmation());
        }
    }

    @Test
    @DisplayName("the end is an outcome here, too, and a failure says what was used")
    void end_andTimeout_sayWhy() {
        try (FakeLab lab = telling()) {
            Session session = lab.start("busy");
            uses(lab, session, 1230);
            lab.pass(100);
            Pending<Settled> wait =
                    session.await(idle(ofMillis(500)).computingNothing()).within(ofMillis(300));
            WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, wait::block);
            assertTrue(failure.getMessage().contains("and CPU"), failure::getMessage);

            Pending<Settled> end =
                    session.await(idle(ofSeconds(5)).computingNothing()).unbounded();
            lab.terminal(session).exit(3);
            assertInstanceOf(Settled.Ended.class, end.block());
        }
    }

    @OnRealTerminals
    @DisplayName("a real program that computes for a while and prints nothing")
    void realProgram_computesSilently_hasDoneItsWork(World world, @TempDir Path folder) {
        Path done = folder.resolve("done");
        String work = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; : > done; exec sleep 1000";
        try (World.Lab lab = world.open()) {
            Session session =
                    lab.wsh().start(SessionSpec.command("/bin/sh", "-c", work).cwd(folder));
            Settled settled = session.await(idle(ofMillis(400)).computingNothing())
                    .within(ofSeconds(60))
                    .block();
            assertEquals(
                    Confirmation.CONFIRMED,
                    assertInstanceOf(Settled.Idle.class, settled).confirmation());
            assertTrue(Files.exists(done), "idle before the work was done");
        }
    }
}
