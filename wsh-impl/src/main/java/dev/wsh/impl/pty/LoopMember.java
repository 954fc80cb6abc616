package dev.wsh.impl.pty;

/** One terminal of an epoll loop. Called on the loop, but for {@link #number}. */
interface LoopMember {
    /** Returns which terminal of its loop it is. */
    long number();

    /** Something happened: to the leader of the terminal, or to the terminal. Returns whether it wants a turn. */
    boolean happened(boolean leader, int events);

    /** Reads once, one buffer at most; returns the number of bytes. */
    int turn();

    /** Tells, just after a turn, whether it wants another one. */
    boolean wantsTurn();

    /** The loop has failed: the terminal is closed. */
    void fail(Throwable cause);
}
