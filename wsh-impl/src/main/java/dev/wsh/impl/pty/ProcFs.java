package dev.wsh.impl.pty;

import dev.wsh.impl.lock.LockOrder;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads small files of Linux's {@code /proc}, with three system calls and a copy each.
 *
 * <p>A scan reads hundreds of them, and what it decides must not be old. Where descriptors have run out it reads with the
 * spare one; {@link #missed} tells whether even that failed, so that nobody takes what could not be read for gone. Confined
 * to one thread; close it.
 */
final class ProcFs implements AutoCloseable {
    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int CHUNK = 64 * 1024;
    private static final int CLOCK_BOOTTIME = 7;
    private static final int TICKS_PER_SECOND = 100; // USER_HZ, on both architectures
    private static final int EXEC_LOOKS = 300;
    private static final int EXEC_LOOK_MILLIS = 1;
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int LONGEST_COMMAND = 200;
    private static final int LARGEST_TREE = 256;

    private final NativeBlock block = new NativeBlock(CHUNK + ProcRoot.LIST_BYTES);
    private boolean missed;

    /** Whether since the start something could not be read for want of descriptors or memory. */
    boolean missed() {
        return missed;
    }

    /**
     * Shows the numbers of all processes that this one can see, ascending, each a moment after it was listed.
     *
     * @param action may read, with this object too
     */
    void forEachPid(IntConsumer action) {
        LockOrder.requireNone("/proc listed");
        missed |= !ProcRoot.forEach(block, CHUNK, pid -> {
            action.accept(pid);
            return true;
        });
    }

    /** Now, as {@code stat} counts: ticks of 10 ms since boot, rounded down. */
    static long uptimeTicks() {
        return uptimeTicks(new long[2]);
    }

    /** The same; allocates nothing. */
    static long uptimeTicks(long[] now) { // struct timespec
        LibC.clock_gettime(CLOCK_BOOTTIME, now);
        return now[0] * TICKS_PER_SECOND + now[1] / (1_000_000_000 / TICKS_PER_SECOND);
    }

    /** The names in a directory that are numbers. */
    static int[] numbers(String directory) {
        return numbers(new File(directory).list());
    }

    private static int[] numbers(String @Nullable [] names) {
        return names == null
                ? new int[0]
                : Arrays.stream(names)
                        .filter(name -> name.length() < 11 && name.chars().allMatch(c -> c >= '0' && c <= '9'))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    /**
     * The whole file, or null if it is gone, not ours to read, or {@link #missed}.
     *
     * @param path below {@code /proc}
     */
    byte @Nullable [] read(String path) {
        LockOrder.requireNone("/proc read");
        int root = ProcRoot.fd();
        if (root < 0) {
            missed = true;
            return null;
        }
        byte[] name = ProcRoot.path(path);
        int fd = LibC.openat(root, name, O_RDONLY_CLOEXEC);
        if (fd >= 0) {
            return readAndClose(fd);
        }
        return Errno.isShortage(LibC.errno()) ? SpareDescriptor.lend(() -> readWithSpare(root, name)) : null;
    }

    private byte @Nullable [] readWithSpare(int root, byte[] name) {
        int fd = LibC.openat(root, name, O_RDONLY_CLOEXEC);
        if (fd >= 0) {
            return readAndClose(fd);
        }
        missed |= Errno.isShortage(LibC.errno());
        return null;
    }

    private byte @Nullable [] readAndClose(int fd) {
        try {
            byte[] all = new byte[0];
            while (all.length < LONGEST) {
                long n = LibC.read(fd, block.address(0), CHUNK);
                if (n < 0 && LibC.errno() == Errno.EINTR) {
                    continue;
                }
                if (n <= 0) {
                    missed |= n < 0 && Errno.isShortage(LibC.errno());
                    return n < 0 && all.length == 0 ? null : all;
                }
                int old = all.length;
                all = Arrays.copyOf(all, old + (int) n);
                block.bytes().get(0, all, old, (int) n);
            }
            return all;
        } finally {
            LibC.close(fd);
        }
    }

    /** The process's state, or null if there is no such process, or it was {@link #missed}. */
    @Nullable
    ProcStat stat(int pid) {
        byte[] stat = read(pid + "/stat");
        return stat == null ? null : ProcStat.parse(stat);
    }

    /** The command line, cut where it is too long; the short name of a process that has none. */
    String commandLine(ProcStat stat) {
        byte[] raw = read(stat.pid() + "/cmdline");
        String line = raw == null
                ? ""
                : new String(raw, StandardCharsets.UTF_8).replace('\0', ' ').strip();
        return line.isEmpty() ? stat.command() : line.substring(0, Math.min(line.length(), LONGEST_COMMAND));
    }

    /** The program and its arguments, as far as they fit; none where there is no command line. */
    List<String> arguments(ProcStat stat) {
        byte[] raw = read(stat.pid() + "/cmdline");
        return raw == null || raw.length == 0
                ? List.of()
                : List.of(new String(raw, StandardCharsets.UTF_8).split("\0"));
    }

    /**
     * A process and its descendants, itself first, as far as they live and are not too many. Follows
     * {@code /proc/pid/task/tid/children}, so that the cost grows with the tree, not with the system.
     */
    List<ProcStat> tree(int root) {
        List<ProcStat> found = new ArrayList<>();
        Deque<Integer> pending = new ArrayDeque<>();
        pending.add(root);
        while (found.size() < LARGEST_TREE && !pending.isEmpty()) {
            int pid = pending.remove();
            ProcStat stat = stat(pid);
            if (stat != null) {
                found.add(stat);
                addChildren(pid, pending);
            }
        }
        return found;
    }

    private void addChildren(int pid, Deque<Integer> into) {
        for (int thread : numbers("/proc/" + pid + "/task")) {
            byte[] children = read(pid + "/task/" + thread + "/children");
            if (children != null) {
                for (String child : new String(children, StandardCharsets.US_ASCII).split(" ")) {
                    if (!child.isBlank()) {
                        into.add(Integer.parseInt(child.strip()));
                    }
                }
            }
        }
    }

    /**
     * The value of a variable in the environment that the process was started with, or null.
     *
     * <p>In the middle of an exec a process shows neither environment nor arguments; that takes microseconds, or
     * milliseconds when the system is busy. It is awaited, since such a process is as much alive as any other.
     */
    @Nullable
    String variable(int pid, String name) {
        byte[] environ = read(pid + "/environ");
        for (int look = 0; look < EXEC_LOOKS && environ != null && environ.length == 0 && inExec(pid); look++) {
            LibC.pause(EXEC_LOOK_MILLIS);
            environ = read(pid + "/environ");
        }
        return environ == null ? null : variable(environ, (name + "=").getBytes(StandardCharsets.UTF_8));
    }

    private boolean inExec(int pid) {
        byte[] arguments = read(pid + "/cmdline");
        ProcStat stat = stat(pid);
        return arguments != null && arguments.length == 0 && stat != null && stat.alive();
    }

    private static @Nullable String variable(byte[] environ, byte[] start) {
        for (int from = 0; from < environ.length; ) {
            int to = from;
            while (to < environ.length && environ[to] != 0) {
                to++;
            }
            if (to - from >= start.length
                    && Arrays.equals(environ, from, from + start.length, start, 0, start.length)) {
                return new String(environ, from + start.length, to - from - start.length, StandardCharsets.UTF_8);
            }
            from = to + 1;
        }
        return null;
    }

    @Override
    public void close() {
        block.close();
    }
}
