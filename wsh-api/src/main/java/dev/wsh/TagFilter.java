package dev.wsh;

import java.util.List;
import java.util.Set;

/**
 * Chooses sessions by their tags.
 *
 * <p>Not a functional interface, so that a lambda given to {@link SessionGroup#where(java.util.function.Predicate)}
 * always means a test of the session.
 */
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
        List<String> wanted = List.of(tags);
        return new TagTest(have -> wanted.stream().anyMatch(have::contains));
    }

    /**
     * Chooses sessions that have all of the tags.
     *
     * @param tags the tags; with none, every session is chosen
     * @return the filter
     */
    static TagFilter allOf(String... tags) {
        List<String> wanted = List.of(tags);
        return new TagTest(have -> have.containsAll(wanted));
    }

    /**
     * Chooses what both choose.
     *
     * @param other the other filter
     * @return the filter
     */
    TagFilter and(TagFilter other);

    /**
     * Chooses what at least one of both chooses.
     *
     * @param other the other filter
     * @return the filter
     */
    TagFilter or(TagFilter other);

    /**
     * Chooses what this does not.
     *
     * @return the filter
     */
    TagFilter negate();
}
