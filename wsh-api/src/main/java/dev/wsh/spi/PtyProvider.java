package dev.wsh.spi;

import dev.wsh.KillReport;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Starts processes on terminals. The engine's own provider drives pseudo-terminals of this machine; a user may write
 * another, for instance for {@code ssh}, {@code docker exec} or {@code kubectl exec}.
 *
 * <p>Implementations are thread-safe.
 */
public interface PtyProvider {

    /** {@return a short name for logs and messages, such as {@code linux}} */
    String name();

    /**
     * Says why this provider does not work here.
     *
     * @return the reason; empty where it works
     */
    Optional<String> unavailable();

    /** {@return what this provider guarantees on this system, which never changes} */
    Set<Capability> capabilities();

    /** Something that not every system can guarantee. */
    enum Capability {
        /** {@link Pty#probe} tells whether the kernel has more to read. */
        CONFIRMED_IDLE,
        /** {@link PtyHandler#onExit} comes after the last byte of the session's leader. */
        LAST_BYTE_BEFORE_EXIT,
        /** A death by a signal is told apart from an exit code. */
        SIGNAL_STATUS,
        /** Every signal can be sent, not only an interrupt. */
        SIGNALS,
        /** {@link Pty#foreground} is known. */
        FOREGROUND_GROUP,
        /** {@link Pty#lineModes} are known. */
        LINE_MODES,
        /** {@link #end} finds every process of a session, also one that left its process group or session. */
        WHOLE_TREE_KILL,
        /** The number of threads does not grow with the number of sessions. */
        THREADS_INDEPENDENT_OF_SESSIONS,
        /** Output arrives byte for byte as the program wrote it. */
        RAW_BYTES
    }

    /**
     * Checks what must hold before a start: that the executable exists and can be executed, that the directory exists. A
     * fake checks nothing.
     *
     * @param spec what would be started
     * @throws dev.wsh.InvalidSpecException if the directory does not exist
     * @throws dev.wsh.SpawnException if the executable is missing or can't be executed
     */
    void check(PtySpec spec);

    /**
     * Starts a process on a new terminal. The handler may be called before this method returns.
     *
     * @param spec what to start
     * @param handler who is told
     * @param time the engine's clock and threads; a provider has no others
     * @return the terminal
     * @throws dev.wsh.SpawnException if nothing was started; nothing is left behind then
     */
    Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time);

    /**
     * Ends every process of the given terminals but those that {@link PtySpec#leave} names: asks first (hangup), then, after the grace, kills what is left. Completes
     * as soon as all are gone. A grace of zero kills at once.
     *
     * @param ptys terminals of this provider, closed or not
     * @param grace zero or more
     * @return what was ended and what survived; one report for all, made with one scan of the system's processes
     */
    CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace);
}
