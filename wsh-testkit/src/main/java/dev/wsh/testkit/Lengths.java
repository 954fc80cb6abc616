package dev.wsh.testkit;

import java.time.Duration;

/** Durations of any length, cut where they are converted. The engine's own are not open to a kit on the class path. */
final class Lengths {

    /** As good as for ever; two of them still fit into nanoseconds. */
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    private Lengths() {}

    static Duration cut(Duration duration) {
        return duration.compareTo(FOREVER) > 0 ? FOREVER : duration;
    }

    static long nanos(Duration duration) {
        return cut(duration).toNanos();
    }
}
