package dev.wsh.impl.pty;

import dev.wsh.impl.lock.Insist;
import dev.wsh.spi.TimeSource;
import java.util.concurrent.Executor;

/**
 * Readiness by two threads of the terminal's own: one polls the master, one waits for the leader to end.
 *
 * <p>Neither reads or reaps: they tell the loop, which does it, so that the terminal behaves as with epoll. The polling
 * thread looks again only after the loop has read everything. It is gone before the descriptor is closed, so that it
 * never polls a number that belongs to somebody else.
 */
final class ThreadReadiness implements Readiness {
    private static final int POLLFD_BYTES = 8;
    private static final short POLLIN = 1;
    private static final int EFD_CLOEXEC = 0x80000;
    private static final int P_PID = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x01000000;
    private static final int SIGINFO_BYTES = 128;
    private static final int GONE_RETRY_MILLIS = 20;
    private static final byte[] ONE = {1, 0, 0, 0, 0, 0, 0, 0};

    private final UnixPty pty;
    private final Executor loop;
    private final ReadBuffer buffer;
    private final int wake;
    private final int masterFd;
    private final TerminalThreads threads;
    private final Object lock = new Object();
    private final Runnable turn = this::turn; // made before the heap may be full, as are the next two
    private final Runnable childEnded = this::childEnded;
    private final byte[] childInfo = new byte[SIGINFO_BYTES];
    private boolean polling = true;
    private boolean gone;
    private boolean stopped;
    private boolean turnPending;

    private ThreadReadiness(UnixPty pty, Executor loop, ReadBuffer buffer, int wake, TerminalThreads threads) {
        this.pty = pty;
        this.loop = loop;
        this.buffer = buffer;
        this.wake = wake;
        this.masterFd = pty.master().fd();
        this.threads = threads;
    }

    /** An eventfd that can end the poll; made before the process, because it may fail. */
    static int openWake(String executable) {
        int wake = LibC.eventfd(0, EFD_CLOEXEC);
        if (wake < 0) {
            int errno = LibC.errno();
            throw SpawnErrors.of(errno, executable, "cannot watch a terminal: " + Errno.text(errno));
        }
        return wake;
    }

    /** Makes a terminal with its threads; they begin with {@link #begin}. */
    static UnixPty attach(UnixPty.Start start, TimeSource time, int wake, ReadBuffer buffer, TerminalThreads threads) {
        Executor loop = time.serial(start);
        return new UnixPty(start, time, loop, buffer, pty -> new ThreadReadiness(pty, loop, buffer, wake, threads));
    }

    @Override
    public void begin() {
        threads.begin(this);
    }

    /** The body of one thread: until {@link #release}. */
    void pollLoop() {
        try {
            pollAndTell();
        } catch (RuntimeException | Error e) {
            Insist.on(() -> loop.execute(() -> pty.fail(e))); // it would never be read again
        }
    }

    private void pollAndTell() {
        try (NativeBlock fds = new NativeBlock(2 * POLLFD_BYTES)) {
            fds.bytes().putInt(0, masterFd).putShort(4, POLLIN);
            fds.bytes().putInt(POLLFD_BYTES, wake).putShort(POLLFD_BYTES + 4, POLLIN);
            while (awaitPolling()) {
                if (takeGone()) {
                    LibC.poll(fds.pointer().share(POLLFD_BYTES), 1, GONE_RETRY_MILLIS);
                }
                int ready = LibC.poll(fds.pointer(), 2, -1);
                if (ready > 0 && fds.bytes().getShort(6) != 0) {
                    synchronized (lock) {
                        polling = false;
                    }
                    Insist.on(Executor::execute, loop, turn);
                }
            }
        }
    }

    /** Whether the terminal was hung up at the last read, so that the next look has to wait a moment. */
    private boolean takeGone() {
        synchronized (lock) {
            boolean wasGone = gone;
            gone = false;
            return wasGone;
        }
    }

    private boolean awaitPolling() {
        synchronized (lock) {
            boolean interrupted = false;
            while (!polling && !stopped) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true; // ends with its terminal, not before
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return !stopped;
        }
    }

    /** The body of the other thread. */
    void awaitExit() {
        int pid = pty.child().pid();
        while (LibC.waitid(P_PID, pid, childInfo, WEXITED | WNOWAIT) != 0 && LibC.errno() == Errno.EINTR) {
            // a signal to the JVM: wait on
        }
        Insist.on(Executor::execute, loop, childEnded);
    }

    private void childEnded() {
        try {
            readOutOfTurn(pty.childEnded());
        } catch (RuntimeException | Error e) {
            pty.fail(e);
        }
    }

    private void turn() {
        turnPending = false;
        try {
            readOutOfTurn(pty.readTurn());
        } catch (RuntimeException | Error e) {
            pty.fail(e);
        }
    }

    @Override
    public void readOutOfTurn(Next next) {
        switch (next) {
            case AT_ONCE -> again();
            case WHEN_MORE -> poll(/* hungUp= */ false);
            case WHEN_OPENED -> poll(/* hungUp= */ true);
            case NEVER -> {}
        }
    }

    private void again() {
        if (!turnPending) {
            turnPending = true;
            Insist.on(Executor::execute, loop, turn);
        }
    }

    private void poll(boolean hungUp) {
        synchronized (lock) {
            gone |= hungUp; // poll would say "hung up" without end
            polling = true;
            lock.notifyAll();
        }
    }

    @Override
    public void untilWritable() {
        // the terminal's own timed retry does it
    }

    @Override
    public void pause() {
        // the poller parks itself after its next find, which is not read
    }

    @Override
    public void resume() {
        again();
    }

    @Override
    public void release() {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
        }
        LibC.write(wake, ONE, Long.BYTES);
        threads.leave();
        Insist.on((reader, nothing) -> reader.awaitReader(), threads, threads);
        LibC.close(wake);
    }

    @Override
    public void done() {
        buffer.close();
        Insist.on((terminal, nothing) -> LivePtys.closed(terminal), pty, pty);
    }
}
