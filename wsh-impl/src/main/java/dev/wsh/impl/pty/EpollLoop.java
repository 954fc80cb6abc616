package dev.wsh.impl.pty;

import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.SafeLog;
import dev.wsh.spi.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that serves many terminals: it waits for the kernel, then gives each terminal that can be read one turn.
 *
 * <p>Edge-triggered: an event says that something became true, and the terminal stays in the queue of those to be read
 * until a read says EAGAIN. A level-triggered loop would spin on a terminal that is hung up. A turn takes one buffer at
 * most, so a flood delays the others by one parse of that size per flooding terminal, and between two rounds the kernel
 * is asked for news without waiting.
 *
 * <p>Many terminals that print a little each would wake the loop for each of them. When that has become the rule
 * ({@link WakeRate}), the loop rests for a millisecond before it looks again, and finds several at once. A task ends the
 * rest: the wake-up descriptor is also in an epoll of its own, which the loop rests on.
 *
 * <p>Tasks run on the loop in order. Some moments after its last terminal was closed the loop ends; later tasks run, still
 * in order, on the time source's serial executor, so that whoever kept the executor loses nothing. {@link #execute} is
 * threadsafe; the rest is confined to the loop's thread.
 */
final class EpollLoop implements Executor, Runnable {
    private static final int MOST_EVENTS = 256;
    private static final int MOST_TASKS = 1024;
    private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
    private static final int REST_MILLIS = 1;
    private static final int LINGER_SLICES = 10;
    private static final int LINGER_SLICE_MILLIS = 5;
    static final long NO_NUMBER = -1;
    private static final long WAKE_TAG = -1;
    private static final Logger log = LoggerFactory.getLogger(EpollLoop.class);

    private final Owner owner;
    private final TimeSource time;
    private final int epoll;
    private final int wakeFd;
    private final int restEpoll;
    private final EpollEvents events = new EpollEvents(MOST_EVENTS);
    private final EpollEvents change = new EpollEvents(1);
    private final ReadBuffer buffer = new ReadBuffer();
    private final NativeBlock one = new NativeBlock(Long.BYTES);
    private final WakeRate rate = new WakeRate();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakePending = new AtomicBoolean();
    private final Object wakeLock = new Object();
    private final TerminalSlots terminals = new TerminalSlots();
    private final Deque<LoopMember> ready = new ArrayDeque<>();
    private volatile @Nullable Thread thread;
    private volatile boolean dead;
    private boolean failed; // guarded by change
    private int lingered;

    /** How many terminals were given this loop and not given back; guarded by the owner. */
    int taken;

    /** Who gives terminals to loops. */
    interface Owner {
        /** One terminal fewer. */
        void release(EpollLoop loop);

        /** Tells whether the loop has to end now, because it has no terminal and gets no other one. */
        boolean retire(EpollLoop loop);

        /** The loop has failed: it gets no other terminal. */
        void abandon(EpollLoop loop);
    }

    /**
     * Opens the loop's descriptors.
     *
     * @throws dev.wsh.SpawnException if there are none left
     */
    EpollLoop(Owner owner, TimeSource time) {
        this.owner = owner;
        this.time = time;
        int wake = -1;
        int rest = -1;
        epoll = LibEpoll.epoll_create1(LibEpoll.EPOLL_CLOEXEC);
        boolean made = epoll >= 0
                && (wake = LibC.eventfd(0, EFD_CLOEXEC_NONBLOCK)) >= 0
                && (rest = LibEpoll.epoll_create1(LibEpoll.EPOLL_CLOEXEC)) >= 0
                && watchWake(epoll, wake)
                && watchWake(rest, wake);
        int errno = made ? 0 : LibC.errno();
        wakeFd = wake;
        restEpoll = rest;
        if (errno != 0) {
            closeDescriptors();
            throw SpawnErrors.of(errno, "", "cannot open an event loop: " + Errno.text(errno));
        }
        one.bytes().putLong(0, 1);
    }

    private boolean watchWake(int epoll, int wake) {
        int edges = LibEpoll.EPOLLIN | LibEpoll.EPOLLET;
        return LibEpoll.epoll_ctl(epoll, LibEpoll.EPOLL_CTL_ADD, wake, change.single(edges, WAKE_TAG)) == 0;
    }

    private void closeDescriptors() {
        for (int fd : new int[] {restEpoll, wakeFd, epoll}) {
            if (fd >= 0) {
                LibC.close(fd);
            }
        }
        events.close();
        change.close();
        buffer.close();
        one.close();
    }

