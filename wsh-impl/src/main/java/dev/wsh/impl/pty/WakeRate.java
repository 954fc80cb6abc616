package dev.wsh.impl.pty;

/**
 * Whether a loop is woken so often, for so little each time, that it is better to let some events gather.
 *
 * <p>A wake-up costs as much as reading and parsing several lines, and finds the processor's caches cold. With 500 programs
 * that print ten lines a second each, a reader in C that rests a millisecond takes 3.1 instead of 4.9 % of a core. One
 * terminal alone does not keep the rate high: a few rests in which little gathers end it. A person's or a test's dialogue
 * with a program is not delayed, nor is a flood, and while there are tasks, such as input, nothing is.
 *
 * <p>Confined to its loop.
 */
final class WakeRate {
    /** Rounds that begin less than this after another are close. */
    private static final long CLOSE_NANOS = 1_000_000;

    /** So many close rounds in a row are the rule, no coincidence. */
    private static final int MANY = 32;

    /** Terminals that print more than this at a time are read at once: a flood must not fill the kernel's buffers. */
    private static final int LITTLE_BYTES = 1024;

    /** Hundredths of an event. */
    private static final int UNIT = 100;

    /** So many rests count for the average of what they gathered. */
    private static final int MEMORY = 8;

    /** Rests that gather less than this on average are not worth the delay. */
    private static final int ENOUGH = UNIT * 3 / 2;

    private static final int AT_FIRST = UNIT * 2;

    private int gathered;
    private int close;
    private boolean high;
    private long last;

    /**
     * Notes what the loop did after a wait.
     *
     * @param events how many the kernel had
     * @param bytes how many were read
     * @param calm whether it ran no task, and nothing is left to read
     * @param now the time in nanoseconds
     */
    void round(int events, int bytes, boolean calm, long now) {
        boolean quiet = calm && bytes <= (long) LITTLE_BYTES * Math.max(1, events);
        if (high) {
            gathered += (events * UNIT - gathered) / MEMORY;
            high = quiet && gathered >= ENOUGH;
            close = 0;
        } else {
            close = quiet && now - last < CLOSE_NANOS ? close + 1 : 0;
            high = close >= MANY;
            gathered = AT_FIRST;
        }
        last = now;
    }

    /** Tells whether the next wait should come after a rest. */
    boolean isHigh() {
        return high;
    }
}
