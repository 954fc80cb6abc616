package dev.wsh.impl.time;

import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Another time source, whose callbacks run where the user says, and are known to be callbacks. Thread-safe as the source is. */
public final class WithCallbacks implements TimeSource {

    private final TimeSource source;
    private final Executor callbacks;

    /**
     * Creates the pair.
     *
     * @param source for all but callbacks
     * @param callbacks where the user's code runs; the source's own or the user's
     */
    public WithCallbacks(TimeSource source, Executor callbacks) {
        this.source = source;
        this.callbacks = new Callbacks(
                callbacks,
                source.callbacks(),
                callbacks.equals(source.callbacks())
                        ? Optional.empty()
                        : Optional.of(new SerialExecutor(source.engine())),
                Optional.empty());
    }

    /**
     * Returns what a provider of terminals gets: it may know the source by its class, as a fake terminal knows virtual time.
     *
     * @param time any source
     * @return the source without the executor of callbacks
     */
    public static TimeSource without(TimeSource time) {
        return time instanceof WithCallbacks pair ? pair.source : time;
    }

    @Override
    public long nanoTime() {
        return source.nanoTime();
    }

    @Override
    public Instant now() {
        return source.now();
    }

    @Override
    public Pauses pauses() {
        return source.pauses();
    }

    @Override
    public Cancellable schedule(Duration delay, Executor on, Runnable task) {
        return source.schedule(delay, on, task);
    }

    @Override
    public Executor serial(Object key) {
        return source.serial(key);
    }

    @Override
    public Executor engine() {
        return source.engine();
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public void startThread(String name, Runnable body) {
        source.startThread(name, body);
    }

    @Override
    public void await(CompletionStage<?> stage) throws InterruptedException {
        source.await(stage);
    }

    @Override
    public void close() {
        source.close();
    }
}
