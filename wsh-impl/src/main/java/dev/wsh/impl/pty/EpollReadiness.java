package dev.wsh.impl.pty;

import dev.wsh.impl.lock.Insist;
import dev.wsh.spi.TimeSource;
import java.io.IOException;
import java.time.Duration;

/**
 * Readiness by an epoll loop: the master edge-triggered, the leader's end through a pidfd.
 *
 * <p>A paused terminal is taken out of epoll, since with an empty mask hang-ups still come; adding it again reports
 * whatever is true at that moment. A leader that runs already when descriptors have run out is looked at on a timer, until
 * there is one for its pidfd. Confined to its loop, except for {@link #begin}.
 */
final class EpollReadiness implements Readiness, LoopMember {
    private static final int MASTER = 0;
    private static final int LEADER = 1;
    private static final int NO_PIDFD = -1;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final UnixPty pty;
    private final EpollLoop loop;
    private final TimeSource time;
    private int pidfd;
    private long number = EpollLoop.NO_NUMBER;
    private boolean watching;
    private boolean queued;
    private boolean wantsTurn;
    private boolean wantsOut;

    EpollReadiness(UnixPty pty, EpollLoop loop, TimeSource time) {
        this.pty = pty;
        this.loop = loop;
        this.time = time;
        pidfd = PidFd.open(pty.child().pid());
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void fail(Throwable cause) {
        try {
            pty.fail(cause);
        } finally {
            pty.closeAtOnce();
        }
    }

    /**
     * On the caller's thread: the descriptors are new, nobody else can close them, and the loop need not be woken.
     *
     * @throws dev.wsh.SpawnException if the kernel has no room for it
     */
    @Override
    public void begin() {
        number = loop.add(this);
        watching = true;
        int events = LibEpoll.EPOLLIN | LibEpoll.EPOLLET;
        int errno = loop.control(LibEpoll.EPOLL_CTL_ADD, pty.master().fd(), events, tag(MASTER));
        if (errno != 0) {
            throw SpawnErrors.of(errno, "", "cannot watch a terminal: " + Errno.text(errno));
        }
        if (pidfd == NO_PIDFD || !watchLeader()) {
            lookAgain();
        }
    }

    /** Whether the end of the leader will be an event: no if the kernel has no room for it, or if it is watched already. */
    private boolean watchLeader() {
        return loop.control(LibEpoll.EPOLL_CTL_ADD, pidfd, LibEpoll.EPOLLIN | LibEpoll.EPOLLET, tag(LEADER)) == 0;
    }

    private void lookAgain() {
        time.schedule(LOOK_AGAIN, loop, () -> readOutOfTurn(lookForLeader()));
    }

    private long tag(int kind) {
        return number << 1 | kind;
    }

    private int masterEvents() {
        return LibEpoll.EPOLLIN | LibEpoll.EPOLLET | (wantsOut ? LibEpoll.EPOLLOUT : 0);
    }

    private void watch() {
        if (!watching) {
            int errno = loop.control(LibEpoll.EPOLL_CTL_ADD, pty.master().fd(), masterEvents(), tag(MASTER));
            watching = errno == 0;
            if (!watching) {
                pty.fail(new IOException("cannot watch a terminal: " + Errno.text(errno)));
            }
        }
    }

    private void unwatch() {
        if (watching) {
            watching = false;
            loop.control(LibEpoll.EPOLL_CTL_DEL, pty.master().fd(), 0, 0);
        }
    }

    /** Asked for once and for all: each change would report at once, which may be too early, and so spin. */
    @Override
    public void untilWritable() {
        if (!wantsOut) {
            wantsOut = true;
            if (watching) {
                loop.control(LibEpoll.EPOLL_CTL_MOD, pty.master().fd(), masterEvents(), tag(MASTER));
            }
        }
    }

    @Override
    public boolean happened(boolean leader, int events) {
        if (leader) {
            return wanted(lookForLeader());
        }
        if ((events & LibEpoll.EPOLLOUT) != 0) {
            pty.writable();
        }
        boolean readable = (events & (LibEpoll.EPOLLIN | LibEpoll.EPOLLHUP | LibEpoll.EPOLLERR)) != 0;
        return readable && wanted(Next.AT_ONCE);
    }

    /** Reaps the leader if it has ended; if not, sees to it that there is another look. */
    private Next lookForLeader() {
        Next next = pty.childEnded();
        if (pty.child().reaped()) {
            forgetLeader();
            return next;
        }
        if (pidfd == NO_PIDFD) {
            pidfd = PidFd.open(pty.child().pid());
        }
        if (pidfd == NO_PIDFD || !watchLeader()) {
            lookAgain();
        }
        return next;
    }

    /** Tells whether the loop has to queue this: the kernel tells of everything but a turn that is wanted at once. */
    private boolean wanted(Next next) {
        boolean wanted = next == Next.AT_ONCE && !queued;
        queued |= wanted;
        return wanted;
    }

    @Override
    public void readOutOfTurn(Next next) {
        if (wanted(next)) {
            loop.queue(this);
        }
    }

    private void forgetLeader() {
        if (pidfd != NO_PIDFD) {
            loop.control(LibEpoll.EPOLL_CTL_DEL, pidfd, 0, 0);
            LibC.close(pidfd);
            pidfd = NO_PIDFD;
        }
    }

    @Override
    public int turn() {
        queued = false;
        wantsTurn = wanted(pty.readTurn());
        return pty.taken();
    }

    @Override
    public boolean wantsTurn() {
        return wantsTurn;
    }

    @Override
    public void pause() {
        unwatch();
    }

    @Override
    public void resume() {
        watch();
        readOutOfTurn(Next.AT_ONCE);
    }

    @Override
    public void release() {
        unwatch();
    }

    @Override
    public void done() {
        try {
            forgetLeader();
            Insist.on((terminal, nothing) -> LivePtys.closed(terminal), pty, pty);
        } finally {
            loop.remove(number);
        }
    }
}
