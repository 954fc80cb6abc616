package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.KillReport;
import dev.wsh.Session;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.WshClosedException;
import dev.wsh.spi.Pty;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.PassingProvider;
import dev.wsh.testkit.VirtualTime;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code Wsh.close} returns within its grace and a bound, whatever a provider does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedCloseTest {

    private static final Duration GRACE = ofMillis(100);
    private static final Duration BOUND = GRACE.plus(ofSeconds(25));

    /** An end that is never over. */
    private static final class Endless extends PassingProvider {
        Endless() {
            super(FakePty.script());
        }

        @Override
        public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
            return new CompletableFuture<>();
        }
    }

    /** An end that does not even return. */
    private static final class Stuck extends PassingProvider {
        final CountDownLatch release = new CountDownLatch(1);

        Stuck() {
            super(FakePty.script());
        }

        @Override
        public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
            CloseTest.awaitUninterruptibly(release);
            return super.end(ptys, grace);
        }
    }

    @Test
    @DisplayName(
            "an end that is never over: close returns after its grace and the bound of an end, and the session is closed")
    void close_endIsNeverOver_returns() {
        VirtualTime time = new VirtualTime();
        Wsh wsh = Wsh.builder()
                .timeSource(time)
                .ptyProvider(new Endless())
                .closeGrace(GRACE)
                .open();
        Session session = wsh.start(SessionSpec.command("program"));
        wsh.close();
        assertEquals(GRACE.plus(ofSeconds(10)), time.elapsed());
        assertEquals(SessionInfo.State.CLOSED, session.info().state());
        assertTrue(session.exitStatus().isPresent());
        wsh.close();
        assertEquals(GRACE.plus(ofSeconds(10)), time.elapsed());
        time.close();
    }

    @Test
    @DisplayName("a start that does not return: close does, and what is started after all is ended")
    void close_startDoesNotReturn_returns() {
        FakePty pty = FakePty.script().onStart(out("ready"));
        Held held = new Held(pty);
        VirtualTime time = new VirtualTime();
        Wsh wsh = Wsh.builder()
                .timeSource(time)
                .ptyProvider(held)
                .closeGrace(GRACE)
                .open();
        CompletableFuture<Session> start = CompletableFuture.supplyAsync(() -> wsh.start(SessionSpec.command("slow")));
        while (pty.spawns().isEmpty()) {
            Thread.onSpinWait();
        }
        wsh.close();
        assertEquals(BOUND, time.elapsed());
        assertFalse(start.isDone());
        held.release.complete(true);
        assertInstanceOf(
                WshClosedException.class,
                assertThrows(CompletionException.class, start::join).getCause());
        time.settle();
        assertTrue(pty.terminal().isClosed());
        time.close();
    }

    @Test
    @DisplayName("an end that does not return and a start that does not: close does, in real time")
    void close_endDoesNotReturn_returns() {
        Stuck stuck = new Stuck();
        Held held = new Held(FakePty.script().onStart(out("ready")));
        Wsh wsh = Wsh.builder().ptyProvider(stuck).closeGrace(GRACE).open();
        try {
            wsh.start(SessionSpec.command("program"));
            CompletableFuture<Session> start = CompletableFuture.supplyAsync(
                    () -> wsh.start(SessionSpec.command("slow").via(held)));
            held.ready.join();
            long began = System.nanoTime();
            wsh.close();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.compareTo(BOUND.plus(ofSeconds(6))) < 0, took::toString);
            assertFalse(start.isDone());
        } finally {
            held.release.complete(true);
            stuck.release.countDown();
        }
    }
}
