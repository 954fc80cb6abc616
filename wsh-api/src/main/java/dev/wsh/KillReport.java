package dev.wsh;

import dev.wsh.engine.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an end of processes came to.
 *
 * @param gone the processes that are gone
 * @param survivors the processes that are still there, for instance another user's
 * @param took how long it took
 */
public record KillReport(List<Gone> gone, List<ProcessInfo> survivors, Duration took) {

    private static final int MOST_SHOWN = 10;

    /** Copies the lists. */
    public KillReport {
        gone = Checks.copyOf(gone, "gone");
        survivors = Checks.copyOf(survivors, "survivors");
        Objects.requireNonNull(took, "took");
    }

    /** {@return whether nothing survived} */
    public boolean complete() {
        return survivors.isEmpty();
    }

    /** {@return how many processes are gone and how many are not, each by its name} */
    @Override
    public String toString() {
        return gone.size() + " gone" + list(gone) + ", " + survivors.size() + " survived" + list(survivors) + ", after "
                + Evidence.readable(took);
    }

    private static String list(List<?> all) {
        String shown = all.stream().limit(MOST_SHOWN).map(Object::toString).collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : " (" + shown + (all.size() > MOST_SHOWN ? "; and more" : "") + ")";
    }

    /**
     * A process that is gone.
     *
     * @param process which
     * @param lastSignal the last signal that was sent to it; empty if it went by itself
     */
    public record Gone(ProcessInfo process, Optional<Signal> lastSignal) {

        /** Checks the parts. */
        public Gone {
            Objects.requireNonNull(process, "process");
            Objects.requireNonNull(lastSignal, "lastSignal");
        }

        /** {@return the process, and the last signal that it got} */
        @Override
        public String toString() {
            return process
                    + lastSignal.map(signal -> ", after " + signal.name()).orElse("");
        }
    }
}
