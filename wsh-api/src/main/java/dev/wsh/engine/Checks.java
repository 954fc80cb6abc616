package dev.wsh.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** What is asked of arguments. */
public final class Checks {

    private Checks() {}

    /**
     * Checks arguments of one name.
     *
     * @param name the parameter
     * @param all what was given
     * @param <T> their type
     * @return a copy; immutable
     * @throws NullPointerException if it is {@code null} or contains {@code null}; says which parameter it is
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> List<T> requireAll(String name, T... all) {
        Objects.requireNonNull(all, name);
        return copied(name, Arrays.asList(all));
    }

    /**
     * Checks arguments of one name.
     *
     * @param all what was given
     * @param name the parameter
     * @param <T> their type
     * @return a copy; immutable
     * @throws NullPointerException if it is {@code null} or contains {@code null}; says which parameter it is
     */
    public static <T> List<T> copyOf(Collection<? extends T> all, String name) {
        Objects.requireNonNull(all, name);
        return copied(name, all);
    }

    private static <T> List<T> copied(String name, Collection<? extends T> all) {
        all.forEach(each -> Objects.requireNonNull(each, () -> "a null in " + name));
        return List.copyOf(all);
    }

    static String requireText(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the text to look for is empty");
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the text to look for contains a line end, and text is searched within"
                    + " one line; wait for its last line, or use allOf");
        }
        if (text.indexOf('\t') >= 0) {
            throw new IllegalArgumentException(
                    "the text to look for contains a tab, and a screen has none: the terminal"
                            + " moves its cursor instead; use a pattern with \\\\s+");
        }
        return text;
    }

    /** Returns the time, cut to what the engine can count. */
    static Duration requirePositive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " " + time + " is not positive");
        }
        return Durations.cut(time);
    }
}
