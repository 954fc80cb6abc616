package dev.wsh.impl.pty;

import java.time.Duration;

/**
 * Processor time of a process and its descendants, which tells a silent but busy program from a waiting one.
 *
 * <p>Its cost grows with the tree, not with the system. Stateless.
 */
final class CpuTime {
    private static final long MILLIS_PER_TICK = 10;

    private CpuTime() {}

    static Duration ofTree(int root) {
        try (ProcFs proc = new ProcFs()) {
            long ticks = proc.tree(root).stream().mapToLong(ProcStat::cpuTicks).sum();
            return Duration.ofMillis(ticks * MILLIS_PER_TICK);
        }
    }
}
