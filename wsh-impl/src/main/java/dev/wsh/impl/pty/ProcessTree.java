package dev.wsh.impl.pty;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds every process of some sessions in one scan of {@code /proc}.
 *
 * <p>A process belongs to a session if it is in the kernel's session of that leader, or descends from one that does, or has
 * the session's id in the environment it was started with, or has its terminal; the first of these that holds counts, so
 * that no process leaves its session by an id that it made up. Descendants alone miss a double fork, and the kernel's session
 * alone misses {@code setsid}. What hides from all four (another user's {@code setsid} after a double fork) is not found.
 * What an earlier scan found belongs to its session as long as it lives, and so do its descendants: a signal of ours may have
 * ended the parent that it was found by.
 *
 * <p>"None" is not said lightly. Numbers ascend, and each process is looked at as soon as it is listed; one that ends in
 * between may have forked another. So a scan that saw one go of which nothing was known is repeated, and after {@value
 * #MOST_LOOKS} it is not sure. Stateless and thread-safe; a scan blocks for milliseconds.
 */
final class ProcessTree {
    static final int MOST_LOOKS = 20;

    /** Parents before their children: a shell whose child is killed before it goes on with its next command. */
    private static final Comparator<Found> OLDEST_FIRST = Comparator.<Found>comparingLong(
                    found -> found.process().start())
            .thenComparingInt(found -> found.process().pid());

    private ProcessTree() {}

    /**
     * A live process, its command line, and the session that it belongs to.
     *
     * @param groupToo whether its group may be signalled: none of it is left alone
     */
    record Found(ProcStat process, String command, Target target, boolean groupToo) {}

    /**
     * What a scan came to.
     *
     * @param doubt why there may be more; null if it is sure. What was known and could not be looked for is among the found
     *     ones then.
     */
    record Findings(List<Found> found, @Nullable String doubt) {
        static final Findings NONE = new Findings(List.of(), null);

        boolean sure() {
            return doubt == null;
        }

        /** Whether there is certainly no process left. */
        boolean none() {
            return sure() && found.isEmpty();
        }
    }

    /**
     * Looks once for all targets.
     *
     * @param known what earlier scans found, of these targets or of others
     */
    static Findings find(Collection<Target> targets, Collection<Found> known) {
        if (targets.isEmpty()) {
            return Findings.NONE;
        }
        String problem = ProcRoot.problem();
        if (problem != null) {
            return new Findings(List.of(), problem);
        }
        try (ProcFs proc = new ProcFs()) {
            Map<Integer, Long> looked = new HashMap<>();
            for (int look = 1; ; look++) {
                ProcessScan scan = new ProcessScan(proc, targets, known, looked);
                List<Found> found = scan.run();
                found.sort(OLDEST_FIRST);
                if (proc.missed()) {
                    return new Findings(found, "out of file descriptors (ulimit -n) or memory");
                }
                if (!scan.sawItself()) {
                    return new Findings(found, "/proc does not show this process");
                }
                if (!found.isEmpty() || !scan.sawProcessesGo()) {
                    return new Findings(found, null);
                }
                if (look == MOST_LOOKS) {
                    return new Findings(found, "processes come and go faster than they can be looked at");
                }
            }
        }
    }
}
