package dev.wsh.impl.session;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A session's name and tags of one moment.
 *
 * @param name the name
 * @param tags in alphabetical order
 */
public record Identity(String name, SortedSet<String> tags) {

    /** Copies the tags. */
    public Identity {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** The session as the log names it. */
    String label() {
        return "session " + name;
    }

    Set<String> tagsMissingIn(Identity other) {
        Set<String> missing = new TreeSet<>(tags);
        missing.removeAll(other.tags);
        return missing;
    }
}
