package dev.wsh.impl.session;

import dev.wsh.SessionEvent;
import dev.wsh.Settled;
import dev.wsh.engine.Durations;
import dev.wsh.engine.IdleNode;
import dev.wsh.impl.wait.Outcome;
import dev.wsh.impl.wait.SessionMark;
import dev.wsh.impl.wait.Waiters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session is at work: running and idle in turn, beginning with what it is now. Guarded by the session's lock.
 *
 * <p>A subscriber that falls far behind loses whole turns, the oldest first.
 */
final class ActivitySource implements Delivery.Source<SessionEvent.Activity>, Outcome<Settled> {

    private final SessionCore core;
    private final IdleNode quiet;
    private final Runnable signal;
    private final Runnable touched = this::touched;
    private final Deque<SessionEvent.Activity> events = new ArrayDeque<>();
    private Waiters.@Nullable Wait<Settled> wait;
    private long idleAt = -1;
    private boolean over;

    ActivitySource(SessionCore core, Duration window, Runnable signal) {
        this.core = core;
        this.quiet = new IdleNode(window);
        this.signal = signal;
        core.enter(() -> {
            core.watchers().add(touched);
            if (core.clock().now() - core.content().activity().quietSince() < Durations.nanos(window)) {
                running();
            } else {
                awaitQuiet();
            }
        });
    }

    private void running() {
        idleAt = -1;
        add(new SessionEvent.BecameActive(core.session(), core.content().mark()));
        awaitQuiet();
    }

    private void awaitQuiet() {
        if (core.life().ended().isEmpty()) {
            Waiters.Wait<Settled> next = core.waiters().prepare(quiet);
            wait = next;
            next.begin(this);
        } else {
            over = true;
        }
    }

    private void touched() {
        if (!over && idleAt >= 0 && core.content().activity().generation() > idleAt) {
            running();
        }
        over |= core.life().isEndTold();
        signal.run();
    }

    private void add(SessionEvent.Activity event) {
        if (events.size() >= core.setup().eventQueue() && events.size() >= 2) {
            events.remove();
            events.remove();
        }
        events.add(event);
        signal.run();
    }

    @Override
    public void found(Supplier<Settled> value) {
        wait = null;
        if (value.get() instanceof Settled.Idle settled) {
            idleAt = ((SessionMark) settled.mark()).generation();
            add(new SessionEvent.BecameIdle(core.session(), settled.mark(), settled.screen()));
        } else {
            ended();
        }
    }

    @Override
    public void ended() {
        over = true;
        signal.run();
    }

    @Override
    public void hopeless(String what) {
        ended();
    }

    @Override
    public Optional<SessionEvent.Activity> next() {
        return core.locked(() -> Optional.ofNullable(events.poll()));
    }

    @Override
    public boolean isExhausted() {
        return core.locked(() -> over && events.isEmpty());
    }

    @Override
    public boolean isOver() {
        return core.locked(core.life()::isEndTold);
    }

    @Override
    public void close() {
        core.enter(() -> {
            core.watchers().remove(touched);
            Waiters.Wait<Settled> begun = wait;
            if (begun != null) {
                begun.withdraw();
            }
        });
    }
}
