package dev.wsh.impl.pty;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One process as {@code /proc/pid/stat} shows it (proc_pid_stat(5)).
 *
 * @param tty the controlling terminal's device number, 0 without one
 * @param foreground the foreground process group of that terminal, -1 without one
 * @param flags the kernel's marks of the process, of which one is read here
 * @param cpuTicks processor time, with that of children that were waited for, in ticks of 10 ms
 * @param start when it started, in ticks since boot: with the number, it names a process for ever
 */
record ProcStat(
        int pid,
        String command,
        char state,
        int parent,
        int group,
        int session,
        int tty,
        int foreground,
        int flags,
        long cpuTicks,
        long start) {

    // fields after the command and the state, counted from 0
    private static final int PARENT = 0;
    private static final int GROUP = 1;
    private static final int SESSION = 2;
    private static final int TTY = 3;
    private static final int FOREGROUND = 4;
    private static final int FLAGS = 5;
    private static final int FIRST_TIME = 10;
    private static final int LAST_TIME = 13;
    private static final int START = 18;

    /** The same on every architecture. */
    private static final int PF_FORKNOEXEC = 0x40;

    /** Neither a zombie nor dead: something that can still be ended. */
    boolean alive() {
        return state != 'Z' && state != 'X' && state != 'x';
    }

    /** Forked and not exec'ed since: it still runs its parent's program. */
    boolean onlyForked() {
        return (flags & PF_FORKNOEXEC) != 0;
    }

    /** Reads a line of {@code stat}, or null if it is none; the command may have blanks and parentheses. */
    static @Nullable ProcStat parse(byte[] line) {
        int open = indexOf(line, '(');
        int close = lastIndexOf(line, ')');
        if (open < 2 || close < open || close + 4 > line.length) {
            return null;
        }
        long[] field = new long[START + 1];
        int count = 0;
        for (int i = close + 4; i < line.length && count <= START; i++) {
            boolean negative = line[i] == '-';
            long value = 0;
            for (i += negative ? 1 : 0; i < line.length && line[i] >= '0' && line[i] <= '9'; i++) {
                value = value * 10 + (line[i] - '0');
            }
            field[count++] = negative ? -value : value;
        }
        if (count <= START) {
            return null;
        }
        long ticks = 0;
        for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
            ticks += field[i];
        }
        return new ProcStat(
                Integer.parseInt(new String(line, 0, open - 1, StandardCharsets.US_ASCII)),
                new String(line, open + 1, close - open - 1, StandardCharsets.UTF_8),
                (char) line[close + 2],
                (int) field[PARENT],
                (int) field[GROUP],
                (int) field[SESSION],
                (int) field[TTY],
                (int) field[FOREGROUND],
                (int) field[FLAGS],
                ticks,
                field[START]);
    }

    private static int indexOf(byte[] line, char c) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == c) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte[] line, char c) {
        for (int i = line.length - 1; i >= 0; i--) {
            if (line[i] == c) {
                return i;
            }
        }
        return -1;
    }
}
