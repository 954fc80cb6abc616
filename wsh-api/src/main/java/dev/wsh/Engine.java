package dev.wsh;

import dev.wsh.spi.WshProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the one engine, once. */
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
