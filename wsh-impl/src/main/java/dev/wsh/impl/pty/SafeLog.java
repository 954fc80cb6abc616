package dev.wsh.impl.pty;

import org.slf4j.Logger;

/** Logs where a failure to log must not become another failure, as when the heap is full. Stateless and thread-safe. */
final class SafeLog {
    private SafeLog() {}

    static void error(Logger log, String message, Throwable cause) {
        try {
            log.error(message, cause);
        } catch (RuntimeException | Error e) {
            // what was to be said is lost; what has to be done is not
        }
    }
}
