package dev.wsh.impl.lock;

/** Lets a test in wherever a thread is about to take its first lock: between two critical sections of the engine. */
public final class BeforeLocks implements AutoCloseable {

    /**
     * Begins.
     *
     * @param action what every thread of this JVM does then, until this is closed
     */
    public BeforeLocks(Runnable action) {
        LockOrder.beforeFirst(action);
    }

    /**
     * Tells whether the calling thread is between two critical sections.
     *
     * @return true if it holds no lock of the engine
     */
    public static boolean isOutside() {
        return LockOrder.holdsNone();
    }

    @Override
    public void close() {
        LockOrder.beforeFirst(() -> {});
    }
}
