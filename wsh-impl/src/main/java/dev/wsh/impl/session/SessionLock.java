package dev.wsh.impl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The lock of a session, and what is left to do once it is released: calls of other code, which may take other locks.
 *
 * <p>This class is thread-safe.
 */
final class SessionLock {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> afterwards = new ArrayList<>();

    /** Runs something with the lock held, then, when it was not held before, what that left to do without. */
    <T> T locked(Supplier<T> body) {
        lock.lock();
        T result;
        List<Runnable> actions = List.of();
        try {
            result = body.get();
        } finally {
            if (lock.getHoldCount() == 1 && !afterwards.isEmpty()) {
                actions = List.copyOf(afterwards);
                afterwards.clear();
            }
            lock.unlock();
            runAll(actions);
        }
        return result;
    }

    /** Leaves something to do on the same thread; only with the lock held. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /** Each of them, even if one before it fails: they are of different callers. */
    private static void runAll(List<Runnable> actions) {
        int next = 0;
        try {
            while (next < actions.size()) {
                actions.get(next++).run();
            }
        } finally {
            if (next < actions.size()) {
                runAll(actions.subList(next, actions.size()));
            }
        }
    }
}
