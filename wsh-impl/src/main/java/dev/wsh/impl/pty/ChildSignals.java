package dev.wsh.impl.pty;

/** Makes sure that the kernel keeps the exit statuses of our children until we ask for them. */
final class ChildSignals {
    private static final int SIGACTION_LONGS = 32; // glibc's struct sigaction has 152 bytes
    private static final int FLAGS = (Long.BYTES + 128) / Long.BYTES;
    private static final long SIG_IGN = 1;
    private static final long SA_NOCLDWAIT = 2;

    private ChildSignals() {}

    /** A JVM that was started with SIGCHLD ignored would lose every status: the default is put back. */
    static void keepStatuses() {
        long[] action = new long[SIGACTION_LONGS];
        if (LibC.sigaction(Signals.CHLD, null, action) == 0
                && (action[0] == SIG_IGN || (action[FLAGS] & SA_NOCLDWAIT) != 0)) {
            LibC.sigaction(Signals.CHLD, new long[SIGACTION_LONGS], new long[SIGACTION_LONGS]);
        }
    }
}
