package dev.wsh.impl.pty;

/**
 * How a terminal learns that it can be read: an epoll loop, or a thread of its own.
 *
 * <p>All methods are called on the terminal's loop. The implementation calls, on the loop, {@link UnixPty#readTurn}, which
 * says when to call it next, {@link UnixPty#writable} and {@link UnixPty#childEnded}.
 */
interface Readiness {
    /** Begins to watch the terminal and its leader; may be called from any thread. If it throws, the terminal is abandoned. */
    void begin();

    /** When a terminal wants its next turn. */
    enum Next {
        /** There may be more to read: after the turns of the other terminals. */
        AT_ONCE,
        /** Everything was read: when there is more. */
        WHEN_MORE,
        /** No slave is open now, but one may be opened again: when there is more. */
        WHEN_OPENED,
        /** Nothing is read any more, or not for now; a turn that is due already may come. */
        NEVER
    }

    /** The terminal was read although it was not its turn. */
    void readOutOfTurn(Next next);

    /** The terminal takes no more input: a call of {@link UnixPty#writable} when it may again, if this can tell. */
    void untilWritable();

    /** No turns until {@link #resume}. */
    void pause();

    /** Turns again, at least one. */
    void resume();

    /** The descriptor will be closed when this returns: nothing may look at it any more. */
    void release();

    /** Closed and reaped: nothing of this terminal is needed any more. */
    void done();
}
