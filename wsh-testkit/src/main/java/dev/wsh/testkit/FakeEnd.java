package dev.wsh.testkit;

import dev.wsh.KillReport;
import dev.wsh.ProcessInfo;
import dev.wsh.Signal;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The end of one fake process: asked with a hangup, killed after the grace.
 *
 * <p>Confined to the loop of its terminal once it has begun.
 */
final class FakeEnd {

    /**
     * How it came out.
     *
     * @param process which
     * @param gone empty if it survived
     * @param wasAlive false if there was nothing to end
     * @param took from the request to the end
     */
    record Outcome(ProcessInfo process, Optional<KillReport.Gone> gone, boolean wasAlive, Duration took) {}

    private final FakeDevice device;
    private final Duration grace;
    private final CompletableFuture<Outcome> done = new CompletableFuture<>();
    private Optional<Signal> lastSignal = Optional.empty();
    private long begun;

    private FakeEnd(FakeDevice device, Duration grace) {
        this.device = device;
        this.grace = grace;
    }

    static CompletableFuture<Outcome> of(FakeDevice device, Duration grace) {
        FakeEnd ending = new FakeEnd(device, grace);
        device.loop().execute(ending::begin);
        return ending.done;
    }

    private void begin() {
        begun = device.time().nanoTime();
        if (device.program().ended()) {
            finish(/* wasAlive= */ false, /* survived= */ false);
        } else if (grace.isZero()) {
            kill();
        } else {
            TimeSource.Cancellable timer = device.time().schedule(grace, device.loop(), this::kill);
            device.program().whenEnded(() -> {
                timer.cancel();
                finish(/* wasAlive= */ true, /* survived= */ false);
            });
            send(Signal.HUP);
            if (!device.program().ended()) {
                device.deliverSignal(Signal.CONT);
            }
        }
    }

    private void kill() {
        send(Signal.KILL);
        finish(/* wasAlive= */ true, /* survived= */ !device.program().ended());
    }

    private void send(Signal signal) {
        lastSignal = Optional.of(signal);
        device.deliverSignal(signal);
    }

    private void finish(boolean wasAlive, boolean survived) {
        ProcessInfo process = new ProcessInfo(
                device.pid().orElseThrow(),
                String.join(" ", device.spec().argv()),
                device.spec().sessionId());
        Optional<KillReport.Gone> gone =
                survived ? Optional.empty() : Optional.of(new KillReport.Gone(process, lastSignal));
        Duration took = Duration.ofNanos(device.time().nanoTime() - begun);
        done.complete(new Outcome(process, gone, wasAlive, took));
    }
}
