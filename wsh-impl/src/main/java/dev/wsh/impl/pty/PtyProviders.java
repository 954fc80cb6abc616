package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import dev.wsh.spi.PtyProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how this system's terminals are driven.
 *
 * <p>The best that works is taken; the property {@code wsh.pty} or the caller can force one: {@code linux} (epoll and
 * posix_spawn) or {@code pty4j} (portable). The choice is logged once. This class is threadsafe.
 */
public final class PtyProviders {
    private static final String PROPERTY = "wsh.pty";
    private static final Logger log = LoggerFactory.getLogger(PtyProviders.class);
    private static final List<PtyProvider> ALL =
            List.of(new LinuxProvider(), new PortableProvider(), new StreamProvider());
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private PtyProviders() {}

    /**
     * Returns the provider to use; the same object for the same choice.
     *
     * @param forced its name, which goes before the property; empty to leave the choice to the property and the system
     * @return a shared, thread-safe provider
     * @throws EngineException if the forced one does not exist or does not work here, or none does
     */
    public static PtyProvider choose(Optional<String> forced) {
        Optional<String> name = forced.or(() -> Optional.ofNullable(System.getProperty(PROPERTY)));
        StringBuilder reasons = new StringBuilder();
        for (PtyProvider provider : ALL) {
            if (name.isEmpty() || name.get().equals(provider.name())) {
                Optional<String> unavailable = provider.unavailable();
                if (unavailable.isEmpty()) {
                    logOnce(provider, reasons);
                    return provider;
                }
                reasons.append("; ").append(provider.name()).append(": ").append(unavailable.get());
            }
        }
        throw new EngineException(
                name.map(wanted -> "no terminal provider \"" + wanted + "\" here (linux or pty4j)")
                                .orElse("no terminal provider works here")
                        + reasons,
                null);
    }

    /**
     * Does once what the first start would otherwise wait for: native libraries, classes, the first terminal and the first
     * look at the system's processes. Takes a few hundred milliseconds; starts no process and leaves nothing open. For a
     * helper thread.
     *
     * @param provider what {@link #choose} returned; any other is left alone
     */
    public static void warmUp(PtyProvider provider) {
        if (!(provider instanceof LinuxProvider || provider instanceof PortableProvider)) {
            return;
        }
        Master terminal = Master.open(24, 80, "");
        try {
            if (provider instanceof LinuxProvider linux) {
                linux.prepare();
            } else {
                ForkLauncher.prepare(terminal);
            }
        } finally {
            terminal.close();
        }
        ProcessTree.find(List.of(new Target("none", Integer.MAX_VALUE, Target.NOT_REAPED, 0, () -> false)));
    }

    private static void logOnce(PtyProvider provider, StringBuilder passedOver) {
        String choice = provider.getClass().getSimpleName();
        if (LOGGED.add(choice)) {
            log.info("terminals are driven by \"{}\"{}", provider.name(), passedOver);
        }
    }
}
