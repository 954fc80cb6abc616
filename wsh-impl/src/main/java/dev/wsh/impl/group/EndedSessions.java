package dev.wsh.impl.group;

import dev.wsh.impl.session.DefaultSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions that have ended and are still listed, in the order of their ends, bounded in number and in bytes.
 *
 * <p>Confined to the registry's lock.
 */
final class EndedSessions {

    private final int most;
    private final long mostBytes;
    private final Map<DefaultSession, Entry> entries = new LinkedHashMap<>();
    private long ends;
    private long bytes;

    private record Entry(long number, long bytes) {}

    /**
     * Creates an empty list.
     *
     * @param most how many are kept
     * @param mostBytes how many bytes they may take together
     */
    EndedSessions(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** A session has ended; what it takes is not known yet. */
    void add(DefaultSession session) {
        entries.put(session, new Entry(ends++, 0));
    }

    /** Notes what a session takes, if it is listed. */
    void takes(DefaultSession session, long size) {
        Entry before = entries.get(session);
        if (before != null) {
            bytes += size - before.bytes();
            entries.put(session, new Entry(before.number(), size)); // in its old place
        }
    }

    void remove(DefaultSession session) {
        Entry before = entries.remove(session);
        if (before != null) {
            bytes -= before.bytes();
        }
    }

    void clear() {
        entries.clear();
        bytes = 0;
    }

    /** Removes the oldest while there are too many or they take too much; returns them. */
    List<DefaultSession> removeExcess() {
        List<DefaultSession> removed = new ArrayList<>();
        while (entries.size() > most || bytes > mostBytes) {
            DefaultSession oldest = entries.keySet().iterator().next();
            remove(oldest);
            removed.add(oldest);
        }
        return removed;
    }

    List<DefaultSession> all() {
        return List.copyOf(entries.keySet());
    }

    /** Returns how many have ended so far, listed or not. */
    long ends() {
        return ends;
    }

    /** Tells whether a session is listed, and has ended since so many had. */
    boolean hasSince(DefaultSession session, long endsBefore) {
        Entry entry = entries.get(session);
        return entry != null && entry.number() >= endsBefore;
    }

    /** Returns those that are listed and have ended since so many had. */
    List<DefaultSession> since(long endsBefore) {
        return ends <= endsBefore
                ? List.of()
                : entries.keySet().stream()
                        .filter(session -> hasSince(session, endsBefore))
                        .toList();
    }

    /** Returns how many bytes the listed ones take, as far as that is known. */
    long bytes() {
        return bytes;
    }
}
