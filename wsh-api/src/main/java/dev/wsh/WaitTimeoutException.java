package dev.wsh;

import dev.wsh.engine.Checks;
import java.io.Serial;
import java.util.List;

/** A wait reached its deadline. The message holds the evidence: the screen, the cursor, the last inputs, the nearest match. */
public final class WaitTimeoutException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Evidence> evidence;

    /**
     * Creates the exception.
     *
     * @param message what was awaited, and how long
     * @param evidence what was seen, one for each session that was waited for
     */
    public WaitTimeoutException(String message, List<Evidence> evidence) {
        super(Evidence.describe(message, evidence), null);
        this.evidence = Checks.copyOf(evidence, "evidence");
    }

    /** {@return what was seen; one for each session that was waited for} */
    public List<Evidence> evidence() {
        return evidence;
    }
}
