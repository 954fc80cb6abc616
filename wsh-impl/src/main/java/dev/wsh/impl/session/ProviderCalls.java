package dev.wsh.impl.session;

import dev.wsh.EngineException;
import dev.wsh.KillReport;
import dev.wsh.WshException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /** Has a provider end terminals; whatever goes wrong is the failure of what is returned. */
    static CompletableFuture<KillReport> end(PtyProvider provider, List<Pty> ptys, Duration grace) {
        CompletableFuture<KillReport> ending;
        try {
            ending = guarded(provider, "end", () -> provider.end(ptys, grace));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e); // the terminals are closed all the same
        }
        return ending.handle((report, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                throw new EngineException(what(provider, "end") + " failed: " + cause, cause);
            }
            if (report == null) {
                throw new EngineException(what(provider, "end") + " gave null, not a report", null);
            }
            return report;
        });
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
            throw new EngineException(what(provider, method) + " returned null", null);
        }
        return result;
    }

    private static String what(PtyProvider provider, String method) {
        return "the provider of terminals " + provider.getClass().getName() + ": " + method;
    }
}
