package dev.wsh.impl.wait;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a condition says of one moment: yes, no, or not known yet. The third is no weaker no: the kernel was not
 * asked yet, or the user's function has not returned, and another look follows as soon as it is known.
 *
 * @param <T> the type of the condition's value
 */
sealed interface Answer<T> {

    /**
     * The condition is true.
     *
     * @param value may run the user's code
     * @param at where in the session's life it became true, if that is known better than by when it was looked at
     */
    record Yes<T>(Supplier<T> value, @Nullable SessionMark at) implements Answer<T> {}

    /** The condition is not true. */
    record No<T>() implements Answer<T> {}

    /** Nobody can say yet. */
    record NotYet<T>() implements Answer<T> {}

    static <T> Answer<T> yes(Supplier<T> value) {
        return new Yes<>(value, null);
    }

    static <T> Answer<T> yes(Supplier<T> value, @Nullable SessionMark at) {
        return new Yes<>(value, at);
    }

    static <T> Answer<T> no() {
        return new No<>();
    }

    static <T> Answer<T> notYet() {
        return new NotYet<>();
    }

    /** Yes with the value that was found; no without one. */
    static <T> Answer<T> of(Optional<T> found) {
        return found.<Answer<T>>map(value -> yes(() -> value)).orElseGet(Answer::no);
    }

    default boolean isYes() {
        return this instanceof Yes;
    }

    default boolean isNo() {
        return this instanceof No;
    }

    /** The same answer to a question of another type; only for one that is not yes. */
    default <R> Answer<R> withoutValue() {
        return isNo() ? no() : notYet();
    }
}
