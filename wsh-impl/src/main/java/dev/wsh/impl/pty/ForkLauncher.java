package dev.wsh.impl.pty;

import com.pty4j.unix.PtyHelpers;
import com.sun.jna.Native;
import dev.wsh.EngineException;
import dev.wsh.spi.PtySpec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts a process with pty4j's native fork and exec, for systems without a good {@code posix_spawn}.
 *
 * <p>Around it is what it lacks: the signal mask is emptied, since the JVM blocks QUIT in its threads and children
 * inherit that; signals that the JVM ignores are not ignored by the child; and the caller waits until the child has exec'ed, since before that it still has the JVM's handlers,
 * which would swallow a signal. Costs a fork of the JVM, which grows with the heap. Stateless and threadsafe.
 */
final class ForkLauncher {
    private static final int SIG_SETMASK = 2;
    private static final int SIGSET_LONGS = 16;

    private ForkLauncher() {}

    /** Has pty4j unpack and load its native library, which happens at its first call. */
    static void prepare(Master master) {
        try {
            PtyHelpers.getWinSize(master.fd(), null);
        } catch (Exception e) { // pty4j's own exception is not public
            throw new EngineException("pty4j cannot read a terminal's size", e);
        }
    }

    /**
     * Starts the process on the terminal.
     *
     * @throws dev.wsh.SpawnException if the fork fails
     */
    static Child launch(PtySpec spec, Path file, Master master) {
        int pid = fork(spec, file, master);
        awaitExec(pid, spec.sessionId());
        return new Child(pid);
    }

    private static synchronized int fork(PtySpec spec, Path file, Master master) {
        String[] argv = spec.argv().toArray(new String[0]);
        String[] env = ChildEnvironment.of(spec).toArray(new String[0]);
        String cwd = spec.cwd().toAbsolutePath().toString();
        long[] inherited = new long[SIGSET_LONGS];
        IgnoredSignals handled = new IgnoredSignals();
        LibC.pthread_sigmask(SIG_SETMASK, new long[SIGSET_LONGS], inherited);
        int pid;
        int errno;
        try {
            pid = PtyHelpers.execPty(
                    file.toString(), argv, env, cwd, master.slaveName(), master.fd(), none(), -1, false);
            errno = Native.getLastError();
        } finally {
            LibC.pthread_sigmask(SIG_SETMASK, inherited, new long[SIGSET_LONGS]);
            handled.close();
        }
        if (pid <= 0) {
            throw SpawnErrors.of(errno, spec.argv().get(0), "cannot fork for " + file + ": " + Errno.text(errno));
        }
        return pid;
    }

    @SuppressWarnings("NullAway") // pty4j's way to say that standard error has no terminal of its own
    private static String none() {
        @Nullable String none = null;
        return none;
    }

    /** Until the exec the child shows the JVM's environment; from then on ours, or nothing if it changed its user. */
    private static void awaitExec(int pid, String sessionId) {
        try (ProcFs proc = new ProcFs()) {
            while (true) {
                ProcStat stat = proc.stat(pid);
                if (stat == null || !stat.alive()) {
                    return;
                }
                String marker = proc.variable(pid, ProcessTree.MARKER);
                if (sessionId.equals(marker) || proc.read("/proc/" + pid + "/environ") == null) {
                    return;
                }
                Thread.onSpinWait(); // for a millisecond or two; each look is a few system calls
            }
        }
    }

    /** What {@link #launch} cannot report because it happens after the fork. */
    static void check(PtySpec spec) {
        Path file = Executables.find(spec);
        int errno = Executables.formatProblem(file);
        if (errno != 0) {
            List<String> argv = spec.argv();
            throw SpawnErrors.of(errno, argv.get(0), "cannot run " + file + ": " + Errno.text(errno));
        }
    }
}
