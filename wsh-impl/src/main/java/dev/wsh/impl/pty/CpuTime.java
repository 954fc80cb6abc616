package dev.wsh.impl.pty;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Processor time of a process and its descendants, which tells a silent but busy program from a waiting one.
 *
 * <p>Follows {@code /proc/pid/task/tid/children}, so its cost grows with the tree, not with the system. Stateless.
 */
final class CpuTime {
    private static final int MOST_PROCESSES = 256;
    private static final long MILLIS_PER_TICK = 10;

    private CpuTime() {}

    static Duration ofTree(int root) {
        long ticks = 0;
        try (ProcFs proc = new ProcFs()) {
            Deque<Integer> pending = new ArrayDeque<>();
            pending.add(root);
            for (int seen = 0; seen < MOST_PROCESSES && !pending.isEmpty(); seen++) {
                int pid = pending.remove();
                ProcStat stat = proc.stat(pid);
                if (stat != null) {
                    ticks += stat.cpuTicks();
                    addChildren(proc, pid, pending);
                }
            }
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    private static void addChildren(ProcFs proc, int pid, Deque<Integer> into) {
        for (int thread : ProcFs.numbers("/proc/" + pid + "/task")) {
            byte[] children = proc.read("/proc/" + pid + "/task/" + thread + "/children");
            if (children != null) {
                for (String child : new String(children, StandardCharsets.US_ASCII).split(" ")) {
                    if (!child.isBlank()) {
                        into.add(Integer.parseInt(child.strip()));
                    }
                }
            }
        }
    }
}
