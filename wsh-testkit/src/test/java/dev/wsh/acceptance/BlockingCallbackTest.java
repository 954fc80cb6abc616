package dev.wsh.acceptance;

import static dev.wsh.Conditions.screen;
import static dev.wsh.Conditions.text;
import static dev.wsh.acceptance.Latches.awaitUninterruptibly;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks may block; what the engine promises needs none of them. In real time, on fake terminals. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingCallbackTest {

    private static final int MANY = 1_000;
    private static final String LOG_IN = "login: ";

    private static FakePty logins() {
        return FakePty.script()
                .onStart(out(LOG_IN))
                .onInput("me\r", out("\r\nPassword: "))
                .onInput("secret\r", out("\r\nwelcome"));
    }

    private static List<Session> startMany(Wsh wsh) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            sessions.add(wsh.start(SessionSpec.command("login")));
        }
        return sessions;
    }

    @Test
    @DisplayName("1,000 sessions whose callbacks all block: each deadline, timed get, cancel, kill and close works")
    void allCallbacksBlock_deadlinesKillsAndClosesWork() throws Exception {
        CountDownLatch blocked = new CountDownLatch(MANY);
        CountDownLatch release = new CountDownLatch(1);
        try (Wsh wsh = Wsh.builder().maxSessions(MANY).ptyProvider(logins()).open()) {
            try {
                List<Session> sessions = startMany(wsh);
                for (Session session : sessions) {
                    session.on(text(LOG_IN), (who, match) -> {
                        blocked.countDown();
                        awaitUninterruptibly(release);
                    });
                }
                blocked.await();
                for (Session session : sessions) {
                    Pending<?> wait = session.awaitText("never").within(ofMillis(1));
                    assertThrows(WaitTimeoutException.class, wait::block);
                    Pending<?> other = session.awaitText("never");
                    assertThrows(TimeoutException.class, () -> other.get(1, MILLISECONDS));
                    other.cancel(true);
                    assertThrows(CancellationException.class, other::join);
                    session.send(Input.text("me\r"));
                    session.awaitText("Password").block();
                }
                for (Session session : sessions.subList(0, MANY / 2)) {
                    session.kill().block();
                }
                sessions.forEach(Session::close);
                wsh.awaitAllExit().block();
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    @DisplayName("1,000 dialogues in on, each with a wait inside, all end")
    void dialoguesInCallbacks_allEnd() {
        try (Wsh wsh = Wsh.builder().maxSessions(MANY).ptyProvider(logins()).open()) {
            List<CompletableFuture<Void>> dialogues = new ArrayList<>();
            for (Session session : startMany(wsh)) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                dialogues.add(done);
                session.on(text(LOG_IN), (who, match) -> {
                    try {
                        who.send(Input.text("me\r"));
                        who.awaitText("Password:").within(ofSeconds(60)).block();
                        who.send(Input.text("secret\r"));
                        who.awaitText("welcome").within(ofSeconds(60)).block();
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
            }
            dialogues.forEach(CompletableFuture::join);
        }
    }

    @Test
    @DisplayName("an executor with one thread: a callback may wait for whatever there is, and blocks no wait")
    void oneThread_callbackWaits_works() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch release = new CountDownLatch(1);
        try (Wsh wsh = Wsh.builder().ptyProvider(logins()).callbackExecutor(one).open()) {
            Session session = wsh.start(SessionSpec.command("login"));
            CompletableFuture<String> inside = new CompletableFuture<>();
            CompletableFuture<Void> stuck = new CompletableFuture<>();
            session.on(text(LOG_IN), (who, match) -> {
                try {
                    who.send(Input.text("me\r"));
                    who.awaitText("Password:").block();
                    who.await(screen(
                                    "a password is wanted",
                                    screen -> screen.text().contains("Password")))
                            .block();
                    who.awaitIdle(ofMillis(1)).block();
                    wsh.awaitAny(text("Password:")).block();
                    who.flushed().block();
                    wsh.start(SessionSpec.command("login")).kill().block();
                    inside.complete("done");
                } catch (RuntimeException e) {
                    inside.completeExceptionally(e);
                }
                stuck.complete(null);
                awaitUninterruptibly(release);
            });
            assertEquals("done", inside.join());
            stuck.join();
            Pending<?> wait = session.awaitText("never").within(ofMillis(1));
            assertThrows(WaitTimeoutException.class, wait::block);
            session.kill().block();
        } finally {
            release.countDown();
            one.shutdown();
            assertTrue(one.awaitTermination(10, TimeUnit.SECONDS));
        }
    }
}
