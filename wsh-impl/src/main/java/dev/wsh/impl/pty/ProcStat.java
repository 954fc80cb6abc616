package dev.wsh.impl.pty;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One process as {@code /proc/pid/stat} shows it (proc_pid_stat(5)).
 *
 * @param tty the controlling terminal's device number, 0 without one
 * @param cpuTicks processor time, with that of children that were waited for, in ticks of 10 ms
 * @param start when it started, in ticks since boot: with the number, it names a process for ever
 */
record ProcStat(
        int pid, String command, char state, int parent, int group, int session, int tty, long cpuTicks, long start) {

    /** Neither a zombie nor dead: something that can still be ended. */
    boolean alive() {
        return state != 'Z' && state != 'X' && state != 'x';
    }

    /** Reads a line of {@code stat}, or null if it is none; the command may have blanks and parentheses. */
    static @Nullable ProcStat parse(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.UTF_8);
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            return null;
        }
        String[] field = line.substring(close + 2).split(" ");
        if (field.length < 20) {
            return null;
        }
        long ticks = Long.parseLong(field[11])
                + Long.parseLong(field[12])
                + Long.parseLong(field[13])
                + Long.parseLong(field[14]);
        return new ProcStat(
                Integer.parseInt(line.substring(0, open).trim()),
                line.substring(open + 1, close),
                field[0].charAt(0),
                Integer.parseInt(field[1]),
                Integer.parseInt(field[2]),
                Integer.parseInt(field[3]),
                Integer.parseInt(field[4]),
                ticks,
                Long.parseLong(field[19]));
    }
}
