package dev.wsh.impl.pty;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One file descriptor kept back, so that processes are found and ended also when the program has used up all others.
 *
 * <p>It is closed, what needs one descriptor is done, and it is taken again. Another thread may take the number in
 * between; then there is none until descriptors are free, and whoever asks has to look again later. It stays open until
 * the JVM ends. This class is threadsafe.
 */
final class SpareDescriptor {
    private static final byte[] ANY_DIRECTORY = {'/', 0};
    private static final int O_PATH_CLOEXEC = 0x280000;
    private static final int NONE = -1;

    private static int fd = NONE; // guarded by the class

    private SpareDescriptor() {}

    /** Takes it, if it is not held and there is one left. */
    static synchronized void keep() {
        if (fd == NONE) {
            fd = LibC.open(ANY_DIRECTORY, O_PATH_CLOEXEC);
        }
    }

    /** Does something of ours that closes again what it opens, with the spare one free. */
    static synchronized <T> @Nullable T lend(Supplier<? extends @Nullable T> body) {
        if (fd != NONE) {
            LibC.close(fd);
            fd = NONE;
        }
        try {
            return body.get();
        } finally {
            keep();
        }
    }
}
