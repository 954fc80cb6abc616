package dev.wsh.impl.pty;

/**
 * Signals to processes that a scan found, which are not ours to reap and may be gone by now.
 *
 * <p>With pidfds: the descriptor is opened, then the start time is looked at again, then the signal goes through the
 * descriptor, so that a reused number is never hit. Without them, or without a descriptor, the window between the second
 * look and the signal remains. Stateless and threadsafe.
 */
final class ProcessSignals {
    private static final int OWN_GROUP = LibC.getpgid(0);
    private static final int OWN_SESSION = LibC.getsid(0);

    private ProcessSignals() {}

    /** Sends the signals in order; true if one of them reached it, false if it is gone, not ours to signal, or not to be seen. */
    static boolean send(ProcFs proc, ProcStat process, int... signals) {
        int pidfd = PidFd.open(process.pid());
        try {
            if (!isAlive(proc, process)) {
                return false;
            }
            boolean sent = false;
            for (int signal : signals) { // the first may end it, and then the others do not reach it
                sent |= pidfd >= 0 ? PidFd.signal(pidfd, signal) : LibC.kill(process.pid(), signal) == 0;
            }
            return sent;
        } finally {
            if (pidfd >= 0) {
                LibC.close(pidfd);
            }
        }
    }

    /**
     * Signals the process group of a process that a scan has just found, whether it still lives or not: the kernel gives
     * numbers in turn, so that of a group which has just gone is not given again for a long time.
     */
    static void sendToGroup(ProcStat process, int signal) {
        boolean ours = process.group() > 1 && process.group() != OWN_GROUP;
        if (ours && process.session() != OWN_SESSION) { // the groups of our own session have members that are not ours
            LibC.kill(-process.group(), signal);
        }
    }

    /** Whether it was seen to be gone, or a zombie; one that could not be looked for is not. */
    static boolean isGone(ProcFs proc, ProcStat process) {
        return !isAlive(proc, process) && !proc.missed();
    }

    /** Whether it was seen to be still that process, and no zombie. */
    private static boolean isAlive(ProcFs proc, ProcStat process) {
        ProcStat now = proc.stat(process.pid());
        return now != null && now.start() == process.start() && now.alive();
    }
}
