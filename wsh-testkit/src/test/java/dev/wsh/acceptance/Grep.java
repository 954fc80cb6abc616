package dev.wsh.acceptance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for a text in all that objects say of themselves, and in all that can be reached from them. */
final class Grep {

    private final String text;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> found = new ArrayList<>();

    private Grep(String text) {
        this.text = text;
    }

    /** Returns where a text stands: the names of the things, and what they say. */
    static List<String> find(String text, Map<String, Object> things) {
        Grep grep = new Grep(text);
        things.forEach(grep::look);
        return grep.found;
    }

    private void look(String where, Object thing) {
        if (thing == null || !seen.add(thing)) {
            return;
        }
        if (thing.toString().contains(text)) {
            found.add(where + ": " + thing);
        }
        if (thing instanceof Throwable failure) {
            look(where + ".getMessage", failure.getMessage());
            look(where + ".getCause", failure.getCause());
            look(where + ".getSuppressed", List.of(failure.getSuppressed()));
        }
        if (thing instanceof Iterable<?> all && !(thing instanceof java.nio.file.Path)) {
            all.forEach(each -> look(where, each));
        } else if (thing instanceof Map<?, ?> map) {
            map.forEach((key, value) -> look(where + "." + key, value));
        } else if (thing instanceof Optional<?> optional) {
            optional.ifPresent(value -> look(where, value));
        } else if (thing instanceof Record) {
            for (RecordComponent part : thing.getClass().getRecordComponents()) {
                look(where + "." + part.getName(), valueOf(part, thing));
            }
        }
    }

    private static Object valueOf(RecordComponent part, Object thing) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(thing);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return e instanceof InvocationTargetException ? "" : "no access";
        }
    }
}
