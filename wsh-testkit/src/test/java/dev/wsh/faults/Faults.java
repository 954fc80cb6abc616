package dev.wsh.faults;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Decides at each place of the engine's code where something can fail whether it does; what {@link FaultAgent} puts there calls
 * it. A place is a line of code, so to speak: it fails once, the given time that it is come to.
 *
 * <p>This class is thread-safe.
 */
public final class Faults {

    /** What each call fails with, as the kernel does: mostly for want of something. */
    private static final Map<String, Integer> ERRNO = Map.ofEntries(
            Map.entry("kill", 1),
            Map.entry("waitpid", 10),
            Map.entry("waitid", 10),
            Map.entry("epoll_wait", 4),
            Map.entry("poll", 4),
            Map.entry("write", 5),
            Map.entry("ioctl", 5),
            Map.entry("read", 12),
            Map.entry("epoll_ctl", 28));

    private static final int EMFILE = 24;

    private static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();
    private static final ThreadLocal<Integer> FAILED_WITH = ThreadLocal.withInitial(() -> 0);
    private static volatile @Nullable String place;
    private static volatile int time;
    private static volatile boolean hit;

    private Faults() {}

    /** From now on the place fails when it is come to for the given time, counted from 1. */
    static void arm(String where, int when) {
        SEEN.clear();
        hit = false;
        time = when;
        place = where;
    }

    /** Nothing fails from now on; places are counted anew. */
    static void disarm() {
        place = null;
        SEEN.clear();
    }

    static boolean wasHit() {
        return hit;
    }

    /** All places that were come to since the last call of {@link #arm} or {@link #disarm}. */
    static Set<String> seen() {
        return new TreeSet<>(SEEN.keySet());
    }

    private static boolean failsNow(String where) {
        int count = SEEN.computeIfAbsent(where, any -> new AtomicInteger()).incrementAndGet();
        boolean now = count == time && where.equals(place);
        hit |= now;
        return now;
    }

    /** Before a system call: whether it is not made, and fails. */
    public static boolean fails(String where, String call) {
        boolean now = failsNow(where);
        FAILED_WITH.set(now ? errnoOf(call) : 0);
        return now;
    }

    /** What a call fails with. */
    public static int errnoOf(String call) {
        return ERRNO.getOrDefault(call, EMFILE);
    }

    /** In place of the C library's: the reason of a failure that was made up, else the real one. */
    public static int errno(int real) {
        int made = FAILED_WITH.get();
        return made != 0 ? made : real;
    }

    /** Before something is allocated. */
    public static void allocates(String where) {
        if (failsNow(where)) {
            throw new OutOfMemoryError("made up at " + where);
        }
    }
}
