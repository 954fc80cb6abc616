package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an exit counts: after the last byte. A provider that promises {@link Capability#LAST_BYTE_BEFORE_EXIT} is
 * believed at once; of another the output is awaited until its end, or until it has been silent for a while.
 *
 * <p>Confined to the session's lock.
 */
final class ExitGate {

    private final SessionCore core;
    private final boolean exact;
    private @Nullable ExitStatus status;
    private boolean outputEnded;
    private long exitedAt;
    private long lastOutputAt;
    private TimeSource.@Nullable Cancellable timer;

    ExitGate(SessionCore core, boolean exact) {
        this.core = core;
        this.exact = exact;
    }

    /** Output came after the exit. */
    void output(long now) {
        lastOutputAt = now;
    }

    void outputEnded() {
        outputEnded = true;
        if (status != null) {
            pass();
        }
    }

    void exited(ExitStatus exit) {
        if (status != null) {
            return;
        }
        status = exit;
        exitedAt = core.now();
        lastOutputAt = exitedAt;
        if (exact || outputEnded) {
            pass();
        } else {
            arm(Limits.AFTER_EXIT_QUIET);
        }
    }

    private void arm(Duration delay) {
        timer = core.time().schedule(delay, core.line().loop(), () -> core.enter(this::look));
    }

    private void look() {
        long now = core.now();
        long due =
                Math.min(lastOutputAt + Limits.AFTER_EXIT_QUIET.toNanos(), exitedAt + Limits.AFTER_EXIT_MAX.toNanos());
        if (now >= due) {
            pass();
        } else {
            arm(Duration.ofNanos(due - now));
        }
    }

    private void pass() {
        TimeSource.Cancellable set = timer;
        if (set != null) {
            set.cancel();
            timer = null;
        }
        ExitStatus exit = status;
        if (exit != null) {
            boolean closed = outputEnded && exit.output() == OutputEnd.UNKNOWN;
            core.end(closed ? exit.withOutput(OutputEnd.TERMINAL_CLOSED) : exit);
        }
    }

    boolean isOutputEnded() {
        return outputEnded;
    }
}
