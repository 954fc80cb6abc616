package dev.wsh;

import dev.wsh.engine.Printable;
import java.util.Objects;

/**
 * A process of a session.
 *
 * @param pid its id
 * @param command its command line, as far as it could be read
 * @param sessionId the {@linkplain Session#id session} that it belongs to
 */
public record ProcessInfo(long pid, String command, String sessionId) {

    private static final int MOST_SHOWN = 500;

    /** Checks the parts. */
    public ProcessInfo {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(sessionId, "sessionId");
    }

    /**
     * {@return the program, such as {@code sleep}: the file name at the beginning of the command line, without its
     * path, and without the dash of a login shell}
     */
    public String program() {
        int end = command.indexOf(' ');
        String file = end < 0 ? command : command.substring(0, end);
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.startsWith("-") ? name.substring(1) : name;
    }

    /** {@return such as {@code 4711: sleep 60}} */
    @Override
    public String toString() {
        return pid + ": " + Printable.line(command, MOST_SHOWN);
    }
}
