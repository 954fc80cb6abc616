package dev.wsh.impl.pty;

import com.sun.jna.Native;
import dev.wsh.spi.PtySpec;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a process with pty4j's native fork and exec, for systems without a good {@code posix_spawn}.
 *
 * <p>Around it is what it lacks: the signal mask is emptied, since the JVM blocks QUIT in its threads and children
 * inherit that; signals that the JVM ignores are not ignored by the child; and the caller waits until the child has
 * exec'ed, since before that it still has the JVM's handlers, which would swallow a signal ({@link ExecWait}).
 *
 * <p>Where the child cannot open the terminal, pty4j returns in it as in the parent, and a copy of this JVM with one
 * thread would go on. So a descriptor for the terminal is proved free before the fork, and a copy, if there is one all
 * the same, ends itself at once. Costs a fork of the JVM, which grows with the heap. Stateless and threadsafe.
 */
final class ForkLauncher {
    private static final int MOST_TRIES = 10;
    private static final int PAUSE_MILLIS = 2;
    private static final int SIG_SETMASK = 2;
    private static final int SIGSET_LONGS = 16;
    private static final int EFD_CLOEXEC = 0x80000;

    private ForkLauncher() {}

    /** Has pty4j's native library loaded. */
    static void prepare() {
        LibPty.prepare();
    }

    /**
     * Starts the process on the terminal.
     *
     * @throws dev.wsh.SpawnException if the fork or the exec fails; no process is left
     */
    static Child launch(PtySpec spec, String file, Master master) {
        return launch(spec, file, master.fd(), master.slaveName());
    }

    /** As above, on the slave of that name. */
    static Child launch(PtySpec spec, String file, int masterFd, String slaveName) {
        for (int tries = 1; ; tries++) {
            Child child = new Child(fork(spec, file, masterFd, slaveName));
            try {
                ExecWait.await(child, spec);
                return child;
            } catch (ExecWait.Refused e) {
                if (tries == MOST_TRIES) {
                    throw e.toSpawnException();
                }
                LibC.pause(PAUSE_MILLIS); // most likely a BusyFile: all else was looked at before
            } catch (RuntimeException | Error e) {
                child.killAndReap();
                throw e;
            }
        }
    }

    private static synchronized int fork(PtySpec spec, String file, int masterFd, String slaveName) {
        String[] argv = spec.argv().toArray(new String[0]);
        String[] env = ChildEnvironment.of(spec).toArray(new String[0]);
        boolean stays = spec.cwd().equals(JvmSurroundings.directory());
        String cwd = stays ? "." : RawText.of(spec.cwd());
        // It looks for the file from the JVM's directory, before it enters the child's.
        String seenFromHere = stays ? file : RawText.of(Executables.path(spec, file));
        long[] inherited = new long[SIGSET_LONGS];
        IgnoredSignals handled = new IgnoredSignals();
        LibC.pthread_sigmask(SIG_SETMASK, new long[SIGSET_LONGS], inherited);
        int self = LibC.getpid();
        int pid;
        int errno;
        try {
            proveDescriptor(spec.argv().get(0));
            pid = LibPty.exec(seenFromHere, argv, env, cwd, slaveName, masterFd);
            errno = Native.getLastError();
            if (pid <= 0 && LibC.getpid() != self) {
                LibC._exit(errno); // the copy; nothing of Java's may run in it
            }
        } finally {
            LibC.pthread_sigmask(SIG_SETMASK, inherited, new long[SIGSET_LONGS]);
            handled.close();
        }
        if (pid <= 0) {
            throw SpawnErrors.of(errno, spec.argv().get(0), "cannot fork for " + file + ": " + Errno.text(errno));
        }
        return pid;
    }

    /** The child inherits what is open here, so it has a descriptor for its terminal if there is one here. */
    private static void proveDescriptor(String executable) {
        int free = LibC.eventfd(0, EFD_CLOEXEC);
        if (free < 0) {
            int errno = LibC.errno();
            throw SpawnErrors.of(errno, executable, "cannot open a terminal for a process: " + Errno.text(errno));
        }
        LibC.close(free);
    }

    /** What {@link #launch} cannot report because it happens after the fork. */
    static void check(PtySpec spec) {
        String file = Executables.find(spec);
        Path path = Executables.path(spec, file);
        int errno = ProgramFormat.problem(path);
        if (errno != 0) {
            List<String> argv = spec.argv();
            throw SpawnErrors.of(errno, argv.get(0), "cannot run " + file + ": " + ProgramFormat.reason(errno, path));
        }
    }
}
