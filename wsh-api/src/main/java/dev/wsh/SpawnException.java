package dev.wsh;

import dev.wsh.engine.Printable;
import java.io.Serial;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A process could not be started; nothing is left behind. */
public final class SpawnException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String executable;
    private final int errno;

    /**
     * Creates the exception.
     *
     * @param message what happened; one line, in which control characters are escaped
     * @param executable what was to be started
     * @param errno the system's error number, or 0 where there is none
     * @param cause what caused it, or null
     */
    public SpawnException(String message, String executable, int errno, @Nullable Throwable cause) {
        super(Printable.line(Objects.requireNonNull(message, "message")), cause);
        this.executable = Objects.requireNonNull(executable, "executable");
        this.errno = errno;
    }

    /** {@return what was to be started} */
    public String executable() {
        return executable;
    }

    /** {@return the system's error number, such as 2 (ENOENT) or 13 (EACCES); empty where the system gave none} */
    public OptionalInt errno() {
        return errno == 0 ? OptionalInt.empty() : OptionalInt.of(errno);
    }
}
