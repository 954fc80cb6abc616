package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SpareDescriptorTest {
    private static final int CLOEXEC = 0x80000;

    private static int open() {
        return LibC.eventfd(0, CLOEXEC);
    }

    private static int openAndClose() {
        int fd = open();
        if (fd >= 0) {
            LibC.close(fd);
        }
        return fd;
    }

    /** As the JVM does when it first needs a class of a library. */
    @Test
    void lend_anotherTookTheLentOneForGood_thereIsAnother() {
        SpareDescriptor.keep();
        SpareDescriptor.lend(SpareDescriptorTest::openAndClose); // loads what is needed
        Deque<Integer> hoard = new ArrayDeque<>();
        int stolen;
        int lent;
        try {
            for (int fd = open(); fd >= 0; fd = open()) {
                hoard.push(fd);
            }
            stolen = Objects.requireNonNull(SpareDescriptor.lend(SpareDescriptorTest::open));
            lent = Objects.requireNonNull(SpareDescriptor.lend(SpareDescriptorTest::openAndClose));
            hoard.push(stolen);
        } finally {
            hoard.forEach(LibC::close);
            SpareDescriptor.keep();
        }
        assertTrue(stolen >= 0, "one was lent");
        assertTrue(lent >= 0, "another was lent");
    }
}
