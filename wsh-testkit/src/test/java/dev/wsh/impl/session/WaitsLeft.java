package dev.wsh.impl.session;

import dev.wsh.Session;
import dev.wsh.Wsh;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many waits the engine still holds. */
public final class WaitsLeft {

    private WaitsLeft() {}

    /**
     * Counts the waits of live and ended sessions.
     *
     * @param wsh whose sessions they are
     * @return the sessions that somebody waits for, with the number of waits
     */
    public static Map<String, Integer> of(Wsh wsh) {
        Map<String, Integer> left = new TreeMap<>();
        Stream.concat(wsh.sessions().stream(), wsh.ended().stream()).forEach(session -> {
            int waits = of(session);
            if (waits > 0) {
                left.put(session.toString(), waits);
            }
        });
        return left;
    }

    /**
     * Counts the waits on one session.
     *
     * @param session the session
     * @return 0 or more
     */
    public static int of(Session session) {
        SessionCore core = ((DefaultSession) session).core();
        return core.locked(() -> core.waiters().size());
    }
}
