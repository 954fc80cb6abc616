package dev.wsh.impl.pty;

/**
 * How a terminal learns that it can be read: an epoll loop, or a thread of its own.
 *
 * <p>All methods are called on the terminal's loop. In return the implementation calls, on the loop,
 * {@link UnixPty#readTurn}, {@link UnixPty#writable} and {@link UnixPty#childEnded}.
 */
interface Readiness {
    /** Begins to watch the terminal and its leader; may be called from any thread. If it throws, the terminal is abandoned. */
    void begin();

    /** There may be more to read: another turn, after those of the other terminals. */
    void again();

    /** Everything was read; a turn when there is more. */
    void untilMore();

    /** No slave is open now, but one may be opened again: a turn when there is more. */
    void whileGone();

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
