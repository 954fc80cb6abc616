package dev.wsh.impl.pty;

import dev.wsh.Signal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The process that leads a terminal's session: signalled only while its number is still its own, reaped once.
 *
 * <p>Confined to the terminal's loop, except for {@link #pid()}, {@link #reaped()} and {@link #reapedAt()}.
 */
final class Child {
    private static final int WNOHANG = 1;

    private final int pid;
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

    void signal(int number) {
        if (!reaped()) {
            LibC.kill(pid, number);
        }
    }

    /** Signals a process group of this session; safe while the leader, which holds the session's number, is not reaped. */
    void signalGroup(long group, int number) {
        if (!reaped() && group > 1) {
            LibC.kill((int) -group, number);
        }
    }

    /** How the process ended, if it has; from then on its number is free. Never blocks. */
    Optional<End> reap() {
        return reaped() ? Optional.empty() : await(WNOHANG);
    }

    /** Kills and reaps a process that could not be taken into service; blocks until it is gone. */
    void killAndReap() {
        signal(Signals.KILL);
        if (!reaped()) {
            await(0);
        }
    }

    /** Makes what will look after the process; if that fails, kills and reaps it, and throws what was thrown. */
    <T> T orEnd(Supplier<T> keeper) {
        try {
            return keeper.get();
        } catch (RuntimeException | Error e) {
            killAndReap();
            throw e;
        }
    }

    private Optional<End> await(int options) {
        int[] status = new int[1];
        while (true) {
            int result = LibC.waitpid(pid, status, options);
            if (result == 0) {
                return Optional.empty();
            }
            if (result == pid) {
                reapedAt = ProcFs.uptimeTicks();
                return Optional.of(End.of(status[0]));
            }
            if (LibC.errno() != Errno.EINTR) {
                reapedAt = ProcFs.uptimeTicks(); // ECHILD: somebody else reaped it
                return Optional.of(End.UNKNOWN);
            }
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
