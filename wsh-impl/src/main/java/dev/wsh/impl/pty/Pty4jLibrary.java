package dev.wsh.impl.pty;

import com.pty4j.unix.PtyHelpers;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether JNA and pty4j have native libraries for this system, and can load them; asked once, before anything is started.
 *
 * <p>Both unpack them to a temporary folder first, which may be full, or not for programs. On Windows pty4j loads its own
 * with the first process; there JNA alone is looked at. This class is threadsafe.
 */
final class Pty4jLibrary {
    private static final Optional<String> JNA = lookForJna();

    private Pty4jLibrary() {}

    /** Apart, since the first provider asks for JNA alone. */
    private static final class Pty4j {
        private static final Optional<String> PROBLEM = JNA.or(Pty4j::look);

        private static Optional<String> look() {
            try {
                if (Platform.isLinux()) {
                    LibPty.prepare();
                } else if (!Platform.isWindows()) {
                    PtyHelpers.getInstance();
                    PtyHelpers.getWinSize(-1, null);
                }
                return Optional.empty();
            } catch (LinkageError | RuntimeException e) {
                return Optional.of("pty4j cannot be loaded: " + innermost(e));
            } catch (Exception e) {
                return Optional.empty(); // pty4j's own, which is not public: it was loaded, and -1 is no terminal
            }
        }
    }

    /** Why JNA does not work; empty where it does. */
    static Optional<String> jnaProblem() {
        return JNA;
    }

    /** Why JNA or pty4j does not work; empty where both do. */
    static Optional<String> problem() {
        return Pty4j.PROBLEM;
    }

    private static Optional<String> lookForJna() {
        try {
            return Native.POINTER_SIZE > 0 ? Optional.empty() : Optional.of("JNA knows no size of pointers");
        } catch (LinkageError e) {
            return Optional.of(
                    "JNA cannot be loaded: " + innermost(e) + "; jna.tmpdir names a folder that may be written to"
                            + " and has programs, jna.nosys and jna.boot.library.path are JNA's other options");
        }
    }

    private static String innermost(Throwable thrown) {
        Throwable inner = thrown;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            inner = cause;
        }
        return inner.getMessage() == null ? inner.toString() : inner.getMessage();
    }
}
