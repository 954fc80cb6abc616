package dev.wsh.impl.pty;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code /proc} of this process, opened once and kept open until the JVM ends.
 *
 * <p>It is opened before the first start, so that a look at the processes needs no descriptor for it later. What is mounted
 * at {@code /proc} may belong to another pid namespace, or be no process file system at all; its numbers are then those of
 * strangers, and nothing of it is used. {@code /proc/self} tells: it has to name our own number. A process never changes its
 * namespace, so what holds once holds for the descriptor for ever. This class is thread-safe.
 */
final class ProcRoot {
    private static final byte[] PROC = {'/', 'p', 'r', 'o', 'c', 0};
    private static final byte[] SELF = {'s', 'e', 'l', 'f', 0};
    private static final int O_RDONLY_DIRECTORY_CLOEXEC = Platform.ARCH.equals("aarch64") ? 0x84000 : 0x90000;
    private static final long SYS_GETDENTS64 = Platform.ARCH.equals("x86-64") ? 217 : 61;

    /** Few entries at a time: what is listed is looked at before much of it can have gone. */
    static final int LIST_BYTES = 1024;

    private static final int NAME_OFFSET = 19; // d_ino 8, d_off 8, d_reclen 2, d_type 1
    private static final int LENGTH_OFFSET = 16;
    private static final int NOT_OPEN = -1;

    private static int fd = NOT_OPEN; // guarded by the class
    private static @Nullable String problem; // guarded by the class

    static {
        Native.register(ProcRoot.class, "c");
        Errno.load(); // a look that finds no descriptor left asks it, and no class can be loaded then
    }

    private ProcRoot() {}

    private static native long syscall(long number, long first, long second, long third);

    private static native long lseek(int fd, long offset, int whence);

    private static native long readlinkat(int directory, byte[] path, byte[] buffer, long size);

    /** The directory's descriptor, which the caller must not close; negative if there is none, of which {@link #problem} speaks. */
    static synchronized int fd() {
        if (fd < 0 && problem == null) {
            fd = LibC.open(PROC, O_RDONLY_DIRECTORY_CLOEXEC);
            int errno = fd < 0 ? LibC.errno() : 0;
            if (fd < 0 && !Errno.isShortage(errno)) {
                problem = "/proc cannot be read: " + Errno.text(errno);
            } else if (fd >= 0) {
                problem = foreign(fd);
                if (problem != null) {
                    LibC.close(fd);
                    fd = NOT_OPEN;
                }
            }
        }
        return fd;
    }

    /** Why {@code /proc} says nothing of our processes; null if it does, or if only descriptors have run out. */
    static synchronized @Nullable String problem() {
        fd();
        return problem;
    }

    private static @Nullable String foreign(int root) {
        byte[] target = new byte[32];
        long length = readlinkat(root, SELF, target, target.length);
        String self = length <= 0 ? "" : new String(target, 0, (int) length, StandardCharsets.US_ASCII);
        if (self.equals(Integer.toString(LibC.getpid()))) {
            return null;
        }
        return self.isEmpty()
                ? "what is at /proc is no process file system that shows this process"
                : "/proc belongs to another pid namespace: this process is " + LibC.getpid() + ", and /proc/self says "
                        + self;
    }

    /**
     * Shows the numbers of all processes, each as soon as it is listed, in ascending order: a process that is started
     * meanwhile comes later, unless numbers have just begun again from the lowest.
     *
     * @param block with {@value #LIST_BYTES} bytes at the offset for the kernel, which the action must leave alone
     * @param offset where they are
     * @param action what to do with a number; returns false to end the listing
     * @return false if the directory could not be read to its end
     */
    static synchronized boolean forEach(NativeBlock block, int offset, IntPredicate action) {
        int root = fd();
        if (root < 0 || lseek(root, 0, 0) != 0) {
            return false;
        }
        byte[] entries = new byte[LIST_BYTES];
        while (true) {
            long length = syscall(SYS_GETDENTS64, root, block.address(offset), LIST_BYTES);
            if (length <= 0) {
                return length == 0;
            }
            block.bytes().get(offset, entries, 0, (int) length);
            for (int at = 0; at < length; at += length(entries, at)) {
                int pid = number(entries, at + NAME_OFFSET);
                if (pid > 0 && !action.test(pid)) {
                    return true;
                }
            }
        }
    }

    private static int length(byte[] entries, int at) {
        return (entries[at + LENGTH_OFFSET] & 0xff) | (entries[at + LENGTH_OFFSET + 1] & 0xff) << 8;
    }

    /** A name that is a number, which ends with a NUL; 0 if it is none. */
    private static int number(byte[] entries, int from) {
        int value = 0;
        for (int i = from; entries[i] != 0; i++) {
            if (entries[i] < '0' || entries[i] > '9' || i - from > 9) {
                return 0;
            }
            value = value * 10 + (entries[i] - '0');
        }
        return value;
    }

    /** {@code "123/stat"} as the kernel wants it. */
    static byte[] path(String path) {
        byte[] name = path.getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(name, name.length + 1);
    }
}
