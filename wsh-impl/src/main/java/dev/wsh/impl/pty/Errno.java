package dev.wsh.impl.pty;

import java.util.Locale;

/** Error numbers of Linux (the same on x86-64 and aarch64), and what they say to a person. */
final class Errno {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int E2BIG = 7;
    static final int ENOEXEC = 8;
    static final int EBADF = 9;
    static final int ECHILD = 10;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    static final int EINVAL = 22;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ETXTBSY = 26;
    static final int ENOSPC = 28;
    static final int ENAMETOOLONG = 36;
    static final int ELOOP = 40;

    private Errno() {}

    /** Has this class loaded, by being called. */
    static void load() {}

    /** Whether there may be one again soon: descriptors or memory have run out. */
    static boolean isShortage(int errno) {
        return errno == EMFILE || errno == ENFILE || errno == ENOMEM;
    }

    static String text(int errno) {
        return switch (errno) {
                    case EPERM -> "operation not permitted";
                    case ENOENT -> "no such file or directory";
                    case EIO -> "input/output error";
                    case E2BIG -> "argument list too long";
                    case ENOEXEC ->
                        "not a program that the kernel can run (a script needs a first line such as #!/bin/sh)";
                    case EBADF -> "closed meanwhile";
                    case EAGAIN -> "out of processes or threads (ulimit -u)";
                    case ENOMEM -> "out of memory";
                    case EACCES -> "permission denied";
                    case ENOTDIR -> "not a directory";
                    case ENFILE -> "the system is out of file descriptors";
                    case EMFILE -> "out of file descriptors (ulimit -n)";
                    case ETXTBSY -> "text file busy: a process has it open for writing";
                    case ENOSPC -> "out of pseudo-terminals (/proc/sys/kernel/pty/max)";
                    case ENAMETOOLONG -> "file name too long";
                    case ELOOP -> "too many levels of symbolic links";
                    default -> ofTheSystem(errno);
                }
                + " (errno " + errno + ")";
    }

    /** As the C library has it, such as "No such device". */
    private static String ofTheSystem(int errno) {
        try {
            return LibC.strerror(errno).toLowerCase(Locale.ROOT);
        } catch (LinkageError e) {
            return "error";
        }
    }
}
