package dev.wsh.impl.session;

import java.time.Duration;

/** Bounds in time of one session. */
final class Limits {

    /** How long the frame before a synchronized update is shown; protects readers from a program that hangs in one. */
    static final Duration SYNCHRONIZED = Duration.ofSeconds(1);

    /** How long output may be silent after an exit before it counts as complete, where the provider can't tell. */
    static final Duration AFTER_EXIT_QUIET = Duration.ofMillis(100);

    /** How long output after an exit can delay the end at most, where the provider can't tell. */
    static final Duration AFTER_EXIT_MAX = Duration.ofSeconds(1);

    /**
     * How long a close waits for a provider past the grace, and for its loop after that; protects those who close from a
     * provider that never answers. Far more than thousands of processes take to be found and killed on a busy machine.
     */
    static final Duration CLOSE = Duration.ofSeconds(10);

    private Limits() {}
}
