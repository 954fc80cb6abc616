package dev.wsh.impl.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock with a place in the order of locks, and what is left to do once it is released: calls of other code, which may
 * take other locks, block, or be the user's.
 *
 * <p>Reentrant, and seen with its owner by what looks for deadlocks. This class is thread-safe.
 */
@SuppressWarnings("serial") // never serialized
public final class RankedLock extends ReentrantLock {

    private final Rank rank;
    private @Nullable List<Runnable> afterwards; // guarded by this lock

    /**
     * Creates a lock that is free.
     *
     * @param rank its place in the order
     */
    public RankedLock(Rank rank) {
        this.rank = rank;
    }

    Rank rank() {
        return rank;
    }

    @Override
    public void lock() {
        if (LockOrder.CHECKED) {
            LockOrder.taking(this);
        }
        super.lock();
    }

    @Override
    public void unlock() {
        super.unlock();
        if (LockOrder.CHECKED) {
            LockOrder.released(this);
        }
    }

    /**
     * Runs something with the lock held, then, if it was not held before, what that left to do without.
     *
     * @param body what to run
     * @param <T> the type of its value
     * @return its value
     */
    public <T> T locked(Supplier<T> body) {
        lock();
        T result;
        List<Runnable> actions = List.of();
        try {
            result = body.get();
        } finally {
            List<Runnable> left = afterwards;
            if (left != null && getHoldCount() == 1) {
                actions = left;
                afterwards = null;
            }
            unlock();
            runAll(actions);
        }
        return result;
    }

    /**
     * Runs something as {@link #locked(Supplier)} does.
     *
     * @param body what to run
     */
    public void run(Runnable body) {
        locked(() -> {
            body.run();
            return true;
        });
    }

    /**
     * Leaves something to do on the same thread once the lock is released; only with the lock held, inside {@link #locked}
     * or {@link #run}.
     *
     * @param action what to do
     */
    public void afterwards(Runnable action) {
        Insist.on(RankedLock::leave, this, action);
    }

    private void leave(Runnable action) {
        List<Runnable> left = afterwards;
        if (left == null) {
            left = new ArrayList<>(2);
            afterwards = left;
        }
        left.add(action);
    }

    /** Each of them, even if one before it fails: they are of different callers. */
    private static void runAll(List<Runnable> actions) {
        if (!actions.isEmpty()) {
            LockOrder.requireNone("what a lock left to do");
        }
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

    /** Refuses: a lock of the engine is held for a moment only, and waiting for it need not be given up. */
    @Override
    public void lockInterruptibly() {
        throw new UnsupportedOperationException();
    }

    /** Refuses, as {@link #lockInterruptibly} does. */
    @Override
    public boolean tryLock() {
        throw new UnsupportedOperationException();
    }

    /** Refuses, as {@link #lockInterruptibly} does. */
    @Override
    public boolean tryLock(long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return rank + "@" + Integer.toHexString(System.identityHashCode(this));
    }
}
