package dev.wsh.impl.group;

import dev.wsh.InvalidSpecException;
import java.util.Objects;
import java.util.regex.Pattern;

/** What names and tags may look like. */
public final class Names {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,56}");

    private Names() {}

    static String requireName(String name) {
        Objects.requireNonNull(name, "name");
        if (!ALLOWED.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new InvalidSpecException("name", name, "1 to 64 of A-Z a-z 0-9 . _ -, but not \".\" or \"..\"");
        }
        return name;
    }

    /**
     * Checks a name.
     *
     * @param name the name
     * @throws InvalidSpecException if it is not allowed
     */
    public static void checkName(String name) {
        requireName(name);
    }

    /**
     * Checks a prefix of names.
     *
     * @param prefix the prefix
     * @throws InvalidSpecException if it is not allowed
     */
    public static void checkPrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidSpecException("name", prefix, "a prefix of 1 to 56 of A-Z a-z 0-9 . _ -");
        }
    }

    /**
     * Checks a tag.
     *
     * @param tag the tag
     * @throws InvalidSpecException if it is not allowed
     */
    public static void checkTag(String tag) {
        Objects.requireNonNull(tag, "tag");
        if (!ALLOWED.matcher(tag).matches()) {
            throw new InvalidSpecException("tag", tag, "1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }
}
