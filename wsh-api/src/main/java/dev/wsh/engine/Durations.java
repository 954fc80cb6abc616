package dev.wsh.engine;

import java.time.Duration;

/**
 * Durations that may be of any length where users give them, and are cut where the engine takes them: what comes after the
 * cut may add and convert them without a look at overflow.
 */
public final class Durations {

    /** As good as for ever: 146 years. Two of them still fit into nanoseconds. */
    public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 2);

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
}
