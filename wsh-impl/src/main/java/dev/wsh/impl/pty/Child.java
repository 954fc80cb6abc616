package dev.wsh.impl.pty;

import dev.wsh.Signal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The process that leads a terminal's session: signalled only while its number is still its own, reaped once.
 *
 * <p>This class is thread-safe: between the look whether the number is still its own and the signal nobody reaps it.
 */
final class Child {
    private static final int WNOHANG = 1;
    private static final int LOOK_MILLIS = 1;
    private static final int MOST_LOOKS = 5_000;

    private final int pid;
    private final int[] status = new int[1]; // made before it is needed: a child is reaped when the heap is full, too
    private final long[] clock = new long[2];
    private boolean known;
    private volatile long reapedAt = Target.NOT_REAPED;

    Child(int pid) {
        this.pid = pid;
    }

    int pid() {
        return pid;
    }

    /** Whether the number may belong to somebody else by now. */
    boolean reaped() {
        return reapedAt != Target.NOT_REAPED;
    }

    /** When it was reaped, in ticks since boot; {@link Target#NOT_REAPED} before. */
    long reapedAt() {
        return reapedAt;
    }

    synchronized void signal(int number) {
        if (!reaped()) {
            LibC.kill(pid, number);
        }
    }

    /** Signals a process group of this session; safe while the leader, which holds the session's number, is not reaped. */
    synchronized void signalGroup(long group, int number) {
        if (!reaped() && group > 1) {
            LibC.kill((int) -group, number);
        }
    }

    /** Signals the process and the group of its number, which it leads; false if the number may be another's. */
    synchronized boolean signalWithGroup(int number) {
        if (reaped()) {
            return false;
        }
        if (LibC.kill(-pid, number) != 0) {
            LibC.kill(pid, number); // it never came so far as to lead one
        }
        return true;
    }

    /** Signals the process alone; false if the number may be another's. */
    synchronized boolean signalAlone(int number) {
        signal(number);
        return !reaped();
    }

    /** Whether the process has ended; its number is free from then on, and {@link #end()} tells how. Never blocks. */
    synchronized boolean reap() {
        while (!reaped()) {
            int result = LibC.waitpid(pid, status, WNOHANG);
            if (result == 0) {
                return false;
            }
            known = result == pid;
            if (known || LibC.errno() != Errno.EINTR) { // ECHILD: somebody else reaped it
                reapedAt = ProcFs.uptimeTicks(clock);
            }
        }
        return true;
    }

    /** How the process ended; only after it was reaped. */
    synchronized End end() {
        return known ? End.of(status[0]) : End.UNKNOWN;
    }

    /**
     * Kills and reaps a process that could not be taken into service; blocks until it is gone, which takes the moment that a
     * kill takes. One that the kernel itself holds for longer stays as it is.
     */
    void killAndReap() {
        signal(Signals.KILL);
        for (int look = 0; look < MOST_LOOKS && !reap(); look++) {
            LibC.pause(LOOK_MILLIS);
        }
    }

    /**
     * Makes what will look after the process; if that fails, kills and reaps it, and throws what was thrown.
     *
     * @param others ends what the process has started by then
     */
    <T> T orEnd(Supplier<T> keeper, Consumer<? super Child> others) {
        try {
            return keeper.get();
        } catch (RuntimeException | Error e) {
            try {
                killAndReap();
            } finally {
                others.accept(this);
            }
            throw e;
        }
    }

    /** A code, a signal, or neither when somebody else took the status. */
    record End(OptionalInt code, Optional<Signal> signal) {
        static final End UNKNOWN = new End(OptionalInt.empty(), Optional.empty());

        /** Reads a status as {@code waitpid} gives it: signal in the low 7 bits, else the code in the second byte. */
        static End of(int status) {
            int signal = status & 0x7f;
            return signal == 0
                    ? new End(OptionalInt.of((status >> 8) & 0xff), Optional.empty())
                    : new End(OptionalInt.empty(), Optional.of(Signal.of(signal)));
        }
    }
}
