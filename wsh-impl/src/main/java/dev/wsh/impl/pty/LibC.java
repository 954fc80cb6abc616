package dev.wsh.impl.pty;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The C library's calls that both Unix providers use, by JNA direct mapping (no proxies, no {@code Structure}).
 *
 * <p>Memory is passed by its address where a call is made for each piece of output: numbers alone cross over to native code
 * without being looked at. Sizes are those of 64-bit Linux: {@code size_t}, {@code ssize_t} and {@code unsigned long} are Java's long. The
 * variadic ones ({@code fcntl}, {@code ioctl}, {@code open}) may be called this way on x86-64 and aarch64 Linux, whose
 * calling conventions pass variadic integers as they pass named ones. After a call that failed, {@link #errno()} has
 * the reason until the same thread makes its next native call.
 *
 * <p>This class is threadsafe.
 */
final class LibC {

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native long read(int fd, long address, long size);

    static native long read(int fd, byte[] buffer, long size);

    static native long write(int fd, long address, long size);

    static native long write(int fd, byte[] buffer, long size);

    static native int open(byte[] path, int flags);

    static native int openat(int directory, byte[] path, int flags);

    static native int close(int fd);

    static native int fcntl(int fd, int command, int argument);

    static native int ioctl(int fd, long request, int argument);

    static native int ioctl(int fd, long request, int[] argument);

    static native int ioctl(int fd, long request, short[] argument);

    static native int ioctl(int fd, long request, byte[] argument);

    static native String strerror(int errno);

    static native int posix_openpt(int flags);

    static native int grantpt(int fd);

    static native int unlockpt(int fd);

    static native int poll(Pointer fds, long count, int timeoutMillis);

    static native int poll(long fds, long count, int timeoutMillis);

    static native int getpid();

    static native int getpgid(int pid);

    static native int getsid(int pid);

    static native void _exit(int code);

    static native int kill(int pid, int signal);

    static native int waitpid(int pid, int[] status, int options);

    static native int waitid(int idType, int id, byte[] info, int options);

    static native int clock_gettime(int clock, long[] time);

    static native int eventfd(int initial, int flags);

    static native int pthread_sigmask(int how, long[] set, long[] old);

    static native int sigaction(int signal, long @org.jspecify.annotations.Nullable [] action, long[] old);

    /** Does nothing for a while: for threads that may block, where no clock of the engine is at hand. */
    static void pause(int millis) {
        poll(0L, 0, millis);
    }

    /** The reason why the calling thread's last call failed. */
    static int errno() {
        return Native.getLastError();
    }
}
