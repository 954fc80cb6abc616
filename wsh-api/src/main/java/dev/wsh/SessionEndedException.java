package dev.wsh;

import java.io.Serial;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session has ended, so that a wait can't succeed any more or input has nowhere to go. */
public final class SessionEndedException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Optional<ExitStatus> exit;
    private final transient Evidence evidence;

    /**
     * Creates the exception.
     *
     * @param message what was tried
     * @param exit how the session ended, as far as it is known yet
     * @param evidence what was seen
     */
    public SessionEndedException(String message, Optional<ExitStatus> exit, Evidence evidence) {
        this(message, exit, evidence, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what was tried
     * @param exit how the session ended, as far as it is known yet
     * @param evidence what was seen
     * @param cause why its terminal failed, if it has, else null
     */
    public SessionEndedException(
            String message, Optional<ExitStatus> exit, Evidence evidence, @Nullable Throwable cause) {
        super(Evidence.describe(message, List.of(Objects.requireNonNull(evidence, "evidence"))), cause);
        this.exit = Objects.requireNonNull(exit, "exit");
        this.evidence = evidence;
    }

    /** {@return how the session ended; empty if it is not known, as after {@link Session#close}} */
    public Optional<ExitStatus> exitStatus() {
        return exit;
    }

    /** {@return what was seen} */
    public Evidence evidence() {
        return evidence;
    }
}
