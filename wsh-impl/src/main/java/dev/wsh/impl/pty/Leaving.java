package dev.wsh.impl.pty;

import dev.wsh.ProcessInfo;
import dev.wsh.spi.PtySpec;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which processes of a session its end leaves alone. Thread-safe if the user's test is. */
final class Leaving {

    /** Leaves none. */
    static final Leaving NONE = new Leaving(PtySpec.LEAVE_NONE);

    private static final Logger log = LoggerFactory.getLogger(Leaving.class);

    private final Predicate<? super ProcessInfo> which;

    private Leaving(Predicate<? super ProcessInfo> which) {
        this.which = which;
    }

    static Leaving of(PtySpec spec) {
        return spec.leave().equals(PtySpec.LEAVE_NONE) ? NONE : new Leaving(spec.leave());
    }

    /** Whether every process is ended, so that nobody need be asked. */
    boolean isNone() {
        return equals(NONE);
    }

    boolean leaves(ProcessInfo process) {
        try {
            return which.test(process);
        } catch (RuntimeException e) {
            log.error("could not tell whether to leave process {}; it is ended", process.pid(), e);
            return false;
        }
    }
}
