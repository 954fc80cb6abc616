package dev.wsh;

import dev.wsh.engine.IdleNode;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The condition that a session is idle; its value says whether it became idle or ended.
 *
 * <p>Idle means: for the whole window there was no output, input, resize or signal; no input waits for the kernel; the
 * kernel has no more output, where the system can tell; and no escape sequence or synchronized update is unfinished, which
 * delays it by at most one second. A session that has been quiet long enough already is idle at once.
 */
public sealed interface Idle extends Condition<Settled> permits IdleNode {

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
     * Asks that the session's processes, those in the background included, use no CPU time for the window either: a silent
     * compiler is not idle, a program that waits is. They are looked at five times in a window, at most each 50 ms, and what
     * they use is known to a tick (10 ms on Linux). Where the system can't tell, the outcome is {@link
     * Settled.Confirmation#UNCONFIRMED}.
     *
     * @return the stricter condition
     */
    Idle computingNothing();

    /**
     * True once the session has stayed idle for a time.
     *
     * @param unbroken how long; positive
     * @return the stricter condition
     * @throws IllegalArgumentException if the time is not positive
     */
    @Override
    Idle holding(Duration unbroken);

    /**
     * Gives up at once when another condition becomes true first.
     *
     * @param hopeless what makes the wait hopeless; the wait fails with {@link ConditionFailedException}
     * @return the condition
     */
    @Override
    Idle unless(Condition<?> hopeless);

    /**
     * Names the condition in failures.
     *
     * @param what for instance {@code the build}
     * @return the same condition under a name
     */
    @Override
    Idle named(String what);
}
