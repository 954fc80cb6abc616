package dev.wsh.impl.session;

import dev.wsh.EngineException;
import dev.wsh.WshException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of providers that others have written, to start something: whatever goes wrong there reaches the caller as an
 * exception of the library's. Stateless and thread-safe.
 */
public final class ProviderCalls {

    private ProviderCalls() {}

    /**
     * Has a provider check what is to be started.
     *
     * @param setup what
     * @throws WshException if it refuses
     */
    public static void check(SessionSetup setup) {
        guarded(setup.provider(), "check", () -> {
            setup.provider().check(setup.pty());
            return setup;
        });
    }

    static Pty spawn(SessionSetup setup, PtyHandler handler, TimeSource time) {
        return guarded(setup.provider(), "spawn", () -> setup.provider().spawn(setup.pty(), handler, time));
    }

    private static <T> T guarded(PtyProvider provider, String method, Supplier<@Nullable T> call) {
        T result;
        try {
            result = call.get();
        } catch (WshException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EngineException(what(provider, method) + " failed: " + e, e);
        }
        if (result == null) {
            throw new EngineException(what(provider, method) + " returned null, not a terminal", null);
        }
        return result;
    }

    private static String what(PtyProvider provider, String method) {
        return "the provider of terminals " + provider.getClass().getName() + ": " + method;
    }
}
