package dev.wsh;

import dev.wsh.engine.Checks;
import java.io.Serial;
import java.util.List;
import java.util.Objects;

/** The thread that blocked in {@link Pending#block} was interrupted; the wait is cancelled and the thread's flag is set. */
public final class WaitInterruptedException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Evidence> evidence;

    /**
     * Creates the exception.
     *
     * @param message what was interrupted
     * @param cause the interruption
     * @param evidence what was seen, one for each session that was waited for; also in the message
     */
    public WaitInterruptedException(String message, InterruptedException cause, List<Evidence> evidence) {
        super(Evidence.describe(message, evidence), Objects.requireNonNull(cause, "cause"));
        this.evidence = Checks.copyOf(evidence, "evidence");
    }

    /**
     * Returns what was seen when the thread was interrupted.
     *
     * @return one for each session that was waited for
     */
    public List<Evidence> evidence() {
        return evidence;
    }
}
