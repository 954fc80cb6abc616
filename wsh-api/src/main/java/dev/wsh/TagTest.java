package dev.wsh;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The tag filter behind the factories of {@link TagFilter}. Immutable. */
final class TagTest implements TagFilter {
    private final Predicate<Set<String>> predicate;

    TagTest(Predicate<Set<String>> predicate) {
        this.predicate = predicate;
    }

    @Override
    public boolean test(Set<String> tags) {
        return predicate.test(tags);
    }

    @Override
    public TagFilter and(TagFilter other) {
        Objects.requireNonNull(other, "other");
        return new TagTest(tags -> test(tags) && other.test(tags));
    }

    @Override
    public TagFilter or(TagFilter other) {
        Objects.requireNonNull(other, "other");
        return new TagTest(tags -> test(tags) || other.test(tags));
    }

    @Override
    public TagFilter negate() {
        return new TagTest(tags -> !test(tags));
    }
}