    /** Starts the loop's thread, or undoes the constructor. */
    void start(String name) {
        try {
            time.startThread(name, this);
        } catch (RuntimeException | Error e) {
            dead = true;
            closeDescriptors();
            throw e;
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (dead) {
            forward();
        } else if (Thread.currentThread() != thread && !wakePending.getAndSet(true)) {
            synchronized (wakeLock) {
                if (!dead) {
                    LibC.write(wakeFd, one.address(0), Long.BYTES);
                }
            }
        }
    }

    /** Whoever finds the loop dead hands on what is still queued; in order, since all hold the lock. */
    private void forward() {
        synchronized (wakeLock) {
            Runnable task;
            while ((task = tasks.poll()) != null) {
                time.serial(this).execute(task);
            }
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            do {
                int happened = await();
                int tasksRun = runTasks();
                int bytes = giveTurns();
                rate.round(happened, bytes, /* calm= */ tasksRun == 0 && ready.isEmpty(), time.nanoTime());
            } while (!lingeredEnough() || !owner.retire(this));
        } catch (RuntimeException | Error e) {
            closeTerminals(e);
        } finally {
            synchronized (wakeLock) {
                dead = true;
                closeDescriptors();
            }
            try {
                forward();
            } catch (RejectedExecutionException e) {
                log.debug("tasks for a loop that has ended were dropped: the time source is closed", e);
            }
        }
    }

    /** Others are served by another loop from now on. Needs no memory, which may be what has run out. */
    private void closeTerminals(Throwable cause) {
        synchronized (change) {
            failed = true;
        }
        try {
            Insist.on(Owner::abandon, owner, this);
            SafeLog.error(log, "an event loop failed; its terminals are closed", cause);
        } finally {
            for (int slot = 0; slot < terminals.slots(); slot++) {
                LoopMember terminal = terminals.inSlot(slot);
                if (terminal != null) {
                    fail(terminal, cause);
                }
            }
        }
    }

    private static void fail(LoopMember terminal, Throwable cause) {
        try {
            terminal.fail(cause);
        } catch (RuntimeException | Error e) {
            SafeLog.error(log, "a terminal of an event loop could not be closed", e);
        }
    }

    /**
     * A loop without terminals waits for another one a little while: starting a thread costs as much as starting a process.
     * In slices, since a system call does not hear that the time source closes, which interrupts.
     */
    private boolean lingeredEnough() {
        lingered = terminals.isEmpty() ? lingered + 1 : 0;
        return lingered > LINGER_SLICES
                || (lingered > 0 && Thread.currentThread().isInterrupted());
    }

    /** Waits for something to do; returns how many events there were. */
    private int await() {
        boolean busy = !ready.isEmpty() || !tasks.isEmpty();
        if (!busy && rate.isHigh()) {
            LibEpoll.epoll_wait(restEpoll, events.address(), events.capacity(), REST_MILLIS);
        }
        int timeout = busy ? 0 : terminals.isEmpty() ? LINGER_SLICE_MILLIS : -1;
        int count = LibEpoll.epoll_wait(epoll, events.address(), events.capacity(), timeout);
        if (count < 0) {
            int errno = LibC.errno();
            if (errno != Errno.EINTR) {
                throw new IllegalStateException("epoll_wait: " + Errno.text(errno));
            }
        }
        for (int i = 0; i < count; i++) {
            long tag = events.tag(i);
            if (tag == WAKE_TAG) {
                wakePending.set(false); // edge-triggered: it need not be read
            } else {
                happened(terminals.get(tag >> 1), (tag & 1) != 0, events.events(i));
            }
        }
        return count;
    }

    /** What goes wrong with one terminal, as when the heap is full, is that one's: the kernel tells of each event once. */
    private void happened(@Nullable LoopMember terminal, boolean leader, int event) {
        if (terminal == null) {
            return;
        }
        try {
            if (terminal.happened(leader, event)) {
                ready.add(terminal);
            }
        } catch (RuntimeException | Error e) {
            fail(terminal, e);
        }
    }

    /** Bounded, so that tasks which make tasks do not keep the terminals waiting; returns how many ran. */
    private int runTasks() {
        Runnable task;
        int i = 0;
        for (; i < MOST_TASKS && (task = tasks.poll()) != null; i++) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                SafeLog.error(log, "a task on an event loop failed", e);
            }
        }
        return i;
    }

    /** Each terminal that can be read once; returns how many bytes there were. */
    private int giveTurns() {
        int bytes = 0;
        for (int turns = ready.size(); turns > 0; turns--) {
            LoopMember terminal = ready.remove();
            try {
                bytes += terminal.turn();
                if (terminal.wantsTurn()) {
                    ready.add(terminal);
                }
            } catch (RuntimeException | Error e) {
                fail(terminal, e);
            }
        }
        return bytes;
    }

    /** Takes a terminal; its number is the tag of its events. A loop that has failed takes none: {@link #NO_NUMBER}. */
    long add(LoopMember terminal) {
        synchronized (change) {
            return failed ? NO_NUMBER : terminals.add(terminal);
        }
    }

    void remove(long number) {
        if (number != NO_NUMBER) {
            terminals.remove(number);
        }
        owner.release(this);
    }

    /** Gives a terminal a turn that it wants although nothing has happened. */
    void queue(LoopMember terminal) {
        ready.add(terminal);
    }

    ReadBuffer buffer() {
        return buffer;
    }

    /**
     * {@code epoll_ctl}; the descriptor must not be closed meanwhile. Zero or the errno; a loop that has failed is as good
     * as closed, and does nothing.
     */
    int control(int operation, int fd, int events, long tag) {
        synchronized (change) {
            if (failed) {
                return Errno.EBADF;
            }
            return LibEpoll.epoll_ctl(epoll, operation, fd, change.single(events, tag)) == 0 ? 0 : LibC.errno();
        }
    }
}
