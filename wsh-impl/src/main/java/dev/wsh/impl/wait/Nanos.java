package dev.wsh.impl.wait;

import dev.wsh.engine.Durations;
import java.time.Duration;

/** Arithmetic of times in nanoseconds that stops at the end of time: three hundred years are as good as for ever. */
final class Nanos {

    /** Never reached by a clock that began at 0, and safe to add to. */
    static final long FOREVER = Durations.FOREVER.toNanos();

    private Nanos() {}

    static long of(Duration duration) {
        return Durations.nanos(duration);
    }

    static long plus(long time, long more) {
        return time >= FOREVER || more >= FOREVER ? FOREVER : time + more;
    }

    static String readable(Duration duration) {
        long millis = of(duration) / 1_000_000;
        if (millis < 1000 || millis < 10_000 && millis % 100 != 0) {
            return millis + " ms";
        }
        return millis % 1000 == 0 || millis >= 10_000
                ? millis / 1000 + " s"
                : millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}
