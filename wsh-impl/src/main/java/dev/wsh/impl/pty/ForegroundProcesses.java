package dev.wsh.impl.pty;

import dev.wsh.ProcessInfo;
import java.util.List;

/**
 * What runs in the foreground of a session, in words, for the evidence of a failed wait.
 *
 * <p>The leader's entry in {@code /proc} names the terminal's foreground group, so nothing is asked of the terminal, whose
 * descriptor belongs to its loop. Members of the group that do not descend from the leader are not found. Stateless; blocks
 * for a fraction of a millisecond.
 */
final class ForegroundProcesses {
    private ForegroundProcesses() {}

    static List<ProcessInfo> of(Child leader, String sessionId) {
        try (ProcFs proc = new ProcFs()) {
            List<ProcStat> tree = proc.tree(leader.pid());
            List<ProcessInfo> found = tree.stream()
                    .filter(each -> each.alive() && each.group() == tree.get(0).foreground())
                    .map(each -> new ProcessInfo(each.pid(), proc.commandLine(each), sessionId, proc.arguments(each)))
                    .toList();
            // asked last: until it is reaped, the number is nobody else's
            return leader.reaped() ? List.of() : found;
        }
    }
}
