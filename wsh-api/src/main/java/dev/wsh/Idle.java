package dev.wsh;

import java.util.regex.Pattern;

/**
 * The condition that a session is idle; its value says whether it became idle or ended.
 *
 * <p>Idle means: for the whole window there was no output, input, resize or signal; no input waits for the kernel; the
 * kernel has no more output, where the system can tell; and no escape sequence or synchronized update is unfinished, which
 * delays it by at most one second. A session that has been quiet long enough already is idle at once.
 */
public interface Idle extends Condition<Settled> {

    /**
     * Asks for a full window counted from the call.
     *
     * @return the stricter condition
     */
    Idle fromNow();

    /**
     * Asks for at least one activity newer than a mark.
     *
     * @param mark a mark of the session that will be waited for
     * @return the stricter condition
     */
    @Override
    Idle since(Mark mark);

    /**
     * Asks for at least one output newer than the last input.
     *
     * @return the stricter condition
     */
    Idle afterOutput();

    /**
     * Counts the window from the last change of the visible text, not from the last byte: a program that repaints the same
     * screen is quiet.
     *
     * @return the condition with another clock
     */
    Idle byVisibleChange();

    /**
     * Leaves parts of the screen out of the clock, such as a spinner or a wall clock. Implies {@link #byVisibleChange}.
     *
     * @param regions rectangles or rows
     * @return the condition with another clock
     */
    Idle ignoring(Region... regions);

    /**
     * Leaves text out of the clock. Implies {@link #byVisibleChange}.
     *
     * @param text what it looks like within one row
     * @return the condition with another clock
     */
    Idle ignoring(Pattern text);

    /**
     * Asks that the session's processes use no CPU time, where the system can tell.
     *
     * @return the stricter condition
     */
    Idle computingNothing();
}
