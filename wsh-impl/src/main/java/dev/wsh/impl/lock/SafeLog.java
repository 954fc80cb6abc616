package dev.wsh.impl.lock;

import org.slf4j.Logger;

/** Logs where a failure to log must not become another failure, as when the heap is full. Stateless and thread-safe. */
public final class SafeLog {
    private SafeLog() {}

    /**
     * Logs an error, or does nothing.
     *
     * @param log where to
     * @param message with as many places in braces as there are arguments but the last
     * @param arguments what stands there, and last the cause
     */
    public static void error(Logger log, String message, Object... arguments) {
        try {
            log.error(message, arguments);
        } catch (RuntimeException | Error e) {
            // what was to be said is lost; what has to be done is not
        }
    }
}
