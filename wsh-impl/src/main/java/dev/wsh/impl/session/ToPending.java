package dev.wsh.impl.session;

import dev.wsh.ConditionFailedException;
import dev.wsh.Evidence;
import dev.wsh.SessionEndedException;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.impl.wait.Outcome;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Completes a pending with the outcome of a wait, the user's part of it included, off the loop and without the session's lock.
 *
 * @param <T> the type of the value
 */
final class ToPending<T> implements Outcome<T> {

    private final SessionCore core;
    private final EnginePending<T> pending;
    private final Supplier<String> what;
    private final long started;

    ToPending(SessionCore core, EnginePending<T> pending, Supplier<String> what, long started) {
        this.core = core;
        this.pending = pending;
        this.what = what;
        this.started = started;
    }

    @Override
    public void found(Supplier<T> value) {
        decide(() -> later(value));
    }

    @Override
    public void ended() {
        decide(() -> {
            SessionEndedException cause = core.endedException("waited for " + what.get());
            later(() -> {
                throw cause;
            });
        });
    }

    @Override
    public void hopeless(String condition) {
        decide(() -> {
            Evidence seen = core.reports()
                    .seen(what.get(), Duration.ofNanos(core.clock().now() - started));
            later(() -> {
                throw new ConditionFailedException(
                        "waited for " + what.get() + ", but " + condition + " came true first",
                        core.reports().withProcesses(seen));
            });
        });
    }

    /** Whoever can't hand the outcome over must not keep others from it, the deadline among them. */
    private void decide(Runnable handOver) {
        if (!pending.claim()) {
            return;
        }
        boolean done = false;
        try {
            handOver.run();
            done = true;
        } finally {
            if (!done) {
                pending.disclaim();
            }
        }
    }

    private void later(Supplier<T> value) {
        if (!pending.finishOnThreadThatBlocks(value)) {
            core.afterwards(() -> pending.finish(value));
        }
    }
}
