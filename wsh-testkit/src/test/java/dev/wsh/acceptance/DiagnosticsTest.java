package dev.wsh.acceptance;

import static dev.wsh.acceptance.Latches.awaitUninterruptibly;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.stopReading;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Conditions;
import dev.wsh.Diagnostics;
import dev.wsh.Input;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** How an engine stands: what {@link Wsh#diagnostics} tells. */
class DiagnosticsTest {

    @Test
    void waits_ofASession_areThereWithTheirAgeUntilTheyAreOver() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("build", "ci");
            Pending<?> text = session.awaitText("BUILD SUCCESS");
            lab.pass(1500);
            Pending<?> exit = session.onExit();
            lab.pass(500);

            Diagnostics.SessionState state = lab.wsh.diagnostics().sessions().get(0);
            assertEquals(session.info(), state.info());
            assertEquals(
                    List.of(ofSeconds(2), ofMillis(500)),
                    state.waits().stream().map(Diagnostics.Wait::age).toList());
            assertTrue(state.waits().get(0).what().contains("BUILD SUCCESS"), state::toString);

            text.cancel(false);
            assertEquals(1, lab.wsh.diagnostics().waits());
            exit.cancel(false);
            assertEquals(0, lab.wsh.diagnostics().waits());
        }
    }

    @Test
    void waits_ofAGroup_areThereBesideThoseOfItsMembers() {
        try (FakeLab lab = new FakeLab()) {
            lab.start("a", "ci");
            Session other = lab.start("b", "ci");
            Pending<?> race = lab.wsh.tagged("ci").awaitAny(Conditions.text("done"));
            Pending<?> all = lab.wsh.tagged("ci").awaitAllExit();
            lab.pass(3000);

            Diagnostics diagnostics = lab.wsh.diagnostics();
            assertEquals(2, diagnostics.groupWaits().size());
            Diagnostics.Wait first = diagnostics.groupWaits().get(0);
            assertEquals(ofSeconds(3), first.age());
            assertTrue(first.what().contains("done") && first.what().contains("ci"), first::toString);
            assertEquals(2, diagnostics.sessions().get(1).waits().size());
            assertEquals(2 + 4, diagnostics.waits());

            lab.print(other, "done");
            race.block();
            all.cancel(false);
            assertEquals(0, lab.wsh.diagnostics().waits());
        }
    }

    @Test
    void replies_andStreams_areListedToo() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("a");
            Registration registration = session.on(Conditions.text("Password:"), (who, match) -> {});
            assertEquals(1, lab.wsh.diagnostics().waits());
            registration.close();
            assertEquals(0, lab.wsh.diagnostics().waits());
        }
    }

    @Test
    void input_thatNobodyReads_isCounted() {
        FakePty deaf = FakePty.script().backpressure(4).onStart(stopReading());
        try (FakeLab lab = new FakeLab(deaf, builder -> {})) {
            Session session = lab.start("deaf");
            session.send(Input.text("0123456789"));
            lab.time.settle();
            assertEquals(6, lab.wsh.diagnostics().sessions().get(0).inputWaiting());
        }
    }

    @Test
    void callbacks_thatBlock_areCountedWithThoseThatWaitForThem() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Wsh wsh = Wsh.builder()
                .ptyProvider(FakePty.script().onStart(out("hello")))
                .callbackExecutor(one)
                .open()) {
            assertEquals(
                    new Diagnostics.Tasks(0, 0, Duration.ZERO),
                    wsh.diagnostics().callbacks());
            Session session = wsh.start(SessionSpec.command("program"));
            session.on(Conditions.text("hello"), (who, match) -> {
                begun.countDown();
                awaitUninterruptibly(release);
            });
            begun.await();
            session.listen(event -> {});

            Diagnostics.Tasks callbacks = wsh.diagnostics().callbacks();
            assertEquals(1, callbacks.running());
            assertEquals(1, callbacks.waiting());
            assertFalse(callbacks.longest().isZero());
            release.countDown();
        } finally {
            release.countDown();
            one.shutdown();
        }
    }

    @Test
    void text_forPeople_namesSessionsWaitsAndTheirAge() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("build");
            session.awaitText("ready");
            lab.wsh.awaitAnyExit();
            lab.pass(2000);
            String text = lab.wsh.diagnostics().toString();
            assertEquals("""
                    sessions: 1; waits: 3; callbacks: 0 running, 0 waiting; engine: 0 running, 0 waiting
                      session "build", running, last activity 2.000 s ago, 2 waits
                        for 2.000 s: text "ready"
                        for 2.000 s: exit
                      group for 2.000 s: any: exit""", text);
        }
    }

    @Test
    void ended_andClosed_areNotForgottenTooSoon() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("short");
            lab.terminal(session).exit(3);
            lab.time.settle();
            assertEquals(
                    List.of(session.info()),
                    lab.wsh.diagnostics().sessions().stream()
                            .map(Diagnostics.SessionState::info)
                            .toList());
            session.close();
            assertEquals(List.of(), lab.wsh.diagnostics().sessions());
        }
    }

    /** A predicate is the user's code on the engine's threads: who wonders why nothing is found sees it here. */
    @Test
    void predicates_thatBlock_areCounted() throws Exception {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch release = new CountDownLatch(1);
        try (Wsh wsh = Wsh.builder().ptyProvider(FakePty.script()).open()) {
            for (int i = 0; i < 3; i++) {
                wsh.start(SessionSpec.command("program")).await(Conditions.screen("blocked", screen -> {
                    begun.countDown();
                    awaitUninterruptibly(release);
                    return true;
                }));
            }
            begun.await();
            assertTrue(
                    wsh.diagnostics().engine().running() >= 3,
                    () -> wsh.diagnostics().toString());
            release.countDown();
        } finally {
            release.countDown();
        }
    }
}
