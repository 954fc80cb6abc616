package dev.wsh.impl.pty;

import com.sun.jna.Native;

/**
 * Process file descriptors (pidfd_open(2), Linux 5.3): a name of a process that is never reused.
 *
 * <p>By number, since most C libraries have no function for it; 434 and 424 on every architecture. Where the kernel has
 * none, {@link #open} fails with ENOSYS. Stateless and threadsafe.
 */
final class PidFd {
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final long SYS_PIDFD_OPEN = 434;

    static {
        Native.register(PidFd.class, "c");
    }

    private PidFd() {}

    private static native long syscall(long number, long first, long second, long third, long fourth);

    /** A close-on-exec descriptor of the process, or -1 with {@link LibC#errno()}. */
    static int open(int pid) {
        return (int) syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0);
    }

    static boolean signal(int pidfd, int signal) {
        return syscall(SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0) == 0;
    }
}
