package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.wsh.CommandResult;
import dev.wsh.EngineException;
import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSpec;
import dev.wsh.WshException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.PassingProvider;
import dev.wsh.testkit.Steps;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A provider that somebody else wrote fails when it should start something. */
class ProviderFaultTest {

    private static final SessionSpec PROGRAM = SessionSpec.command("program");

    private static PtyProvider broken() {
        PtyProvider provider = mock();
        when(provider.capabilities()).thenReturn(Set.of());
        return provider;
    }

    private static List<PtyProvider> eachBroken() {
        PtyProvider checks = broken();
        doThrow(new IllegalStateException("wire cut")).when(checks).check(any());
        PtyProvider spawns = broken();
        when(spawns.spawn(any(), any(), any())).thenThrow(new IllegalStateException("wire cut"));
        PtyProvider gives = broken();
        when(gives.spawn(any(), any(), any())).thenReturn(null);
        return List.of(checks, spawns, gives);
    }

    private static FakePty exits7() {
        return FakePty.script().onStart(Steps.exit(7));
    }

    @Test
    @DisplayName(
            "check or spawn throws, or gives no terminal: the failure is the engine's, names the provider and the cause")
    void start_providerFails_isAnEngineException() {
        try (FakeLab lab = new FakeLab(exits7(), builder -> builder.maxSessions(1))) {
            for (PtyProvider provider : eachBroken()) {
                EngineException failure = assertThrows(
                        EngineException.class,
                        () -> lab.wsh.start(PROGRAM.named("one").via(provider)));
                assertTrue(failure.getMessage().contains(provider.getClass().getName()), failure::getMessage);
                assertTrue(failure.getMessage().matches(".*(wire cut|returned null).*"), failure::getMessage);
            }
            lab.wsh.start(PROGRAM.named("one")).onExit().block(); // the name and the place are free
        }
    }

    @Test
    @DisplayName("an error of the provider is thrown as it is")
    void start_providerThrowsAnError_isThatError() {
        try (FakeLab lab = new FakeLab()) {
            Error error = new LinkageError("no library");
            PtyProvider provider = broken();
            when(provider.spawn(any(), any(), any())).thenThrow(error);
            assertSame(error, assertThrows(Error.class, () -> lab.wsh.start(PROGRAM.via(provider))));
        }
    }

    @Test
    @DisplayName("runs that fail to start, at once or when their turn comes, give their turn back")
    void run_providerFails_givesItsTurnBack() {
        FakePty slow = FakePty.script().onStart(Steps.after(ofSeconds(1)), Steps.exit(7));
        try (FakeLab lab = new FakeLab(slow, builder -> builder.parallelRuns(1))) {
            for (PtyProvider provider : eachBroken()) {
                assertThrows(EngineException.class, () -> lab.wsh.run(PROGRAM.via(provider)));
                Pending<CommandResult> first = lab.wsh.run(PROGRAM);
                assertThrows(
                        WshException.class,
                        () -> lab.wsh
                                .run(PROGRAM.via(provider))
                                .within(ofSeconds(60))
                                .block());
                Pending<CommandResult> last = lab.wsh.run(PROGRAM);
                assertEquals(7, first.within(ofSeconds(60)).block().exitCode());
                assertEquals(7, last.within(ofSeconds(60)).block().exitCode());
            }
            assertEquals(Duration.ofSeconds(6), lab.time.elapsed());
        }
    }

