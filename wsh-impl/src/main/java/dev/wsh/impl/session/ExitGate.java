package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.spi.PtyProvider.Capability;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an exit counts: after the last byte. A provider that promises {@link Capability#LAST_BYTE_BEFORE_EXIT} is
 * believed at once; of another the output is awaited until its end, or until it has been silent for a while.
 *
 * <p>Confined to the session's lock.
 */
final class ExitGate {

    private final boolean exact;
    private final SessionClock clock;
    private final Alarm alarm;
    private final Consumer<ExitStatus> counts;
    private @Nullable ExitStatus status;
    private boolean outputEnded;
    private long exitedAt;
    private long lastOutputAt;

    /**
     * Creates a gate for a process that runs.
     *
     * @param exact whether the last byte comes before the exit
     * @param counts is given the exit once it counts
     */
    ExitGate(boolean exact, SessionClock clock, Alarm alarm, Consumer<ExitStatus> counts) {
        this.exact = exact;
        this.clock = clock;
        this.alarm = alarm;
        this.counts = counts;
    }

    /** Output came. */
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
        exitedAt = clock.now();
        lastOutputAt = exitedAt;
        if (exact || outputEnded) {
            pass();
        } else {
            alarm.set(Limits.AFTER_EXIT_QUIET, this::look);
        }
    }

    private void look() {
        long now = clock.now();
        long due =
                Math.min(lastOutputAt + Limits.AFTER_EXIT_QUIET.toNanos(), exitedAt + Limits.AFTER_EXIT_MAX.toNanos());
        if (now >= due) {
            pass();
        } else {
            alarm.set(Duration.ofNanos(due - now), this::look);
        }
    }

    private void pass() {
        alarm.cancel();
        ExitStatus exit = status;
        if (exit != null) {
            boolean closed = outputEnded && exit.output() == OutputEnd.UNKNOWN;
            counts.accept(closed ? exit.withOutput(OutputEnd.TERMINAL_CLOSED) : exit);
        }
    }

    boolean isOutputEnded() {
        return outputEnded;
    }
}
