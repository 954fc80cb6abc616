package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import dev.wsh.spi.PtyProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how this system's terminals are driven.
 *
 * <p>The best that works is taken; the property {@code wsh.pty} or the caller can force one: {@code linux} (epoll and
 * posix_spawn), {@code pty4j} (its fork, on any Linux) or {@code streams} (its processes and streams, anywhere). The choice is logged once. This class is threadsafe.
 */
public final class PtyProviders {
    private static final String PROPERTY = "wsh.pty";
    private static final Logger log = LoggerFactory.getLogger(PtyProviders.class);
    private static final ProviderChoice CHOICE = new ProviderChoice(
            List.of(new LinuxProvider(), new ForkProvider(), new StreamProvider()),
            () -> Optional.ofNullable(System.getProperty(PROPERTY)),
            log::info);

    private PtyProviders() {}

    /** {@return the names that {@link #choose} knows on any system; the best first} */
    public static Set<String> names() {
        return CHOICE.names();
    }

    /**
     * Returns the provider to use; the same object for the same choice.
     *
     * @param forced its name, which goes before the property; empty to leave the choice to the property and the system
     * @return a shared, thread-safe provider
     * @throws EngineException if the forced one does not exist or does not work here, or none does
     */
    public static PtyProvider choose(Optional<String> forced) {
        return CHOICE.choose(forced);
    }

    /**
     * Does once what the first start would otherwise wait for: native libraries, classes, the first terminal and the first
     * look at the system's processes. Takes a few hundred milliseconds; starts no process and leaves nothing open. For a
     * helper thread.
     *
     * @param provider what {@link #choose} returned; any other is left alone
     */
    public static void warmUp(PtyProvider provider) {
        if (!(provider instanceof LinuxProvider || provider instanceof ForkProvider)) {
            return;
        }
        Master terminal = Master.open(24, 80, "");
        try {
            if (provider instanceof LinuxProvider linux) {
                linux.prepare();
            } else {
                ForkLauncher.prepare();
            }
        } finally {
            terminal.close();
        }
        ProcessTree.find(
                List.of(new Target("none", Integer.MAX_VALUE, Target.NOT_REAPED, 0, Target.NOTHING, Leaving.NONE)),
                List.of());
    }
}
