package dev.wsh.impl.pty;

import dev.wsh.spi.PtySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The environment that a child gets: that of its spec, and the marker by which its processes are found again. */
final class ChildEnvironment {
    private static final @Nullable String INHERITED = System.getenv(SessionMarker.VARIABLE);

    private ChildEnvironment() {}

    /** Most variables that there can be. */
    static int most(PtySpec spec) {
        return spec.env().size() + 1;
    }

    /** Names all variables and their values; the marker is first, so that a scan finds it early. */
    static void forEach(PtySpec spec, BiConsumer<String, String> action) {
        action.accept(SessionMarker.VARIABLE, SessionMarker.of(INHERITED, spec.sessionId()));
        spec.env().forEach((name, value) -> {
            if (!name.equals(SessionMarker.VARIABLE)) {
                action.accept(name, value);
            }
        });
    }

    /** As {@code NAME=value}. */
    static List<String> of(PtySpec spec) {
        List<String> all = new ArrayList<>(most(spec));
        forEach(spec, (name, value) -> all.add(name + "=" + value));
        return all;
    }
}
