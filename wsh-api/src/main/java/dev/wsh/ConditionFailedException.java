package dev.wsh;

import java.io.Serial;
import java.util.List;
import java.util.Objects;

/** The condition of {@link Condition#unless} came true, so that the wait is hopeless. */
public final class ConditionFailedException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Evidence evidence;

    /**
     * Creates the exception.
     *
     * @param message which condition came true
     * @param evidence what was seen
     */
    public ConditionFailedException(String message, Evidence evidence) {
        super(Evidence.describe(message, List.of(Objects.requireNonNull(evidence, "evidence"))), null);
        this.evidence = evidence;
    }

    /** {@return what was seen} */
    public Evidence evidence() {
        return evidence;
    }
}
