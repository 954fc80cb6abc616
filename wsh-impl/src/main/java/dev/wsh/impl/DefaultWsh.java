package dev.wsh.impl;

import dev.wsh.CommandResult;
import dev.wsh.Diagnostics;
import dev.wsh.Pending;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.engine.Durations;
import dev.wsh.impl.group.GroupView;
import dev.wsh.impl.group.Registry;
import dev.wsh.impl.pty.JvmSurroundings;
import dev.wsh.impl.run.Turns;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.session.Identity;
import dev.wsh.impl.session.ProviderCalls;
import dev.wsh.impl.session.SessionSetup;
import dev.wsh.impl.time.Callbacks;
import dev.wsh.impl.time.RealTime;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts sessions and ends them all. Thread-safe. */
final class DefaultWsh extends GroupView implements Wsh {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultWsh.class);

    /** How long close waits for callbacks. */
    private static final Duration CALLBACKS = Duration.ofSeconds(2);

    /**
     * How much longer than its grace close waits for ends and starts: a provider may be stuck in one. More than the two
     * bounds of a session's close together, so that every session is told its end before the clock stops.
     */
    static final Duration BEYOND_GRACE = Duration.ofSeconds(25);

    private final Registry registry;
    private final TimeSource time;
    private final boolean ownsTime;
    private final SpecResolver resolver;
    private final Turns turns;
    private final Set<ProgramRun> runs = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Duration closeGrace;

    DefaultWsh(Settings settings, PtyProvider provider, TimeSource time) {
        this(
                settings,
                provider,
                time,
                new Registry(
                        time,
                        settings.maxSessions,
                        settings.retainEnded,
                        settings.retainEndedBytes,
                        settings.closeGrace,
                        settings.eventQueue));
    }

    private DefaultWsh(Settings settings, PtyProvider provider, TimeSource time, Registry registry) {
        super(registry, settings.deadline);
        this.registry = registry;
        this.time = time;
        this.closeGrace = settings.closeGrace;
        this.ownsTime = settings.time.isEmpty();
        this.resolver = new SpecResolver(settings, provider, time, JvmSurroundings.environment());
        this.turns = new Turns(settings.parallelRuns);
    }

    @Override
    public Session start(SessionSpec spec) {
        return begin(spec);
    }

    @Override
    public Pending<CommandResult> run(SessionSpec spec) {
        Objects.requireNonNull(spec, "spec");
        SessionSpec whole = spec.content().transcript().isPresent() ? spec : spec.transcript(RunOption.OUTPUT_LIMIT);
        registry.requireOpen();
        SessionSetup setup = resolver.resolve(whole).setup();
        ProviderCalls.check(setup);
        String command = String.join(" ", setup.pty().argv());
        if (spec.content().launch() instanceof SessionSpec.Launch.ShellLine line) {
            command = line.line();
        }
        ProgramRun run = new ProgramRun(time, turns, command, () -> begin(whole));
        runs.add(run);
        run.pending().whenDone(failure -> runs.remove(run));
        try {
            run.begin(turns.take(run));
        } catch (RuntimeException | Error e) {
            runs.remove(run);
            throw e;
        }
        return run.pending();
    }

    private DefaultSession begin(SessionSpec spec) {
        SpecResolver.Resolved resolved = resolver.resolve(Objects.requireNonNull(spec, "spec"));
        String name = registry.reserve(resolved.name(), resolved.namePrefix());
        DefaultSession session;
        boolean started = false;
        try {
            SessionSetup setup = resolved.setup();
            ProviderCalls.check(setup);
            session = DefaultSession.start(setup, registry, new Identity(name, resolved.tags()));
            started = true;
        } finally {
            if (!started) {
                registry.release(name);
            }
        }
        registry.add(session);
        return session;
    }

    @Override
    public Diagnostics diagnostics() {
        Diagnostics.Tasks unknown = new Diagnostics.Tasks(0, 0, Duration.ZERO);
        return registry.diagnostics(
                time.callbacks() instanceof Callbacks own ? own.state() : unknown,
                time instanceof RealTime real ? real.engineState() : unknown,
                standingRuns());
    }

    private List<Diagnostics.Run> standingRuns() {
        List<ProgramRun> all;
        synchronized (runs) {
            all = List.copyOf(runs);
        }
        return all.stream().map(ProgramRun::standing).toList();
    }

    @Override
    public String toString() {
        return "Wsh, " + super.toString();
    }

    /** Everybody who closes waits for the same, and not for ever: a provider may not return. */
    @Override
    public void close() {
        boolean interrupted = false;
        try {
            CompletableFuture<Boolean> ended = limited(registry.close());
            while (true) {
                try {
                    time.await(ended);
                    if (!Callbacks.isInside()) {
                        time.await(callbacksBegun());
                    }
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // finish all the same: nothing may be left behind
                }
            }
        } catch (RuntimeException e) {
            LOG.error("sessions could not be awaited at close", e);
        } finally {
            if (ownsTime) {
                time.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Complete with something, or after a while, which is said: all of it is bounded but what is not the engine's. */
    private CompletableFuture<Boolean> limited(CompletableFuture<?> ended) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        Duration limit = Durations.cut(closeGrace).plus(BEYOND_GRACE);
        TimeSource.Cancellable alarm = time.schedule(limit, time.serial(over), () -> {
            if (over.complete(false)) {
                LOG.error("close returns after {} ms although {}", limit.toMillis(), registry.underWay());
            }
        });
        ended.whenComplete((nothing, failure) -> {
            alarm.cancel();
            over.complete(true);
        });
        return over;
    }

    /** Complete once every callback so far has begun, or after a while: the user's code may be stuck, or wait for this. */
    private CompletableFuture<Boolean> callbacksBegun() {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        time.callbacks().execute(() -> begun.complete(true));
        TimeSource.Cancellable alarm = time.schedule(CALLBACKS, time.serial(this), () -> {
            if (begun.complete(false)) {
                LOG.warn("callbacks still wait for their turn {} ms after close", CALLBACKS.toMillis());
            }
        });
        begun.whenComplete((inTime, failure) -> alarm.cancel());
        return begun;
    }
}