    /** Ends as it is told, after the fake's own end has begun or not. */
    private static PtyProvider ending(Supplier<CompletableFuture<KillReport>> how) {
        return new PassingProvider(FakePty.script()) {
            @Override
            public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
                return how.get();
            }
        };
    }

    @Test
    @DisplayName(
            "an end that never completes holds the close for the grace and a bound, and no other provider's sessions")
    void close_endNeverCompletes_isBounded() {
        FakeLab lab = new FakeLab(exits7(), builder -> builder.closeGrace(ofSeconds(2)));
        Session stuck = lab.wsh.start(PROGRAM.named("stuck").via(ending(CompletableFuture::new)));
        Session other = lab.start("other");
        lab.wsh.close();
        assertEquals(ofSeconds(12), lab.time.elapsed());
        assertEquals(SessionInfo.State.CLOSED, stuck.info().state());
        assertTrue(stuck.exitStatus().isPresent() && other.exitStatus().isPresent());
        lab.close();
    }

    @Test
    @DisplayName("a loop that runs nothing any more holds the close for a bound")
    void close_loopIsDead_isBounded() {
        AtomicBoolean dead = new AtomicBoolean();
        PtyProvider provider = new PassingProvider(FakePty.script()) {
            @Override
            protected Pty between(Pty pty) {
                return new Terminal(pty) {
                    @Override
                    public Executor loop() {
                        return task -> {
                            if (!dead.get()) {
                                super.loop().execute(task);
                            }
                        };
                    }
                };
            }
        };
        FakeLab lab = new FakeLab();
        lab.wsh.start(PROGRAM.via(provider));
        lab.time.settle();
        dead.set(true);
        lab.wsh.close();
        assertTrue(lab.time.elapsed().compareTo(ofSeconds(70)) < 0, () -> lab.time.toString());
        lab.close();
    }

    @Test
    @DisplayName("an end that throws, returns null or gives null fails the kill, and closes all the same")
    void kill_endFails_isAnEngineException() {
        List<Supplier<CompletableFuture<KillReport>>> ways = List.of(
                () -> {
                    throw new IllegalStateException("wire cut");
                },
                () -> {
                    throw new LinkageError("wire cut");
                },
                () -> null,
                () -> CompletableFuture.completedFuture(null),
                () -> CompletableFuture.failedFuture(new IllegalStateException("wire cut")));
        for (Supplier<CompletableFuture<KillReport>> way : ways) {
            FakeLab lab = new FakeLab();
            Session session = lab.wsh.start(PROGRAM.via(ending(way)));
            Session healthy = lab.start("healthy");
            EngineException failure = assertThrows(
                    EngineException.class,
                    () -> session.kill().within(ofSeconds(5)).block());
            assertThrows(
                    EngineException.class,
                    () -> lab.wsh.kill().within(ofSeconds(5)).block());
            String told = failure.getMessage() + failure.getCause().getMessage();
            assertTrue(told.matches("(?s).*(wire cut|null).*"), told);
            session.close();
            lab.wsh.close();
            assertEquals(SessionInfo.State.CLOSED, session.info().state());
            assertTrue(healthy.exitStatus().isPresent());
            assertTrue(lab.time.elapsed().compareTo(ofSeconds(10)) < 0, () -> lab.time.toString());
            lab.close();
        }
    }

    @Test
    @DisplayName("why a provider gave a terminal up is the cause of failures since, and told by their text")
    void onFailure_cause_isSeen() {
        AtomicReference<PtyHandler> handler = new AtomicReference<>();
        PtyProvider provider = new PassingProvider(FakePty.script()) {
            @Override
            protected PtyHandler between(PtySpec spec, PtyHandler of, TimeSource time) {
                handler.set(of);
                return of;
            }
        };
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.wsh.start(PROGRAM.named("far").via(provider));
            Pending<?> wait = session.awaitText("never");
            lab.time.settle();
            IOException cause = new IOException("connection reset by peer");
            handler.get().onFailure(cause);
            lab.time.settle();
            String why = "its terminal failed: java.io.IOException: connection reset by peer";
            for (SessionEndedException failure : List.of(
                    assertThrows(SessionEndedException.class, wait::block),
                    assertThrows(SessionEndedException.class, () -> session.type("x")))) {
                assertSame(cause, failure.getCause());
                assertTrue(
                        failure.getMessage()
                                .startsWith("session \"far\" has ended (unknown status, since " + why + ")"),
                        failure::getMessage);
                assertTrue(failure.evidence().reasons().contains(why), failure::getMessage);
            }
            assertTrue(session.toString().contains(why), session::toString);
            assertEquals(ExitStatus.unknown(), session.onExit().block());
        }
    }
}
