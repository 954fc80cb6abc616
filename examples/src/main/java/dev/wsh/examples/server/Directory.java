package dev.wsh.examples.server;

import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.Wsh;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds sessions as clients name them. */
final class Directory {
    private final Wsh wsh;

    Directory(Wsh wsh) {
        this.wsh = wsh;
    }

    Wsh wsh() {
        return wsh;
    }

    /** {@return the sessions with one of the tags; all, if there is none} */
    SessionGroup group(List<String> tags) {
        return tags.isEmpty() ? wsh : wsh.tagged(tags.toArray(String[]::new));
    }

    /**
     * Finds a session: a live one of this name, else the one of this id, else the last that ended under this name.
     *
     * @throws dev.wsh.NoSuchSessionException if there is none; says which live
     */
    Session get(String key) {
        return find(key).orElseGet(() -> wsh.get(key));
    }

    Optional<Session> find(String key) {
        Optional<Session> live = wsh.find(key);
        if (live.isPresent()) {
            return live;
        }
        List<Session> ended = wsh.ended();
        Optional<Session> byId = Stream.concat(wsh.sessions().stream(), ended.stream())
                .filter(session -> session.id().equals(key))
                .findFirst();
        return byId.isPresent()
                ? byId
                : ended.stream().filter(session -> session.name().equals(key)).reduce((earlier, later) -> later);
    }
}
