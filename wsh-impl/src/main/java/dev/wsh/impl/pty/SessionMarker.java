package dev.wsh.impl.pty;

import org.jspecify.annotations.Nullable;

/**
 * The variable in the environment of every child by which its processes are found again.
 *
 * <pre>
 * WSH_SESSION_ID=outer:inner    the ids of all sessions that the process is in, the innermost last
 * </pre>
 *
 * <p>A JVM that runs in a session hands on what it has itself, so that the end of the outer session finds also the processes
 * of the inner ones. Stateless and thread-safe.
 */
final class SessionMarker {
    static final String VARIABLE = "WSH_SESSION_ID";

    private static final char SEPARATOR = ':';

    /** Longer chains lose their beginning: no environment grows without end because JVMs start JVMs. */
    private static final int LONGEST = 4096;

    private SessionMarker() {}

    /** The value for a child: what this process inherited, and the id of the session that it is started in. */
    static String of(@Nullable String inherited, String sessionId) {
        if (inherited == null || inherited.isEmpty()) {
            return sessionId;
        }
        String chain = inherited + SEPARATOR + sessionId;
        if (chain.length() <= LONGEST) {
            return chain;
        }
        int cut = chain.indexOf(SEPARATOR, chain.length() - LONGEST);
        return cut < 0 ? sessionId : chain.substring(cut + 1);
    }

    /** Whether a value names a session. */
    static boolean names(@Nullable String value, String sessionId) {
        if (value != null) {
            for (String id : ids(value)) {
                if (id.equals(sessionId)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All ids of a value, the innermost last. */
    static String[] ids(String value) {
        return value.split(String.valueOf(SEPARATOR), -1);
    }
}
