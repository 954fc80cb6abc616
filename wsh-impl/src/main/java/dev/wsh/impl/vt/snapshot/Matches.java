package dev.wsh.impl.vt.snapshot;

import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes matches of what a matcher has found. Stateless. */
public final class Matches {

    /** What looks like the name of a group; the matcher knows whether it is one. */
    private static final Pattern NAME = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private Matches() {}

    /** Returns the match that a matcher stands at. */
    public static Match of(Matcher matcher, String line, Region.Span region, Screen screen) {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(orEmpty(matcher.group(i)));
        }
        return new Match(matcher.group(), groups, named(matcher), line.stripTrailing(), region, screen);
    }

    /** Returns a text that was found as it is. */
    public static Match of(String text, String line, Region.Span region, Screen screen) {
        return new Match(text, List.of(), Map.of(), line.stripTrailing(), region, screen);
    }

    private static Map<String, String> named(Matcher matcher) {
        String source = matcher.pattern().pattern();
        if (!source.contains("(?<")) {
            return Map.of();
        }
        Map<String, String> named = new LinkedHashMap<>();
        Matcher names = NAME.matcher(source);
        while (names.find()) {
            group(matcher, names.group(1)).ifPresent(text -> named.put(names.group(1), text));
        }
        return named;
    }

    private static Optional<String> group(Matcher matcher, String name) {
        try {
            return Optional.of(orEmpty(matcher.group(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it only looks like a group: quoted, or in a comment
        }
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }
}
