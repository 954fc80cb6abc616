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
    private final String what;
    private final long started;

    ToPending(SessionCore core, EnginePending<T> pending, String what, long started) {
        this.core = core;
        this.pending = pending;
        this.what = what;
        this.started = started;
    }

    @Override
    public void found(Supplier<T> value) {
        if (pending.claim()) {
            later(value);
        }
    }

    @Override
    public void ended() {
        if (pending.claim()) {
            SessionEndedException cause = core.endedException("waited for " + what);
            later(() -> {
                throw cause;
            });
        }
    }

    @Override
    public void hopeless(String condition) {
        if (pending.claim()) {
            Evidence seen =
                    core.reports().seen(what, Duration.ofNanos(core.clock().now() - started));
            later(() -> {
                throw new ConditionFailedException(
                        "waited for " + what + ", but " + condition + " came true first",
                        core.reports().withProcesses(seen));
            });
        }
    }

    private void later(Supplier<T> value) {
        if (!pending.finishOnThreadThatBlocks(value)) {
            core.afterwards(() -> pending.finish(value));
        }
    }
}
