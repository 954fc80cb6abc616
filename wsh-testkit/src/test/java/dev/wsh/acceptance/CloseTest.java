package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.NameConflictException;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSpec;
import dev.wsh.SpawnException;
import dev.wsh.Wsh;
import dev.wsh.WshClosedException;
import dev.wsh.impl.pty.PtyProviders;
import dev.wsh.testkit.FakePty;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Case 27: what {@code Wsh.close} waits for, whoever began it and wherever it is called. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseTest {

    private static final String STUBBORN = "trap '' HUP; echo ready; sleep 600; sleep 600";

    private static World.Lab open(World world) {
        return world.open(builder -> builder.closeGrace(ofMillis(100)));
    }

    @OnRealTerminals
    @DisplayName("27: sessions closed just before that ignore the hangup: close waits until they are killed")
    void close_sessionsClosedJustBefore_areGone(World world) throws IOException {
        open(world).close(); // loads native libraries, which stay
        Holdings before = Holdings.now();
        World.Lab lab = open(world);
        Session first = lab.wsh().start(SessionSpec.shellCommand(STUBBORN));
        Session second = lab.wsh().start(SessionSpec.shellCommand(STUBBORN));
        first.awaitText("ready").within(ofSeconds(10)).block();
        second.awaitText("ready").within(ofSeconds(10)).block();
        first.close();
        second.close();
        lab.close();
        Orphans.assertNone(List.of(first, second));
        assertTrue(first.exitStatus().orElseThrow().signal().isPresent());
        Holdings.now().assertSameAs(before);
    }

    @OnRealTerminals
    @DisplayName(
            "27: an ended session that was not retained, with a child that ignores the hangup: close kills that too")
    void close_droppedSessionWithChild_isGone(World world) {
        World.Lab lab = world.open(builder -> builder.closeGrace(ofMillis(100)).retainEnded(0));
        Session session = lab.wsh()
                .start(SessionSpec.shellCommand("trap '' HUP; (echo ready; sleep 600; sleep 600) & read x; exit 0"));
        session.awaitText("ready").within(ofSeconds(10)).block();
        session.sendLine("");
        session.onExit().within(ofSeconds(10)).block();
        lab.close();
        Orphans.assertNone(List.of(session));
    }

    @OnRealTerminals
    @DisplayName("27: a start under way: close waits for it and ends what it started, and the start fails")
    void close_startUnderWay_endsWhatItStarted(World world) {
        Held held = new Held(PtyProviders.choose(Optional.of(world == World.PORTABLE ? "pty4j" : "linux")));
        World.Lab lab = world.open(builder -> builder.closeGrace(ofMillis(100)).ptyProvider(held));
        SessionSpec spec = SessionSpec.shellCommand(STUBBORN).named("slow");
        CompletableFuture<Session> start =
                CompletableFuture.supplyAsync(() -> lab.wsh().start(spec));
        String id = held.ready.join();
        CompletableFuture<Void> close = CompletableFuture.runAsync(lab::close);
        while (!isClosed(lab.wsh(), spec)) {
            Thread.onSpinWait();
        }
        assertFalse(close.isDone());
        held.release.complete(true);
        assertInstanceOf(
                WshClosedException.class,
                assertThrows(CompletionException.class, start::join).getCause());
        close.join();
        assertEquals(List.of(), Orphans.ofIds(List.of(id)));
    }

    /** While it is open, the name is taken; afterwards nothing is looked at any more. */
    private static boolean isClosed(Wsh wsh, SessionSpec spec) {
        try {
            wsh.start(spec);
        } catch (NameConflictException e) {
            return false;
        } catch (WshClosedException e) {
            return true;
        }
        throw new AssertionError("a second session of the same name was started");
    }

    @Test
    @DisplayName("27: a start under way that fails: close goes on")
    void close_startUnderWayFails_goesOn() {
        Held held = new Held(FakePty.script().onStart(out("ready")));
        Wsh wsh = Wsh.builder().closeGrace(ofMillis(100)).ptyProvider(held).open();
        SessionSpec spec = SessionSpec.command("program").named("slow");
        CompletableFuture<Session> start = CompletableFuture.supplyAsync(() -> wsh.start(spec));
        held.ready.join();
        CompletableFuture<Void> close = CompletableFuture.runAsync(wsh::close);
        held.release.completeExceptionally(new SpawnException("refused", "program", 0, null));
        assertThrows(CompletionException.class, start::join);
        close.join();
    }

    @OnRealTerminals
    @DisplayName("27: two threads close: both return when all is gone")
    void close_twoThreads_bothWait(World world) {
        World.Lab lab = open(world);
        Session session = lab.wsh().start(SessionSpec.shellCommand(STUBBORN));
        session.awaitText("ready").within(ofSeconds(10)).block();
        CompletableFuture<Void> one = CompletableFuture.runAsync(lab::close);
        while (!lab.wsh().sessions().isEmpty()) {
            Thread.onSpinWait();
        }
        lab.close();
        Orphans.assertNone(List.of(session));
        assertEquals(SessionInfo.State.CLOSED, session.info().state());
        assertTrue(session.exitStatus().isPresent());
        one.join();
    }

    @OnRealTerminals
    @DisplayName("27: a callback on the only thread of the user's executor closes: no deadlock")
    void close_fromCallbackOnSingleThread_returns(World world) {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            World.Lab lab =
                    world.open(builder -> builder.closeGrace(ofMillis(100)).callbackExecutor(single));
            Session session = lab.wsh().start(SessionSpec.shellCommand(STUBBORN));
            session.awaitText("ready")
                    .within(ofSeconds(10))
                    .thenRunAsync(lab::close)
                    .join();
            Orphans.assertNone(List.of(session));
            assertTrue(session.exitStatus().isPresent());
        } finally {
            single.shutdownNow();
        }
    }

    @OnRealTerminals
    @DisplayName("27: a callback on a single thread closes while another thread does: no deadlock")
    void close_fromCallbackWhileClosing_bothReturn(World world) {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            World.Lab lab =
                    world.open(builder -> builder.closeGrace(ofMillis(100)).callbackExecutor(single));
            CompletableFuture<Boolean> closed = new CompletableFuture<>();
            Session session = lab.wsh().start(SessionSpec.command("cat"));
            session.listen(event -> {
                if (event instanceof SessionEvent.Exited) {
                    lab.close();
                    closed.complete(true);
                }
            });
            lab.close();
            closed.join();
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    @DisplayName("27: a callback in virtual time closes while close runs: no deadlock")
    void close_fromCallbackInVirtualTime_returns() {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (FakeLab lab = new FakeLab()) {
            lab.start("one").listen(event -> {
                if (event instanceof SessionEvent.Closed) {
                    lab.wsh.close();
                    closed.complete(true);
                }
            });
            lab.wsh.close();
            assertTrue(closed.isDone());
        }
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // the engine closes; the test goes on only when it wants to
            }
        }
    }
}
