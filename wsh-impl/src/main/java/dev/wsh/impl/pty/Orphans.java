package dev.wsh.impl.pty;

import com.sun.jna.Native;
import dev.wsh.impl.pty.ProcessTree.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reaps what falls to this process when its parent ends, where that is so: as process 1 of a container, or as what the
 * kernel calls a subreaper. Nobody else would, and dead processes would fill the table of processes.
 *
 * <p>The JDK waits for its own children, and what native libraries start is theirs. So a dead child is reaped if an end has
 * found it to be of a session, or if it left our kernel session, led none of our terminals, and has been dead for two sweeps:
 * whoever waits for a child has taken it by then. This class is confined to one thread, except for {@link #fallToUs()}.
 */
final class Orphans {
    private static final int PR_GET_CHILD_SUBREAPER = 37;
    private static final int WNOHANG = 1;
    private static final int SELF = LibC.getpid();

    private final Map<Integer, Long> deadBefore = new HashMap<>();

    static {
        Native.register(Orphans.class, "c");
    }

    private static native int prctl(int option, int[] argument, long third, long fourth, long fifth);

    /** Whether this process is the parent of those that lose theirs. */
    static boolean fallToUs() {
        int[] subreaper = new int[1];
        return SELF == 1 || (prctl(PR_GET_CHILD_SUBREAPER, subreaper, 0, 0, 0) == 0 && subreaper[0] != 0);
    }

    /** Reaps those of processes that an end has found that are dead and ours to reap; leaders have their own who does it. */
    static void reap(Collection<Found> found) {
        if (!fallToUs()) {
            return;
        }
        try (ProcFs proc = new ProcFs()) {
            for (Found each : found) {
                ProcStat now = proc.stat(each.process().pid());
                if (now != null
                        && now.start() == each.process().start()
                        && now.pid() != each.target().leader()) {
                    reap(now);
                }
            }
        }
    }

    /** One look at all processes; to be repeated while there are sessions. */
    void sweep() {
        List<ProcStat> dead = new ArrayList<>();
        int[] session = new int[1];
        try (ProcFs proc = new ProcFs()) {
            proc.forEachPid(pid -> {
                ProcStat stat = proc.stat(pid);
                if (stat != null && pid == SELF) {
                    session[0] = stat.session();
                } else if (stat != null && stat.parent() == SELF && !stat.alive()) {
                    dead.add(stat);
                }
            });
        }
        dead.removeIf(stat ->
                stat.session() == session[0] || stat.start() < LivePtys.firstStart() || LivePtys.isLeader(stat.pid()));
        for (ProcStat stat : dead) {
            if (deadBefore.getOrDefault(stat.pid(), -1L) == stat.start()) {
                reap(stat);
            }
        }
        deadBefore.clear();
        dead.forEach(stat -> deadBefore.put(stat.pid(), stat.start()));
    }

    private static void reap(ProcStat stat) {
        if (stat.parent() == SELF && !stat.alive()) {
            LibC.waitpid(stat.pid(), new int[1], WNOHANG);
        }
    }
}
