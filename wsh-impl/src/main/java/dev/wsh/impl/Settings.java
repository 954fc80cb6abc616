package dev.wsh.impl;

import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The options of a builder, with their defaults. Mutable until the builder opens; copied then. */
final class Settings {
    int maxSessions = 256;
    Duration deadline = Duration.ofSeconds(30);
    Duration closeGrace = Duration.ofMillis(500);
    int retainEnded = 256;
    long retainEndedBytes = Wsh.Builder.RETAINED_BYTES;
    int scrollback = 10_000;
    long transcript = 1 << 20;
    int eventQueue = 1024;
    int inputQueue = 1 << 20;
    int parallelRuns = Integer.MAX_VALUE;
    Optional<SessionSpec> defaults = Optional.empty();
    Optional<Executor> callbacks = Optional.empty();
    Optional<PtyProvider> provider = Optional.empty();
    Optional<String> providerName = Optional.empty();
    Optional<TimeSource> time = Optional.empty();
    final List<SessionObserver> observers = new ArrayList<>();
    boolean warmUp;

    Settings copy() {
        Settings copy = new Settings();
        copy.maxSessions = maxSessions;
        copy.deadline = deadline;
        copy.closeGrace = closeGrace;
        copy.retainEnded = retainEnded;
        copy.retainEndedBytes = retainEndedBytes;
        copy.scrollback = scrollback;
        copy.transcript = transcript;
        copy.eventQueue = eventQueue;
        copy.inputQueue = inputQueue;
        copy.parallelRuns = parallelRuns;
        copy.defaults = defaults;
        copy.callbacks = callbacks;
        copy.provider = provider;
        copy.providerName = providerName;
        copy.time = time;
        copy.observers.addAll(observers);
        copy.warmUp = warmUp;
        return copy;
    }
}
