package dev.wsh.impl.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last queries of the program that got no answer: a program that waits for one explains a wait in vain.
 *
 * <p>Confined to the session's lock.
 */
final class UnansweredQueries {

    /** How many a failed wait shows. */
    private static final int KEPT = 8;

    private final Deque<String> queries = new ArrayDeque<>();

    void add(String query) {
        queries.add(query);
        if (queries.size() > KEPT) {
            queries.remove();
        }
    }

    List<String> inWords() {
        return List.copyOf(queries);
    }
}
