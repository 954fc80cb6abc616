package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.PtyProviderContract;
import dev.wsh.testkit.RecordingHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The contract for pty4j's own process and streams, as macOS and Windows use them; here over pty4j's process for Linux.
 */
@DisabledOnOs(OS.WINDOWS)
@org.junit.jupiter.api.Tag("pty")
final class StreamProviderTest extends PtyProviderContract {
    private static final TestTime TIME = new TestTime();
    private static final PtyProvider PROVIDER = new StreamProvider();

    /** Nothing else takes that long, so that its timer can be told from others. */
    private static final Duration GRACE = Duration.ofMinutes(7);

    private OpenDescriptors descriptorsBefore = new OpenDescriptors(List.of());

    @BeforeEach
    void countDescriptors() {
        descriptorsBefore = OpenDescriptors.now();
    }

    @Override
    protected void afterEverythingIsClosed() {
        descriptorsBefore.assertNoMore();
    }

    @Override
    protected PtyProvider provider(Program program) {
        return PROVIDER;
    }

    @Override
    protected TimeSource time() {
        return TIME;
    }

    @Test
    void signal_whatCannotBeSent_doesNotEndTheProgram() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.ANSWERS, handler);
        await(handler.shows("ready"));
        for (Signal signal : List.of(Signal.of(Signals.CONT), Signal.of(Signals.STOP), Signal.of(10), Signal.of(28))) {
            signal(pty, signal);
        }
        write(pty, "still here\n");
        await(handler.shows("+still here"));
        signal(pty, Signal.TERM);
        await(handler.exit());
    }

    @Test
    void onOutput_throws_endsTheProgram() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        handler.whenOutput(() -> {
            throw new IllegalStateException("a bug in the handler");
        });
        Pty pty = start(Program.IGNORES_HUP, handler);
        ProcessHandle program = ProcessHandle.of(pty.pid().orElseThrow()).orElseThrow();
        await(handler.failure());
        await(program.onExit());
    }

    @Test
    void end_oneHeedsAndOneHasToBeKilled_eachIsReportedWithItsSignal() throws Exception {
        CompletableFuture<Runnable> graceOver = new CompletableFuture<>();
        TimeSource time = TIME.holding(GRACE, graceOver::complete, () -> {});
        RecordingHandler heeding = new RecordingHandler();
        RecordingHandler ignoring = new RecordingHandler();
        Pty heeds = PROVIDER.spawn(spec(Program.WAITS), heeding, time);
        Pty ignores = PROVIDER.spawn(sh("trap '' TERM HUP; echo ready; exec sleep 1000"), ignoring, time);
        await(heeding.shows("ready"));
        await(ignoring.shows("ready"));
        CompletableFuture<KillReport> end = PROVIDER.end(List.of(heeds, ignores), GRACE);
        await(heeding.exit());
        await(graceOver).run();
        KillReport report = await(end);
        assertTrue(report.complete(), report::toString);
        assertEquals(Optional.of(Signal.TERM), lastSignal(report, heeds));
        assertEquals(Optional.of(Signal.KILL), lastSignal(report, ignores));
        await(ignoring.exit());
        for (Pty pty : List.of(heeds, ignores)) {
            onLoop(pty, () -> {
                pty.close();
                return true;
            });
        }
    }

    private static Optional<Signal> lastSignal(KillReport report, Pty pty) {
        return report.gone().stream()
                .filter(gone -> gone.process().pid() == pty.pid().orElseThrow())
                .findFirst()
                .orElseThrow()
                .lastSignal();
    }

    @Test
    void end_allGoInTime_theirTimerIsCancelled() throws Exception {
        CompletableFuture<CompletableFuture<KillReport>> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> cancelledInTime = new CompletableFuture<>();
        TimeSource time = TIME.holding(GRACE, task -> {}, () -> {
            cancelledInTime.complete(!ended.join().isDone());
        });
        RecordingHandler handler = new RecordingHandler();
        Pty pty = PROVIDER.spawn(spec(Program.WAITS), handler, time);
        await(handler.shows("ready"));
        ended.complete(PROVIDER.end(List.of(pty), GRACE));
        assertTrue(await(ended.get()).complete());
        assertTrue(await(cancelledInTime), "cancelled before the end is told");
        await(handler.exit());
        onLoop(pty, () -> {
            pty.close();
            return true;
        });
    }
}
