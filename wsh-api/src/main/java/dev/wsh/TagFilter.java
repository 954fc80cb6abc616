package dev.wsh;

import dev.wsh.engine.Checks;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Chooses sessions by their tags. */
@FunctionalInterface
public interface TagFilter {

    /**
     * Tests a set of tags.
     *
     * @param tags the session's tags
     * @return true if the session is chosen
     */
    boolean test(Set<String> tags);

    /**
     * Chooses sessions that have at least one of the tags.
     *
     * @param tags the tags; with none, no session is chosen
     * @return the filter
     */
    static TagFilter anyOf(String... tags) {
        List<String> wanted = Checks.requireAll("tags", tags);
        return have -> wanted.stream().anyMatch(have::contains);
    }

    /**
     * Chooses sessions that have all of the tags.
     *
     * @param tags the tags; with none, every session is chosen
     * @return the filter
     */
    static TagFilter allOf(String... tags) {
        List<String> wanted = Checks.requireAll("tags", tags);
        return have -> have.containsAll(wanted);
    }

    /**
     * Chooses what both choose.
     *
     * @param other the other filter
     * @return the filter
     */
    default TagFilter and(TagFilter other) {
        Objects.requireNonNull(other, "other");
        return tags -> test(tags) && other.test(tags);
    }

    /**
     * Chooses what at least one of both chooses.
     *
     * @param other the other filter
     * @return the filter
     */
    default TagFilter or(TagFilter other) {
        Objects.requireNonNull(other, "other");
        return tags -> test(tags) || other.test(tags);
    }

    /** {@return a filter that chooses what this does not} */
    default TagFilter negate() {
        return tags -> !test(tags);
    }
}
