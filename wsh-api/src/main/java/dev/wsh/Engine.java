package dev.wsh;

import dev.wsh.spi.WshProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the one engine, once, and holds what an interface can't. */
final class Engine {

    private static volatile @Nullable WshProvider provider;

    private Engine() {}

    static WshProvider provider() {
        WshProvider known = provider;
        if (known == null) {
            known = find();
            provider = known;
        }
        return known;
    }

    static Pending<Void> allOf(Pending<?>... all) {
        Pending<Void> joined = all.length == 0 ? new Pending<>() : all[0].newIncompleteFuture();
        CompletableFuture.allOf(all).whenComplete((nothing, failure) -> {
            if (failure == null) {
                joined.complete(nothing);
            } else {
                Throwable cause = failure.getCause();
                joined.completeExceptionally(cause == null ? failure : cause);
            }
        });
        return joined;
    }

    private static WshProvider find() {
        List<WshProvider> found = new ArrayList<>();
        try {
            ServiceLoader.load(WshProvider.class, WshProvider.class.getClassLoader())
                    .forEach(found::add);
            if (found.isEmpty()) {
                ServiceLoader.load(WshProvider.class).forEach(found::add);
            }
        } catch (ServiceConfigurationError e) {
            throw new EngineException("the engine could not be loaded: " + e.getMessage(), e);
        }
        if (found.size() != 1) {
            String names = found.stream().map(p -> p.getClass().getName()).collect(Collectors.joining(", "));
            throw new EngineException(
                    found.isEmpty()
                            ? "no engine is present; add dev.wsh:wsh-impl to the run-time class path or module path"
                            : "more than one engine is present: " + names,
                    null);
        }
        return found.get(0);
    }
}
