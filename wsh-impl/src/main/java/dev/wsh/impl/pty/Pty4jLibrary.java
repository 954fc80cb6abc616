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
    private static final Optional<String> PROBLEM = look();

    private Pty4jLibrary() {}

    /** Why there is none; empty where it works. */
    static Optional<String> problem() {
        return PROBLEM;
    }

    private static Optional<String> look() {
        try {
            if (Native.POINTER_SIZE > 0 && !Platform.isWindows()) {
                PtyHelpers.getInstance();
                PtyHelpers.getWinSize(-1, null);
            }
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("JNA cannot be loaded: " + e);
        } catch (RuntimeException e) {
            return Optional.of("pty4j cannot be loaded: " + e.getMessage() + reason(e.getCause()));
        } catch (Exception e) {
            return Optional.empty(); // pty4j's own, which is not public: it was loaded, and says that -1 is no terminal
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + cause.getMessage();
    }
}
