package dev.wsh.examples;

import dev.wsh.Settled;
import java.time.Duration;
import java.util.Locale;

/** Shows a fan-out while it runs. Called by one thread. */
interface Progress extends AutoCloseable {

    /** A job has begun. */
    void started(Run run);

    /** A job went quiet, or ended. */
    void settled(Run run, Settled outcome);

    /** Time has passed. */
    void update();

    /** Nothing more will come. */
    @Override
    void close();

    /** Writes a duration for people: {@code 1.2 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
