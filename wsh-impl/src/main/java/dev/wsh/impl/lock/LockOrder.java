package dev.wsh.impl.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The check of the locks' order, on in every test run (the system property {@code wsh.locks} is {@code checked}) and gone
 * from compiled code elsewhere.
 *
 * <p>A breach throws where it happens, whether or not other threads are there to lock up with. Since the engine survives
 * errors of its parts, it is also kept for {@link #breaches}. This class is thread-safe.
 */
public final class LockOrder {

    /** Whether locks are checked in this JVM. */
    public static final boolean CHECKED = "checked".equals(System.getProperty("wsh.locks"));

    private static final List<AssertionError> BREACHES = new CopyOnWriteArrayList<>();
    private static final ThreadLocal<List<RankedLock>> HELD = ThreadLocal.withInitial(ArrayList::new);
    private static volatile Runnable beforeFirst = () -> {};

    private LockOrder() {}

    /**
     * Checks that the calling thread holds no lock of the engine: what follows may block, or is the user's code.
     *
     * @param what what follows, in words
     * @throws AssertionError if it holds one, and locks are checked
     */
    public static void requireNone(String what) {
        if (CHECKED && !HELD.get().isEmpty()) {
            throw breach(what + " with " + HELD.get() + " held");
        }
    }

    /** Sets what a thread that holds no lock does before it takes one: where a test lets others go first. */
    static void beforeFirst(Runnable action) {
        beforeFirst = action;
    }

    /** Tells whether the calling thread holds no lock, as far as locks are checked. */
    static boolean holdsNone() {
        return HELD.get().isEmpty();
    }

    /** A thread is about to take a lock. */
    static void taking(RankedLock lock) {
        List<RankedLock> held = HELD.get();
        if (held.isEmpty()) {
            beforeFirst.run();
        }
        if (!lock.isHeldByCurrentThread()) {
            for (RankedLock other : held) {
                if (other.rank().compareTo(lock.rank()) >= 0) {
                    throw breach(lock + " taken with " + held + " held");
                }
            }
        }
        held.add(lock);
    }

    /** A thread has released a lock. */
    static void released(RankedLock lock) {
        List<RankedLock> held = HELD.get();
        held.remove(held.lastIndexOf(lock));
    }

    private static AssertionError breach(String what) {
        AssertionError breach = new AssertionError("the order of locks is broken: " + what);
        BREACHES.add(breach);
        return breach;
    }

    /**
     * Takes what was found since the last call.
     *
     * @return the breaches of all threads, oldest first
     */
    public static List<AssertionError> breaches() {
        List<AssertionError> found = List.copyOf(BREACHES);
        BREACHES.removeAll(found);
        return found;
    }
}
