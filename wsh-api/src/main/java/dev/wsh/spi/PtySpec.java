package dev.wsh.spi;

import dev.wsh.ProcessInfo;
import dev.wsh.engine.Printable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a provider starts: everything is complete and checked.
 *
 * @param sessionId the session's id, unique for ever
 * @param argv the executable and its arguments; not empty, free of NUL
 * @param cwd the working directory, absolute
 * @param env the whole environment; nothing is inherited. On Linux a byte that is no UTF-8, of a variable that comes from
 *     the JVM, stands as the lone surrogate U+DC00 plus the byte
 * @param rows 1 to 1000
 * @param cols 1 to 1000
 * @param leave which processes {@link PtyProvider#end} leaves alone, with all that descend from them; the first process of
 *     the session is never left. Quick, does not block, throws nothing
 */
public record PtySpec(
        String sessionId,
        List<String> argv,
        Path cwd,
        Map<String, String> env,
        int rows,
        int cols,
        Predicate<? super ProcessInfo> leave) {

    /** Leaves no process alone. */
    public static final Predicate<ProcessInfo> LEAVE_NONE = process -> false;

    private static final int MOST_SHOWN = 500;

    /** Copies the collections. */
    public PtySpec {
        argv = List.copyOf(argv);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        Objects.requireNonNull(leave, "leave");
    }

    /** {@return what it runs, where and how large; the values of variables may be secrets, and stand nowhere} */
    @Override
    public String toString() {
        return "PtySpec[" + Printable.line(String.join(" ", argv), MOST_SHOWN) + ", in "
                + Printable.line(cwd.toString()) + ", " + rows + " rows x " + cols + " columns, " + env.size()
                + " variables, session " + sessionId + "]";
    }

    /**
     * Creates a spec that leaves no process alone.
     *
     * @param sessionId the session's id, unique for ever
     * @param argv the executable and its arguments; not empty, free of NUL
     * @param cwd the working directory, absolute
     * @param env the whole environment; nothing is inherited
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     */
    public PtySpec(String sessionId, List<String> argv, Path cwd, Map<String, String> env, int rows, int cols) {
        this(sessionId, argv, cwd, env, rows, cols, LEAVE_NONE);
    }
}
