package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.Match;
import dev.wsh.Output;
import dev.wsh.Pending;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.WshClosedException;
import dev.wsh.WshException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;

/** Case 27: nothing hangs that is asked of a session, or of all, after {@code Wsh.close} or while it runs. */
@EnabledOnOs(OS.LINUX)
class AfterCloseTest {

    private static void soon(Executable body) {
        assertTimeoutPreemptively(ofSeconds(20), body);
    }

    /** A session that has ended by itself, of a Wsh that is closed. */
    private static Session ended(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.shellCommand("echo hello"));
            session.onExit().within(ofSeconds(10)).block();
            return session;
        }
    }

    /** A session that close ended, and its Wsh. */
    private static Session killed(World.Lab lab) {
        Session session = lab.wsh().start(SessionSpec.command("cat"));
        lab.close();
        return session;
    }

    @OnRealTerminals
    @DisplayName("27: a session that close ended: its waits complete")
    void waits_afterClose_complete(World world) {
        Session session = killed(world.open());
        soon(() -> assertTrue(session.onExit().block().signal().isPresent()));
        soon(() -> assertInstanceOf(
                Settled.Ended.class, session.awaitIdle(ofSeconds(1)).block()));
        soon(() -> {
            Pending<Match> text = session.awaitText("never");
            assertThrows(SessionEndedException.class, text::block);
        });
        soon(() -> {
            Pending<Match> text = session.awaitText("never").within(ofMillis(10));
            assertThrows(SessionEndedException.class, text::blockOptional);
        });
        soon(() -> assertEquals(session, session.ready().block()));
        soon(() -> session.flushed().block());
    }

    @OnRealTerminals
    @DisplayName("27: a session that ended by itself: its waits complete after close")
    void waits_endedBeforeClose_complete(World world) {
        Session session = ended(world);
        soon(() -> assertTrue(session.onExit().block().success()));
        soon(() -> assertEquals("hello", session.awaitText("hello").block().text()));
        soon(() -> session.flushed().block());
        soon(() ->
                assertTrue(session.onExit().thenApplyAsync(ExitStatus::success).join()));
    }

    @OnRealTerminals
    @DisplayName("27: terminations of a session after close complete")
    void terminations_afterClose_complete(World world) {
        World.Lab lab = world.open();
        Session session = killed(lab);
        soon(() -> assertTrue(session.kill().block().complete()));
        soon(() -> assertTrue(session.terminate(ofSeconds(60)).block().complete()));
        soon(() -> assertTrue(lab.wsh().kill().block().complete()));
        soon(session::close);
        soon(lab::close);
    }

    @OnRealTerminals
    @DisplayName("27: subscribers that come after close get what there is and are completed")
    void publishers_afterClose_complete(World world) {
        Session session = ended(world);
        soon(() -> {
            Collecting<Output> output = Collecting.all(session.output(session.startMark()));
            output.complete.join();
            assertEquals(1, output.items().size());
        });
        soon(() -> {
            Collecting<Screen> screens = Collecting.all(session.screens(ofMillis(10)));
            screens.complete.join();
            assertTrue(screens.items().get(screens.items().size() - 1).text().contains("hello"));
        });
        soon(() -> Collecting.all(session.activity(ofMillis(10))).complete.join());
        soon(() -> Collecting.all(session.events()).complete.join());
    }

    @OnRealTerminals
    @DisplayName("27: waits on all sessions after close fail at once")
    void races_afterClose_fail(World world) {
        World.Lab lab = world.open();
        killed(lab);
        Wsh wsh = lab.wsh();
        soon(() -> {
            Pending<Settled> any = wsh.awaitAnyIdle(ofMillis(10));
            assertThrows(WshClosedException.class, any::block);
        });
        soon(() -> {
            Pending<Settled.Ended> any = wsh.waitForMembers().awaitAnyExit();
            assertThrows(WshClosedException.class, any::block);
        });
        soon(() -> {
            Pending<Settled> any = wsh.outcomes().awaitAnyIdle(ofMillis(10));
            assertThrows(WshException.class, any::block);
        });
        soon(() -> wsh.awaitAllExit().block());
        soon(() -> Collecting.all(wsh.events()).complete.join());
    }

    @OnRealTerminals
    @DisplayName("27: a timed get of what never completes times out, begun before close or after it")
    void get_timed_timesOutAcrossClose(World world) {
        World.Lab lab = world.open();
        Session before = lab.wsh().start(SessionSpec.shellCommand("exit 0"));
        Pending<Object> never = before.onExit().thenCompose(exit -> new CompletableFuture<>());
        before.onExit().within(ofSeconds(10)).block();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                never.get(500, TimeUnit.MILLISECONDS);
            } catch (Exception e) {
                failure.complete(e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        lab.close();
        soon(() -> assertInstanceOf(TimeoutException.class, failure.join()));
        soon(() -> assertThrows(TimeoutException.class, () -> never.get(10, TimeUnit.MILLISECONDS)));
        soon(() -> {
            Pending<Match> text = before.awaitText("never");
            assertThrows(ExecutionException.class, () -> text.get(10, TimeUnit.SECONDS));
        });
        soon(() -> assertThrows(
                WaitTimeoutException.class, () -> never.within(ofMillis(10)).block()));
    }

    @OnRealTerminals
    @DisplayName("27: what another thread waits for while close runs completes")
    void waits_whileClosing_complete(World world) {
        World.Lab lab = world.open(builder -> builder.closeGrace(ofMillis(100)));
        Session session = lab.wsh().start(SessionSpec.shellCommand("trap '' HUP; echo ready; sleep 600; sleep 600"));
        session.awaitText("ready").within(ofSeconds(10)).block();
        Pending<Match> text = session.awaitText("never");
        Pending<KillReport> end = session.terminate(ofMinutes(10));
        Pending<Settled> any = lab.wsh().awaitAnyIdle(ofMinutes(10));
        lab.close();
        soon(() -> assertThrows(SessionEndedException.class, text::block));
        soon(() -> assertTrue(end.block().complete()));
        soon(() -> assertThrows(WshClosedException.class, any::block));
    }

    @OnRealTerminals
    @DisplayName("27: a session closed just before: its last events are told")
    void events_closedJustBefore_areTold(World world) {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        World.Lab lab = world.open();
        Session session = lab.wsh().start(SessionSpec.command("cat"));
        Collecting<SessionEvent> all = Collecting.all(session.events());
        lab.wsh().listen(event -> events.add(event.getClass().getSimpleName()));
        session.close();
        lab.close();
        soon(() -> all.complete.join());
        assertEquals(List.of("Exited", "Closed"), events.subList(events.size() - 2, events.size()));
    }

    @OnRealTerminals
    @DisplayName("27: a callback that holds close up until its bound: what is queued behind it still runs")
    void callbacks_blockedWhileClosing_runLater(World world) {
        World.Lab lab = world.open();
        Session session = lab.wsh().start(SessionSpec.shellCommand("echo hello; cat"));
        session.awaitText("hello").within(ofSeconds(10)).block();
        CountDownLatch blocked = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            session.awaitText("hello").thenRunAsync(() -> {
                blocked.countDown();
                CloseTest.awaitUninterruptibly(release);
            });
        }
        soon(blocked::await);
        CompletableFuture<Boolean> third = new CompletableFuture<>();
        session.awaitText("hello").thenRunAsync(() -> third.complete(true));
        try {
            lab.close();
            soon(third::join);
        } finally {
            release.countDown();
        }
    }

    @OnRealTerminals
    @DisplayName("27: the user's executor is shut down before close: nothing is lost")
    void callbacks_executorShutDown_runElsewhere(World world) {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        World.Lab lab = world.open(builder -> builder.callbackExecutor(executor));
        Session session = lab.wsh().start(SessionSpec.command("cat"));
        Pending<ExitStatus> exit = session.onExit();
        executor.shutdown();
        soon(lab::close);
        soon(() -> assertTrue(exit.block().signal().isPresent()));
        soon(() -> session.kill().block());
    }
}
