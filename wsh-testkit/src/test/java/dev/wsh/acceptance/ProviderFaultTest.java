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
import dev.wsh.Pending;
import dev.wsh.SessionSpec;
import dev.wsh.WshException;
import dev.wsh.spi.PtyProvider;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
                Pending<CommandResult> failing = lab.wsh.run(PROGRAM.via(provider));
                Pending<CommandResult> last = lab.wsh.run(PROGRAM);
                assertEquals(7, first.within(ofSeconds(60)).block().exitCode());
                assertThrows(
                        WshException.class, () -> failing.within(ofSeconds(60)).block());
                assertEquals(7, last.within(ofSeconds(60)).block().exitCode());
            }
            assertEquals(Duration.ofSeconds(6), lab.time.elapsed());
        }
    }
}
