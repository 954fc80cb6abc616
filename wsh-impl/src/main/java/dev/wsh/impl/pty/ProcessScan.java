package dev.wsh.impl.pty;

import dev.wsh.ProcessInfo;
import dev.wsh.impl.pty.ProcessTree.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One look at all processes, for {@link ProcessTree}. Used once, by one thread. */
final class ProcessScan {
    private static final int SELF = LibC.getpid();

    private final ProcFs proc;
    private final Collection<Found> known;

    /** The processes that earlier scans saw, with their starts: when one of them goes, nothing was missed. */
    private final Map<Integer, Long> looked;

    private final Map<Integer, Target> byLeader = new HashMap<>();
    private final Map<Integer, Target> byTty = new HashMap<>();
    private final Map<String, Target> byId = new HashMap<>();
    private final Map<Integer, ProcStat> table = new LinkedHashMap<>();
    private final Map<Integer, Target> owner = new HashMap<>();
    private final Map<Integer, Target> ownerById = new HashMap<>();
    private boolean sawProcessesGo;

    ProcessScan(ProcFs proc, Collection<Target> targets, Collection<Found> known, Map<Integer, Long> looked) {
        this.proc = proc;
        this.known = known;
        this.looked = looked;
        for (Target target : targets) {
            byLeader.put(target.leader(), target);
            byId.put(target.sessionId(), target);
            if (target.ttyNumber() != 0) {
                byTty.put(target.ttyNumber(), target);
            }
        }
    }

    /** Whether a process went away of which nothing is known: it may have left a child that was not seen. */
    boolean sawProcessesGo() {
        return sawProcessesGo;
    }

    boolean sawItself() {
        return table.containsKey(SELF);
    }

    List<Found> run() {
        proc.forEachPid(this::look);
        addKnown();
        addDescendants(owner.keySet());
        addNew(ownerById);
        addNew(byTerminal());
        Set<Integer> leftGroups = leaveAlone();
        List<Found> found = new ArrayList<>();
        owner.forEach((pid, target) -> {
            ProcStat stat = table.get(pid);
            if (stat != null && stat.alive()) {
                found.add(new Found(stat, proc.commandLine(stat), target, !leftGroups.contains(stat.group())));
            }
        });
        table.forEach((pid, stat) -> looked.put(pid, stat.start()));
        return found;
    }

    /** Forgets the processes that are to be left, and what descends from them; returns their groups. */
    private Set<Integer> leaveAlone() {
        Set<Integer> left = new HashSet<>();
        owner.forEach((pid, target) -> {
            ProcStat stat = table.get(pid);
            if (stat != null
                    && stat.alive()
                    && pid != target.leader()
                    && !target.leaving().isNone()) {
                if (target.leaving().leaves(new ProcessInfo(pid, proc.commandLine(stat), target.sessionId()))) {
                    left.add(pid);
                }
            }
        });
        if (left.isEmpty()) {
            return left;
        }
        Deque<Integer> pending = new ArrayDeque<>(left);
        while (!pending.isEmpty()) {
            int parent = pending.remove();
            for (ProcStat stat : table.values()) {
                if (stat.parent() == parent && owner.containsKey(stat.pid()) && left.add(stat.pid())) {
                    pending.add(stat.pid());
                }
            }
        }
        owner.keySet().removeAll(left);
        return table.values().stream()
                .filter(stat -> left.contains(stat.pid()))
                .map(ProcStat::group)
                .collect(Collectors.toSet());
    }

    /** Looks at a process that was just listed. */
    private void look(int pid) {
        ProcStat stat = proc.stat(pid);
        if (stat == null) {
            sawProcessesGo |= !looked.containsKey(pid);
            return;
        }
        table.put(pid, stat);
        if (mayEnd(stat) && stat.start() >= LivePtys.firstStart()) {
            Target target = bySession(stat);
            if (target != null) {
                owner.put(pid, target);
                noteTheDead(stat, target);
            } else if (stat.alive()) {
                byMarker(stat);
            }
        }
    }

    /** Not ourselves, not init, not a thread of the kernel (children of kthreadd, which is 2). */
    private static boolean mayEnd(ProcStat stat) {
        return stat.pid() != SELF && stat.pid() > 1 && !(stat.parent() == 2 && stat.session() == 0);
    }

    private @Nullable Target bySession(ProcStat stat) {
        Target target = byLeader.get(stat.session());
        if (target != null && isOurs(stat, target)) {
            return target;
        }
        target = byLeader.get(stat.pid());
        return target != null && target.reapedAt() == Target.NOT_REAPED ? target : null;
    }

    /**
     * The kernel keeps a session's number while it has members, its leader's process number among them. So whoever
     * started in it before the leader was reaped is ours; a later one may be in another session of that number, and
     * if it is ours, it descends from one that is, or has the id.
     */
    private static boolean isOurs(ProcStat stat, Target target) {
        return stat.start() <= target.reapedAt();
    }

    /** A dead one that was alive a look ago may have forked since; the leader's children are found without it. */
    private void noteTheDead(ProcStat stat, Target target) {
        if (!stat.alive() && stat.pid() != target.leader()) {
            sawProcessesGo |= !looked.containsKey(stat.pid());
        }
    }

    private void byMarker(ProcStat stat) {
        String marker = proc.variable(stat.pid(), SessionMarker.VARIABLE);
        if (marker != null) {
            for (String id : SessionMarker.ids(marker)) {
                Target target = byId.get(id);
                if (target != null) {
                    ownerById.putIfAbsent(stat.pid(), target);
                }
            }
        } else if (!looked.containsKey(stat.pid())) {
            ProcStat now = proc.stat(stat.pid()); // it may have ended before its environment was read
            sawProcessesGo |= now == null || !now.alive() || now.start() != stat.start();
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

    /** Those that nothing better was known of, and their descendants. */
    private void addNew(Map<Integer, Target> owners) {
        Set<Integer> added = new HashSet<>();
        owners.forEach((pid, target) -> {
            if (owner.putIfAbsent(pid, target) == null) {
                added.add(pid);
            }
        });
        addDescendants(added);
    }

    private void addDescendants(Collection<Integer> of) {
        if (of.isEmpty()) {
            return;
        }
        Map<Integer, List<ProcStat>> children = new HashMap<>();
        for (ProcStat stat : table.values()) {
            children.computeIfAbsent(stat.parent(), parent -> new ArrayList<>()).add(stat);
        }
        Deque<Integer> pending = new ArrayDeque<>(of);
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

    /**
     * A terminal that is open now was open when the processes were read; otherwise its number may be another's. Terminals of
     * another container may have the same numbers: only those of our own mounts count.
     */
    private Map<Integer, Target> byTerminal() {
        Map<Integer, Target> found = new HashMap<>();
        for (ProcStat stat : table.values()) {
            Target target = stat.tty() == 0 ? null : byTty.get(stat.tty());
            if (target != null
                    && !owner.containsKey(stat.pid())
                    && mayEnd(stat)
                    && stat.start() >= LivePtys.firstStart()
                    && sameTerminals(stat.pid())
                    && target.terminal().isOpen()) {
                found.put(stat.pid(), target);
            }
        }
        return found;
    }

    private static boolean sameTerminals(int pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
