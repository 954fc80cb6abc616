package dev.wsh.impl;

import dev.wsh.EngineException;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.engine.Durations;
import dev.wsh.impl.pty.PtyProviders;
import dev.wsh.impl.time.RealTime;
import dev.wsh.impl.time.WithCallbacks;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Collects the options; may open more than once. */
final class WshBuilder implements Wsh.Builder {

    private final Settings settings = new Settings();

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    @Override
    public Wsh.Builder maxSessions(int limit) {
        require(limit >= 1, "a limit of " + limit + " sessions is less than 1");
        settings.maxSessions = limit;
        return this;
    }

    @Override
    public Wsh.Builder deadline(Duration deadline) {
        require(!deadline.isNegative() && !deadline.isZero(), "deadline " + deadline + " is not positive");
        settings.deadline = Durations.cut(deadline);
        return this;
    }

    @Override
    public Wsh.Builder closeGrace(Duration grace) {
        require(!grace.isNegative(), "close grace " + grace + " is negative");
        settings.closeGrace = Durations.cut(grace);
        return this;
    }

    @Override
    public Wsh.Builder retainEnded(int sessions) {
        require(sessions >= 0, "to retain " + sessions + " ended sessions is negative");
        settings.retainEnded = sessions;
        return this;
    }

    @Override
    public Wsh.Builder retainEndedBytes(long bytes) {
        require(bytes >= 0, "to retain " + bytes + " bytes of ended sessions is negative");
        settings.retainEndedBytes = bytes;
        return this;
    }

    @Override
    public Wsh.Builder scrollback(int lines) {
        require(lines >= 0, "scrollback of " + lines + " lines is negative");
        settings.scrollback = lines;
        return this;
    }

    @Override
    public Wsh.Builder transcript(long bytes) {
        require(bytes >= 0, "transcript of " + bytes + " bytes is negative");
        settings.transcript = bytes;
        return this;
    }

    @Override
    public Wsh.Builder eventQueue(int events) {
        require(events >= 1, "event queue of " + events + " events is less than 1");
        settings.eventQueue = events;
        return this;
    }

    @Override
    public Wsh.Builder inputQueue(int bytes) {
        require(bytes >= 1, "input queue of " + bytes + " bytes is less than 1");
        settings.inputQueue = bytes;
        return this;
    }

    @Override
    public Wsh.Builder parallelRuns(int limit) {
        require(limit >= 1, "a limit of " + limit + " parallel runs is less than 1");
        settings.parallelRuns = limit;
        return this;
    }

    @Override
    public Wsh.Builder defaults(SessionSpec base) {
        settings.defaults = Optional.of(Objects.requireNonNull(base, "base"));
        return this;
    }

    @Override
    public Wsh.Builder callbackExecutor(Executor executor) {
        settings.callbacks = Optional.of(Objects.requireNonNull(executor, "executor"));
        return this;
    }

    @Override
    public Wsh.Builder ptyProvider(PtyProvider provider) {
        settings.provider = Optional.of(Objects.requireNonNull(provider, "provider"));
        settings.providerName = Optional.empty();
        return this;
    }

    @Override
    public Wsh.Builder ptyProvider(String name) {
        require(
                PtyProviders.names().contains(Objects.requireNonNull(name, "name")),
                "terminal provider \"" + name + "\" is none of " + String.join(", ", PtyProviders.names()));
        settings.providerName = Optional.of(name);
        settings.provider = Optional.empty();
        return this;
    }

    @Override
    public Wsh.Builder timeSource(TimeSource time) {
        settings.time = Optional.of(Objects.requireNonNull(time, "time"));
        return this;
    }

    @Override
    public Wsh.Builder observer(SessionObserver observer) {
        settings.observers.add(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    @Override
    public Wsh.Builder warmUp(boolean on) {
        settings.warmUp = on;
        return this;
    }

    @Override
    public Wsh open() {
        Settings fixed = settings.copy();
        PtyProvider provider = fixed.provider.orElseGet(() -> PtyProviders.choose(fixed.providerName));
        provider.unavailable().ifPresent(reason -> {
            throw new EngineException(
                    "the terminal provider " + provider.name() + " does not work here: " + reason, null);
        });
        if (fixed.warmUp) {
            PtyProviders.warmUp(provider);
        }
        TimeSource time = fixed.time
                .map(given -> (TimeSource) new WithCallbacks(given, fixed.callbacks.orElseGet(given::callbacks)))
                .orElseGet(() -> new RealTime(fixed.callbacks));
        return new DefaultWsh(fixed, Objects.requireNonNull(provider), time);
    }
}
