package dev.wsh;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an end of processes came to.
 *
 * @param gone the processes that are gone
 * @param survivors the processes that are still there, for instance another user's
 * @param took how long it took
 */
public record KillReport(List<Gone> gone, List<ProcessInfo> survivors, Duration took) {

    /** Copies the lists. */
    public KillReport {
        gone = List.copyOf(gone);
        survivors = List.copyOf(survivors);
        Objects.requireNonNull(took, "took");
    }

    /** {@return whether nothing survived} */
    public boolean complete() {
        return survivors.isEmpty();
    }

    /**
     * A process that is gone.
     *
     * @param process which
     * @param lastSignal the last signal that was sent to it; empty if it went by itself
     */
    public record Gone(ProcessInfo process, Optional<Signal> lastSignal) {}
}
