package dev.wsh.impl.pty;

import dev.wsh.SpawnException;
import dev.wsh.spi.PtySpec;
import java.io.Serial;

/**
 * Waits until a forked child runs its program.
 *
 * <p>The kernel's mark of a process that was forked and has not exec'ed tells it for certain: the program cannot change
 * it, as it can change the environment that {@code /proc} shows. A system that imitates Linux may show no marks at all;
 * there the environment is all there is to go by.
 *
 * <p>A child that works is waited for, since it first closes every descriptor that it could have, which takes a minute
 * where there may be a billion. One that sleeps is not: it waits for a thread of the JVM that it does not have. Blocks
 * for milliseconds as a rule. Stateless and threadsafe.
 */
final class ExecWait {
    /** Looks without a pause, for a few milliseconds: more is rarely needed. */
    private static final int BUSY_LOOKS = 300;

    private static final int LOOK_MILLIS = 1;
    private static final int MOST_ASLEEP = 5_000;
    private static final int MOST_LOOKS = 120_000;

    /** The code of a child whose exec the kernel refused; pty4j does not tell why. */
    private static final int EXEC_REFUSED = 127;

    private ExecWait() {}

    /** The kernel has refused to run the program, and why is not known; the child is reaped. */
    static final class Refused extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient SpawnException failure;

        Refused(SpawnException failure) {
            super(failure);
            this.failure = failure;
        }

        SpawnException toSpawnException() {
            return failure;
        }
    }

    /**
     * Returns as soon as the child runs its program or has ended after that.
     *
     * @throws Refused if the kernel has refused to run the program
     * @throws SpawnException if it has ended without, or does not get on; then it may live, and is not reaped
     */
    static void await(Child child, PtySpec spec) throws Refused {
        if (ProcRoot.problem() != null) {
            return; // nothing shows whether it does
        }
        try (ProcFs proc = new ProcFs()) {
            int asleep = 0;
            for (int look = 0; look < MOST_LOOKS && asleep < MOST_ASLEEP; look++) {
                ProcStat stat = proc.stat(child.pid());
                if (stat == null ? isGone(child) : hasExeced(proc, stat, spec.sessionId())) {
                    return;
                }
                if (stat != null && !stat.alive()) {
                    throw ended(child, spec);
                }
                if (look >= BUSY_LOOKS) {
                    asleep += stat == null || stat.state() == 'S' ? 1 : 0;
                    LibC.pause(LOOK_MILLIS);
                }
            }
        }
        throw failure(Errno.EAGAIN, spec, "the forked process does not get on");
    }

    /** Nothing is shown of a process that somebody else has reaped, nor of any when descriptors have just run out. */
    private static boolean isGone(Child child) {
        return LibC.kill(child.pid(), 0) != 0;
    }

    private static boolean hasExeced(ProcFs proc, ProcStat stat, String sessionId) {
        if (stat.flags() != 0) {
            return !stat.onlyForked();
        }
        return !stat.alive()
                || SessionMarker.names(proc.variable(stat.pid(), SessionMarker.VARIABLE), sessionId)
                || proc.read(stat.pid() + "/environ") == null; // it has changed its user
    }

    /** A copy of the JVM has the errno as its code. */
    private static SpawnException ended(Child child, PtySpec spec) throws Refused {
        int code = child.reap() ? child.end().code().orElse(0) : 0;
        if (code == EXEC_REFUSED && child.reaped()) {
            throw new Refused(failure(0, spec, "the kernel refused to run it"));
        }
        return failure(code, spec, "the forked process could not open its terminal: " + Errno.text(code));
    }

    private static SpawnException failure(int errno, PtySpec spec, String reason) {
        String executable = spec.argv().get(0);
        return SpawnErrors.of(errno, executable, "cannot run " + executable + ": " + reason);
    }
}
