package dev.wsh.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a provider starts: everything is complete and checked.
 *
 * @param sessionId the session's id, unique for ever
 * @param argv the executable and its arguments; not empty, free of NUL
 * @param cwd the working directory, absolute
 * @param env the whole environment; nothing is inherited
 * @param rows 1 to 1000
 * @param cols 1 to 1000
 */
public record PtySpec(String sessionId, List<String> argv, Path cwd, Map<String, String> env, int rows, int cols) {

    /** Copies the collections. */
    public PtySpec {
        argv = List.copyOf(argv);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }
}
