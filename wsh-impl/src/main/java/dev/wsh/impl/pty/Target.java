package dev.wsh.impl.pty;

/**
 * A session whose processes are looked for.
 *
 * @param sessionId one of the ids in {@link SessionMarker} of its processes
 * @param leader the process and session number of its leader
 * @param reapedAt when the leader was reaped, in ticks since boot, or {@link #NOT_REAPED}; what started in a session of
 *     that number later may be somebody else's
 * @param ttyNumber its terminal as {@code /proc/pid/stat} has it, 0 when the terminal is closed
 * @param terminal what can be asked at the time of the call
 * @param leaving which of its processes are not to be ended
 */
record Target(String sessionId, int leader, long reapedAt, int ttyNumber, Terminal terminal, Leaving leaving) {
    static final long NOT_REAPED = Long.MAX_VALUE;

    /** What is left of a session whose terminal is closed and whose leader is reaped. */
    static final Terminal NOTHING = new Terminal() {
        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public boolean signalLeader(int signal) {
            return false;
        }
    };

    /** The live part of a target. Thread-safe. */
    interface Terminal {
        /** Whether the terminal is open now: once it is closed, its number goes to the next one that anybody opens. */
        boolean isOpen();

        /**
         * Signals the leader and the process group that has its number, also one whose members can't be seen; the leader
         * alone if processes may have to be left.
         *
         * @return false if the leader was reaped, so that its number may be another's
         */
        boolean signalLeader(int signal);
    }

    /** The same, holding on to nothing of the terminal, which is closed for good. */
    Target withoutTerminal() {
        return new Target(sessionId, leader, reapedAt, 0, NOTHING, leaving);
    }
}
