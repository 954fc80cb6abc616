package dev.wsh;

import java.util.Objects;

/**
 * A process of a session.
 *
 * @param pid its id
 * @param command its command line, as far as it could be read
 * @param sessionId the {@linkplain Session#id session} that it belongs to
 */
public record ProcessInfo(long pid, String command, String sessionId) {

    /** Checks the parts. */
    public ProcessInfo {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(sessionId, "sessionId");
    }

    /** {@return such as {@code 4711: sleep 60}} */
    @Override
    public String toString() {
        return pid + ": " + command;
    }
}
