package dev.wsh.stress;

import static dev.wsh.Conditions.text;
import static dev.wsh.testkit.Steps.out;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlowCallbackTest {

    @Test
    @DisplayName("a callback that blocks for over a second is named in a warning, once, with its session and its line")
    void callback_blocksLong_isNamed() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ErrorLog log = new ErrorLog()) {
            try (Wsh wsh = Wsh.builder()
                    .ptyProvider(FakePty.script().onStart(out("login: ")))
                    .open()) {
                Session session = wsh.start(SessionSpec.command("login").named("router"));
                session.on(text("login: "), (who, match) -> await(release));
                session.listen(event -> await(release));
                session.resize(30, 100);
                Crowd.await(
                        "two warnings",
                        Duration.ofSeconds(30),
                        () -> warnings(log, "login: ").size()
                                        + warnings(log, "listener").size()
                                >= 2);
                release.countDown();
            }
            String reply = warnings(log, "login: ").get(0);
            assertTrue(reply.contains("session router"), reply);
            assertTrue(reply.contains("SlowCallbackTest.await(SlowCallbackTest.java:"), reply);
            assertEquals(1, warnings(log, "login: ").size(), log::all);
            assertTrue(warnings(log, "listener").get(0).contains("router"), log::all);
        } finally {
            release.countDown();
        }
    }

    private static List<String> warnings(ErrorLog log, String name) {
        return log.all()
                .lines()
                .filter(line ->
                        line.contains(" WARN ") && line.contains("blocked for over 1000 ms") && line.contains(name))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
