package dev.wsh.impl.pty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds every process of some sessions in one scan of {@code /proc}.
 *
 * <p>A process belongs to a session if it is in the kernel's session of that leader, or has its terminal, or has the
 * session's id in the environment it was started with, or descends from one that does: descendants alone miss a double
 * fork, and the kernel's session alone misses {@code setsid}. What hides from all four (another user's {@code setsid}
 * after a double fork) is not found. What an earlier scan found belongs to its session as long as it lives, and so do its
 * descendants: a signal of ours may have ended the parent that it was found by. Stateless and threadsafe; a scan blocks
 * for milliseconds.
 */
final class ProcessTree {
    /** Set by the launchers in the environment of every child. */
    static final String MARKER = "WSH_SESSION_ID";

    /**
     * A process that forks and ends between the listing and the look at it hides its child. So "none" is believed only
     * if no process went away during the scan, or after this many.
     */
    private static final int MOST_LOOKS = 5;

    /** Parents before their children: a shell whose child is killed before it goes on with its next command. */
    private static final Comparator<Found> OLDEST_FIRST = Comparator.<Found>comparingLong(
                    found -> found.process().start())
            .thenComparingInt(found -> found.process().pid());

    private ProcessTree() {}

    /** A live process, its command line, and the session that it belongs to. */
    record Found(ProcStat process, String command, Target target) {}

    /**
     * What a scan came to.
     *
     * @param sure false if descriptors or memory ran out, so that there may be more; what was known and could not be looked
     *     for is among the found ones then
     */
    record Findings(List<Found> found, boolean sure) {
        /** Whether there is certainly no process left. */
        boolean none() {
            return sure && found.isEmpty();
        }
    }

    /**
     * Looks once for all targets.
     *
     * @param known what earlier scans found, of these targets or of others
     */
    static Findings find(Collection<Target> targets, Collection<Found> known) {
        if (targets.isEmpty()) {
            return new Findings(List.of(), /* sure= */ true);
        }
        try (ProcFs proc = new ProcFs()) {
            for (int look = 1; ; look++) {
                Scan scan = new Scan(proc, targets, known);
                List<Found> found = scan.run();
                if (!found.isEmpty() || proc.missed() || !scan.sawProcessesGo || look == MOST_LOOKS) {
                    return new Findings(found, !proc.missed());
                }
            }
        }
    }

    /** One look at all processes. */
    private static final class Scan {
        private static final int SELF = (int) ProcessHandle.current().pid();

        private final ProcFs proc;
        private final Collection<Found> known;
        private final Map<Integer, Target> byLeader = new HashMap<>();
        private final Map<Integer, Target> byTty = new HashMap<>();
        private final Map<String, Target> byId = new HashMap<>();
        private final Map<Integer, ProcStat> table = new LinkedHashMap<>();
        private final Map<Integer, Target> owner = new HashMap<>();
        private final Set<Integer> byTtyOnly = new HashSet<>();
        boolean sawProcessesGo;

        Scan(ProcFs proc, Collection<Target> targets, Collection<Found> known) {
            this.proc = proc;
            this.known = known;
            for (Target target : targets) {
                byLeader.put(target.leader(), target);
                byId.put(target.sessionId(), target);
                if (target.ttyNumber() != 0) {
                    byTty.put(target.ttyNumber(), target);
                }
            }
        }

        List<Found> run() {
            for (int pid : proc.pids()) {
                ProcStat stat = proc.stat(pid);
                if (stat == null) {
                    sawProcessesGo = true;
                } else {
                    table.put(pid, stat);
                }
            }
            long oldest =
                    Optional.ofNullable(table.get(SELF)).map(ProcStat::start).orElse(0L);
            for (ProcStat stat : table.values()) {
                if (stat.start() >= oldest && mayEnd(stat)) {
                    Target target = ownerOf(stat);
                    if (target != null) {
                        owner.put(stat.pid(), target);
                    }
                }
            }
            forgetReusedTerminals();
            addKnown();
            addDescendants();
            List<Found> found = new ArrayList<>();
            owner.forEach((pid, target) -> {
                ProcStat stat = table.get(pid);
                if (stat != null && stat.alive()) {
                    found.add(new Found(stat, proc.commandLine(stat), target));
                }
            });
            found.sort(OLDEST_FIRST);
            return found;
        }

        /** Not ourselves, not init, not a thread of the kernel (children of kthreadd, which is 2). */
        private static boolean mayEnd(ProcStat stat) {
            return stat.pid() != SELF && stat.pid() > 1 && !(stat.parent() == 2 && stat.session() == 0);
        }

        /** A terminal that is open now was open when the processes were read; otherwise its number may be another's. */
        private void forgetReusedTerminals() {
            byTtyOnly.removeIf(pid -> {
                Target target = owner.get(pid);
                return target != null && target.terminalOpen().getAsBoolean();
            });
            owner.keySet().removeAll(byTtyOnly);
        }

        private @Nullable Target ownerOf(ProcStat stat) {
            Target target = byLeader.get(stat.session());
            if (target != null && isOurs(stat, target)) {
                return target;
            }
            target = byLeader.get(stat.pid());
            if (target != null && target.reapedAt() == Target.NOT_REAPED) {
                return target;
            }
            String id = stat.alive() ? proc.variable(stat.pid(), MARKER) : null;
            target = id == null ? null : byId.get(id);
            if (target == null && stat.tty() != 0 && byTty.containsKey(stat.tty()) && sameTerminals(stat.pid())) {
                target = byTty.get(stat.tty());
                byTtyOnly.add(stat.pid());
            }
            return target;
        }

        /**
         * The kernel keeps a session's number while it has members, its leader's process number among them. So whoever
         * started in it before the leader was reaped is ours; a later one may be in another session of that number, and
         * if it is ours, it descends from one that is, or has the id.
         */
        private static boolean isOurs(ProcStat stat, Target target) {
            return stat.start() <= target.reapedAt();
        }

        /** Terminals of another container may have the same numbers: only those of our own mounts count. */
        private static boolean sameTerminals(int pid) {
            try {
                return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt"))
                        .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")));
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }

        private void addKnown() {
            for (Found each : known) {
                ProcStat then = each.process();
                ProcStat now = table.get(then.pid());
                if (now == null && proc.missed()) {
                    now = then;
                    table.put(then.pid(), then);
                }
                Target target = byId.get(each.target().sessionId());
                if (target != null && now != null && now.start() == then.start()) {
                    owner.putIfAbsent(now.pid(), target);
                }
            }
        }

        private void addDescendants() {
            Map<Integer, List<ProcStat>> children = new HashMap<>();
            for (ProcStat stat : table.values()) {
                children.computeIfAbsent(stat.parent(), parent -> new ArrayList<>())
                        .add(stat);
            }
            Deque<Integer> pending = new ArrayDeque<>(owner.keySet());
            while (!pending.isEmpty()) {
                int parent = pending.remove();
                Target target = owner.get(parent);
                for (ProcStat child : children.getOrDefault(parent, List.of())) {
                    if (target != null && mayEnd(child) && owner.putIfAbsent(child.pid(), target) == null) {
                        pending.add(child.pid());
                    }
                }
            }
        }
    }
}
