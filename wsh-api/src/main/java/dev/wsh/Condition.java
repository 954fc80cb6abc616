package dev.wsh;

import dev.wsh.engine.ConditionTree;
import java.time.Duration;
import java.util.function.Function;

/**
 * Something that can become true of a session, and the value found when it does. Made by {@link Conditions}; pure,
 * immutable and reusable; holds no deadline.
 *
 * <p>The conditions of this library are looked at by the engine after every piece of output; nothing polls. A condition
 * of another origin is refused with an {@link IllegalArgumentException}: {@link Conditions#found} is the way to extend. Its
 * {@code toString} says in words what it waits for.
 *
 * @param <T> the type of the value
 */
public sealed interface Condition<T> permits ConditionTree, Idle, TextCondition {

    /**
     * True when both are true of the same moment. A {@link Conditions#text(String) text} once shown counts as true from
     * then on.
     *
     * @param other the other condition
     * @param <U> the type of its value, which is dropped
     * @return a condition with the value of this one
     */
    <U> Condition<T> and(Condition<U> other);

    /**
     * True when at least one is.
     *
     * @param other the other condition
     * @return a condition with the value of whichever held; of this one if both do
     */
    Condition<T> or(Condition<? extends T> other);

    /**
     * True while this is not.
     *
     * @return a condition whose value is the screen
     */
    Condition<Screen> negate();

    /**
     * Converts the value. The function runs on a thread that blocks on the wait, or on one that the engine keeps for the
     * user's code, never on a loop.
     *
     * @param f the conversion; an exception fails the wait
     * @param <R> the new type
     * @return the new condition
     */
    <R> Condition<R> map(Function<? super T, ? extends R> f);

    /**
     * True once this has been true without a break for a time.
     *
     * @param unbroken how long; positive
     * @return a condition with the value found last
     * @throws IllegalArgumentException if the time is not positive
     */
    Condition<T> holding(Duration unbroken);

    /**
     * Lets only count what is newer than a mark. For text: at least one cell of the match was written after the mark,
     * wherever it stands by now; of several the one that was written first is found, so that {@code since(match.mark())}
     * goes on where {@linkplain Match#mark() a match} stood. For anything else that a screen shows: there was output after the mark. For bells: rung after the mark.
     *
     * @param mark a mark of the session that will be waited for
     * @return the stricter condition
     */
    Condition<T> since(Mark mark);

    /**
     * Gives up at once when another condition becomes true first.
     *
     * @param hopeless what makes the wait hopeless; the wait fails with {@link ConditionFailedException}
     * @return the condition
     */
    Condition<T> unless(Condition<?> hopeless);

    /**
     * Names the condition in failures.
     *
     * @param what for instance {@code the login prompt}
     * @return the same condition under a name
     */
    Condition<T> named(String what);
}
