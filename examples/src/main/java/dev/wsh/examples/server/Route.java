package dev.wsh.examples.server;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that the server does.
 *
 * @param method of HTTP
 * @param path segments; one in braces stands for any text
 * @param open whether it needs no token
 * @param query the parameters that it knows
 * @param action what it does
 */
record Route(String method, String path, boolean open, Set<String> query, Action action) {

    /** What a route does with a call: answers it, or sees to it that it will be answered. */
    interface Action {
        void run(Call call) throws IOException;
    }

    /** A route that needs the token. */
    static Route of(String method, String path, Action action, String... query) {
        return new Route(method, path, /* open= */ false, Set.of(query), action);
    }

    /** A route that says nothing secret and needs no token. */
    static Route open(String path, Action action) {
        return new Route("GET", path, /* open= */ true, Set.of(), action);
    }

    /**
     * Compares a path with this one.
     *
     * @param asked its segments, decoded
     * @return what stands at the braces; empty if it is another path
     */
    Optional<Map<String, String>> match(List<String> asked) {
        List<String> own = segments(path);
        if (own.size() != asked.size()) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < own.size(); i++) {
            String segment = own.get(i);
            if (segment.startsWith("{")) {
                found.put(segment.substring(1, segment.length() - 1), asked.get(i));
            } else if (!segment.equals(asked.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /** Splits a path; a slash at its end makes no difference. */
    static List<String> segments(String path) {
        String inner = path.replaceAll("^/|/$", "");
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }
}
