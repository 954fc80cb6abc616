package dev.wsh.impl.pty;

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
final class EpollReadiness implements Readiness {
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
    private boolean wantsOut;

    EpollReadiness(UnixPty pty, EpollLoop loop, TimeSource time) {
        this.pty = pty;
        this.loop = loop;
        this.time = time;
        pidfd = PidFd.open(pty.child().pid());
    }

    UnixPty pty() {
        return pty;
    }

    /** Which terminal of its loop it is. */
    long number() {
        return number;
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
        time.schedule(LOOK_AGAIN, loop, this::lookForLeader);
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

    /** An event of this terminal. */
    void happened(boolean leader, int events) {
        if (leader) {
            lookForLeader();
            return;
        }
        if ((events & (LibEpoll.EPOLLIN | LibEpoll.EPOLLHUP | LibEpoll.EPOLLERR)) != 0) {
            again();
        }
        if ((events & LibEpoll.EPOLLOUT) != 0) {
            pty.writable();
        }
    }

    /** Reaps the leader if it has ended; if not, sees to it that there is another look. */
    private void lookForLeader() {
        pty.childEnded();
        if (pty.child().reaped()) {
            forgetLeader();
            return;
        }
        if (pidfd == NO_PIDFD) {
            pidfd = PidFd.open(pty.child().pid());
        }
        if (pidfd == NO_PIDFD || !watchLeader()) {
            lookAgain();
        }
    }

    private void forgetLeader() {
        if (pidfd != NO_PIDFD) {
            loop.control(LibEpoll.EPOLL_CTL_DEL, pidfd, 0, 0);
            LibC.close(pidfd);
            pidfd = NO_PIDFD;
        }
    }

    /** Reads once; returns the number of bytes. */
    int turn() {
        queued = false;
        return pty.readTurn();
    }

    @Override
    public void again() {
        if (!queued) {
            queued = true;
            loop.queue(this);
        }
    }

    @Override
    public void untilMore() {
        // edge-triggered: the kernel tells
    }

    @Override
    public void whileGone() {
        // as above: output after the slave was opened again is a new edge
    }

    @Override
    public void pause() {
        unwatch();
    }

    @Override
    public void resume() {
        watch();
        again();
    }

    @Override
    public void release() {
        unwatch();
    }

    @Override
    public void done() {
        forgetLeader();
        LivePtys.closed(pty);
        loop.remove(number);
    }
}
