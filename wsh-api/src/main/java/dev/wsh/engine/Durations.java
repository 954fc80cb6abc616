package dev.wsh.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durations that may be of any length where users give them, and are cut where the engine takes them: what comes after the
 * cut may add and convert them without a look at overflow.
 */
public final class Durations {

    /** As good as for ever: 146 years. Two of them still fit into nanoseconds. */
    public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    private static final double FACTOR = factor(System.getProperty("wsh.timeout.factor"));

    private Durations() {}

    /**
     * Cuts a duration.
     *
     * @param duration of any length
     * @return the same, but at most {@link #FOREVER}
     */
    public static Duration cut(Duration duration) {
        return duration.compareTo(FOREVER) > 0 ? FOREVER : duration;
    }

    /**
     * Converts a duration.
     *
     * @param duration of any length; zero or more
     * @return nanoseconds, at most those of {@link #FOREVER}
     */
    public static long nanos(Duration duration) {
        return cut(duration).toNanos();
    }

    /**
     * Multiplies a deadline by the system property {@code wsh.timeout.factor}, for machines that are slower than most.
     *
     * @param deadline of any length; zero or more
     * @return at most {@link #FOREVER} before the multiplication, and what fits into nanoseconds after it
     */
    public static Duration scaled(Duration deadline) {
        return FACTOR == 1 ? cut(deadline) : Duration.ofNanos((long) (nanos(deadline) * FACTOR));
    }

    /** Reads the factor; what is no number, not positive or a million and more counts as 1. */
    static double factor(@Nullable String property) {
        try {
            double factor = property == null ? 1 : Double.parseDouble(property);
            return factor > 0 && factor < 1_000_000 ? factor : 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
