package dev.wsh.impl.time;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where threads block on a result, and where whoever decides it leaves the last step to one of them. That one has to be
 * woken anyway; a thread of the engine's in between would have to be woken before it, which takes as long again.
 *
 * <p>A step that was taken over is run, whatever becomes of the thread: one that is interrupted, or finds the result there,
 * looks for a step once more after it has left. A virtual thread gets none, since nobody knows when it runs.
 *
 * <p>This class is thread-safe.
 */
public final class Handover {

    private final AtomicReference<@Nullable Waiter> newest = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> step = new AtomicReference<>();

    /** What threads of users block on. */
    public interface Result {

        /**
         * Returns where they wait.
         *
         * @return always the same
         */
        Handover handover();

        /**
         * Tells whether it is there.
         *
         * @return true from then on
         */
        boolean isDone();
    }

    /** A thread that blocks. */
    private static final class Waiter {
        private final boolean helps;
        private final @Nullable Waiter before;
        private volatile @Nullable Thread thread;

        Waiter(Thread thread, @Nullable Waiter before) {
            this.helps = !VirtualThreads.isVirtual(thread);
            this.before = before;
            this.thread = thread;
        }
    }

    /** Creates one that nobody waits at. */
    public Handover() {}

    /**
     * Leaves the last step to a thread that blocks.
     *
     * @param last what leads to the result, and then wakes all others; must not throw
     * @return false if there is none, and the step was not taken
     */
    public boolean offer(Runnable last) {
        if (!isAnyHelping()) {
            return false;
        }
        step.set(last);
        if (isAnyHelping()) { // whoever leaves from now on finds it
            wakeAll();
            return true;
        }
        return step.getAndSet(null) == null;
    }

    private boolean isAnyHelping() {
        for (Waiter waiter = newest.get(); waiter != null; waiter = waiter.before) {
            if (waiter.helps && waiter.thread != null) {
                return true;
            }
        }
        return false;
    }

    /** Wakes all who block: the result is there. */
    public void wakeAll() {
        for (Waiter waiter = newest.get(); waiter != null; waiter = waiter.before) {
            LockSupport.unpark(waiter.thread);
        }
    }

    /**
     * Blocks until a result is there.
     *
     * @param result what belongs to this
     * @throws InterruptedException if the caller was interrupted
     */
    void await(Result result) throws InterruptedException {
        Waiter waiter = arrive();
        try {
            while (!result.isDone()) {
                if (!waiter.helps || !takeStep()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    LockSupport.park(result);
                }
            }
        } finally {
            waiter.thread = null;
            if (waiter.helps) {
                takeStep();
            }
        }
    }

    private Waiter arrive() {
        while (true) {
            Waiter first = newest.get();
            Waiter before = first;
            while (before != null && before.thread == null) {
                before = before.before;
            }
            Waiter waiter = new Waiter(Thread.currentThread(), before);
            if (newest.compareAndSet(first, waiter)) {
                return waiter;
            }
        }
    }

    private boolean takeStep() {
        Runnable taken = step.get() == null ? null : step.getAndSet(null);
        if (taken == null) {
            return false;
        }
        taken.run();
        return true;
    }
}
