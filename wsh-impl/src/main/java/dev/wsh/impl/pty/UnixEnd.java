package dev.wsh.impl.pty;

import dev.wsh.KillReport;
import dev.wsh.spi.Pty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code PtyProvider.end} for both Unix providers. Stateless and threadsafe. */
final class UnixEnd {
    private UnixEnd() {}

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
