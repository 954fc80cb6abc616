package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.ignore;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.impl.time.RealTime;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake terminal on the system's clock, with the engine's threads. */
class FakePtyRealTimeTest {

    private final TimeSource time = new RealTime(Optional.empty());
    private final Collector handler = new Collector();

    @AfterEach
    void close() {
        time.close();
    }

    /** Collects the output; complete at the exit. */
    private static final class Collector implements PtyHandler {
        private final StringBuilder output = new StringBuilder(); // calls come one at a time, in order
        private final CompletableFuture<String> exit = new CompletableFuture<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void onOutput(ByteBuffer bytes) {
            output.append(StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public void onWritable() {}

        @Override
        public void onEndOfOutput() {
            end.complete(output.toString());
        }

        @Override
        public void onExit(ExitStatus status) {
            exit.complete(status.toString());
        }

        @Override
        public void onFailure(Throwable cause) {
            exit.completeExceptionally(cause);
        }
    }

    private <T> T await(CompletionStage<T> stage) throws InterruptedException {
        time.await(stage);
        return stage.toCompletableFuture().join();
    }

    @Test
    void script_onRealTime_takesItsTime() throws Exception {
        long begin = time.nanoTime();
        FakePty fake = FakePty.script()
                .onStart(every(ofMillis(5), 4, out(".")), after(ofMillis(5)))
                .onInput("q", out("bye"), exit(3));
        Pty pty = fake.spawn(TracingHandler.spec("sh"), handler, time);
        pty.loop().execute(() -> pty.write(ByteBuffer.wrap(new byte[] {'q'})));
        assertEquals("exit 3", await(handler.exit));
        assertTrue(await(handler.end).endsWith("bye"));
        assertTrue(time.nanoTime() - begin >= 0);
        fake.terminal().awaitInput("q");
    }

    @Test
    void end_onRealTime_killsAfterTheGrace() throws Exception {
        FakePty fake = FakePty.script().onSignal(Signal.HUP, ignore());
        Pty pty = fake.spawn(TracingHandler.spec("sh"), handler, time);
        KillReport report = await(fake.end(List.of(pty), ofMillis(20)));
        assertEquals(Optional.of(Signal.KILL), report.gone().get(0).lastSignal());
        assertTrue(report.took().compareTo(ofMillis(20)) >= 0, report::toString);
        assertEquals("signal KILL", await(handler.exit));
    }

    @Test
    void awaitInput_interrupted_saysSo() {
        FakePty fake = FakePty.script();
        fake.spawn(TracingHandler.spec("sh"), handler, time);
        Thread.currentThread().interrupt();
        assertThrows(IllegalStateException.class, () -> fake.terminal().awaitInput("never"));
        assertTrue(Thread.interrupted());
    }
}
