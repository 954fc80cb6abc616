package dev.wsh;

import java.util.List;
import java.util.Objects;

/**
 * A signal of POSIX, by its number on Linux.
 *
 * @param number 1 to 64
 * @param name the name without the prefix {@code SIG}
 */
public record Signal(int number, String name) {

    /** Hangup (1): the terminal went away. */
    public static final Signal HUP = new Signal(1, "HUP");

    /** Interrupt (2): Ctrl+C. */
    public static final Signal INT = new Signal(2, "INT");

    /** Quit (3): Ctrl+\. */
    public static final Signal QUIT = new Signal(3, "QUIT");

    /** Kill (9); can't be caught. */
    public static final Signal KILL = new Signal(9, "KILL");

    /** User-defined 1 (10). */
    public static final Signal USR1 = new Signal(10, "USR1");

    /** User-defined 2 (12). */
    public static final Signal USR2 = new Signal(12, "USR2");

    /** Termination (15). */
    public static final Signal TERM = new Signal(15, "TERM");

    /** Continue (18). */
    public static final Signal CONT = new Signal(18, "CONT");

    /** Stop (19); can't be caught. */
    public static final Signal STOP = new Signal(19, "STOP");

    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the number is not 1 to 64
     */
    public Signal {
        Objects.requireNonNull(name, "name");
        if (number < 1 || number > 64) {
            throw new IllegalArgumentException("signal number " + number + " is not 1 to 64");
        }
    }

    /**
     * Returns the signal with a number.
     *
     * @param number 1 to 64
     * @return the signal, with its name on Linux; real-time signals are named {@code RT} and the number
     * @throws IllegalArgumentException if the number is not 1 to 64
     */
    public static Signal of(int number) {
        return new Signal(number, number >= 1 && number <= NAMES.size() ? NAMES.get(number - 1) : "RT" + number);
    }
}
