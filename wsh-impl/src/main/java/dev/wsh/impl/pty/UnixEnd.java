package dev.wsh.impl.pty;

import dev.wsh.KillReport;
import dev.wsh.spi.Pty;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code PtyProvider.end} for both Unix providers. Stateless and threadsafe. */
final class UnixEnd {
    private UnixEnd() {}

    /** Ends what a leader has started that could not be taken into service, and is reaped. */
    static void endRest(String sessionId, Child leader, TimeSource time) {
        Target target = new Target(sessionId, leader.pid(), leader.reapedAt(), 0, Target.NOTHING, Leaving.NONE);
        List<Target> targets = List.of(target);
        EndService.hold(time);
        boolean begun = false;
        try {
            EndService.end(() -> targets, Duration.ZERO, time)
                    .whenComplete((report, failure) -> EndService.release(time));
            begun = true;
        } finally {
            if (!begun) {
                EndService.release(time);
            }
        }
    }

    /** Undoes a start that failed half way, with what the leader has started by then; nobody else knows of this terminal. */
    static void abandon(UnixPty pty) {
        try {
            pty.closeAtOnce();
        } finally {
            end(List.of(pty), Duration.ZERO);
        }
    }

    static CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace " + grace + " is negative");
        }
        List<UnixPty> ours = new ArrayList<>();
        for (Pty pty : ptys) {
            if (!(pty instanceof UnixPty unix)) {
                throw new IllegalArgumentException("not a terminal of this provider: " + pty);
            }
            ours.add(unix);
        }
        if (ours.isEmpty()) {
            return CompletableFuture.completedFuture(new KillReport(List.of(), List.of(), Duration.ZERO));
        }
        CompletableFuture<KillReport> end = EndService.end(
                () -> ours.stream().map(UnixPty::target).toList(),
                grace,
                ours.get(0).time());
        return end.whenComplete((report, failure) -> {
            if (failure == null && report.complete()) {
                ours.forEach(LivePtys::ended);
            }
        });
    }
}
