package dev.wsh.impl.pty;

/**
 * A session whose processes are looked for.
 *
 * @param sessionId the value of {@code WSH_SESSION_ID} in the environment of its processes
 * @param leader the process and session number of its leader
 * @param reaped whether the leader's number may be somebody else's by now
 * @param ttyNumber its terminal as {@code /proc/pid/stat} has it, 0 when the terminal is closed
 */
record Target(String sessionId, int leader, boolean reaped, int ttyNumber) {}
