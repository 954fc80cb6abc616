package dev.wsh.testkit;

import dev.wsh.Session;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** Which log a session is recorded in, so that an assertion can leave its entry there. Holds nothing alive. */
final class Logs {

    private static final Map<Session, WeakReference<SessionLog>> LOGS = new WeakHashMap<>();

    private Logs() {}

    static void add(Session session, SessionLog log) {
        synchronized (LOGS) {
            LOGS.put(session, new WeakReference<>(log));
        }
    }

    static Optional<SessionLog> of(Session session) {
        synchronized (LOGS) {
            return Optional.ofNullable(LOGS.get(session)).map(WeakReference::get);
        }
    }

    static long clock(Session session) {
        return of(session).map(SessionLog::clock).orElse(0L);
    }

    static void asserted(Session session, String words, long began, Optional<String> failure) {
        of(session).ifPresent(log -> log.asserted(words, began, failure));
    }
}
