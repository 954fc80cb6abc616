package dev.wsh.impl.pty;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few file descriptors kept back, so that processes are found and ended also when the program has used up all others.
 *
 * <p>One is closed, what needs a descriptor is done, and it is taken again. Another thread may take the number in between,
 * and for good if it is the JVM, which opens a library when it first needs a class of it: that is why there are several. When
 * all are lost there is none until descriptors are free, and whoever asks has to look again later. They stay open until the
 * JVM ends. This class is threadsafe.
 */
final class SpareDescriptor {
    private static final byte[] ANY_DIRECTORY = {'/', 0};
    private static final int O_PATH_CLOEXEC = 0x280000;
    private static final int MOST = 4;

    private static final int[] held = new int[MOST]; // guarded by the class
    private static int count; // guarded by the class

    private SpareDescriptor() {}

    /** Takes those that are not held, as far as there are any left. */
    static synchronized void keep() {
        while (count < MOST) {
            int fd = LibC.open(ANY_DIRECTORY, O_PATH_CLOEXEC);
            if (fd < 0) {
                return;
            }
            held[count++] = fd;
        }
    }

    /** Does something of ours that closes again what it opens, with a spare one free. */
    static synchronized <T> @Nullable T lend(Supplier<? extends @Nullable T> body) {
        if (count > 0) {
            LibC.close(held[--count]);
        }
        try {
            return body.get();
        } finally {
            keep();
        }
    }
}
