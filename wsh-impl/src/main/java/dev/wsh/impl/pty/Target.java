package dev.wsh.impl.pty;

import java.util.function.BooleanSupplier;

/**
 * A session whose processes are looked for.
 *
 * @param sessionId the value of {@code WSH_SESSION_ID} in the environment of its processes
 * @param leader the process and session number of its leader
 * @param reapedAt when the leader was reaped, in ticks since boot, or {@link #NOT_REAPED}; what started in a session of
 *     that number later may be somebody else's
 * @param ttyNumber its terminal as {@code /proc/pid/stat} has it, 0 when the terminal is closed
 * @param terminalOpen whether the terminal is open at the time of the call: once it is closed, its number goes to the
 *     next terminal that anybody opens
 */
record Target(String sessionId, int leader, long reapedAt, int ttyNumber, BooleanSupplier terminalOpen) {
    static final long NOT_REAPED = Long.MAX_VALUE;

    /** The same, holding on to nothing of the terminal, which is closed for good. */
    Target withoutTerminal() {
        return new Target(sessionId, leader, reapedAt, 0, () -> false);
    }
}
