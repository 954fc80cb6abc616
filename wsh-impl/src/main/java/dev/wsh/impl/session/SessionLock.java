package dev.wsh.impl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a session, and what is left to do once it is released: calls of other code, which may take other locks.
 *
 * <p>Reentrant; one object, and without a reference to the thread that holds it: a piece of output finds all of its session
 * outside the processor's caches, and each object on the way costs as much as parsing a line. This class is thread-safe.
 */
@SuppressWarnings("serial") // never serialized
final class SessionLock extends AbstractQueuedSynchronizer {
    private static final long NOBODY = -1;

    private long owner = NOBODY; // a thread's id, written by that thread alone
    private @Nullable List<Runnable> afterwards; // guarded by this lock

    /** Runs something with the lock held, then, when it was not held before, what that left to do without. */
    <T> T locked(Supplier<T> body) {
        acquire(1);
        T result;
        List<Runnable> actions = List.of();
        try {
            result = body.get();
        } finally {
            List<Runnable> left = afterwards;
            if (left != null && getState() == 1) {
                actions = left;
                afterwards = null;
            }
            release(1);
            runAll(actions);
        }
        return result;
    }

    /** Leaves something to do on the same thread; only with the lock held. */
    void afterwards(Runnable action) {
        List<Runnable> left = afterwards;
        if (left == null) {
            left = new ArrayList<>(2);
            afterwards = left;
        }
        left.add(action);
    }

    @Override
    protected boolean tryAcquire(int one) {
        int held = getState();
        long me = Thread.currentThread().getId();
        if (owner == me) {
            setState(Math.addExact(held, one));
            return true;
        }
        if (held == 0 && compareAndSetState(0, one)) {
            owner = me;
            return true;
        }
        return false;
    }

    @Override
    protected boolean tryRelease(int one) {
        int left = getState() - one;
        if (left == 0) {
            owner = NOBODY;
        }
        setState(left);
        return left == 0;
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
