package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import dev.wsh.spi.PtyProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Chooses one of several providers: the first that works here, of those that have the name that is asked for. Several may
 * have one name, for different systems. Says once for each provider that it was chosen, and why others were not.
 *
 * <p>This class is threadsafe.
 */
final class ProviderChoice {
    private final List<PtyProvider> candidates;
    private final Supplier<Optional<String>> property;
    private final Consumer<String> told;
    private final Set<PtyProvider> chosenBefore = ConcurrentHashMap.newKeySet();

    /**
     * Creates a choice.
     *
     * @param candidates the best first
     * @param property what the system asks for, by name
     * @param told gets what goes to the log
     */
    ProviderChoice(List<PtyProvider> candidates, Supplier<Optional<String>> property, Consumer<String> told) {
        this.candidates = candidates;
        this.property = property;
        this.told = told;
    }

    /** Returns the names that can be asked for. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        candidates.forEach(provider -> names.add(provider.name()));
        return names;
    }

    /** Returns the provider to use; a name that is given goes before the property. */
    PtyProvider choose(Optional<String> forced) {
        Optional<String> name = forced.or(property);
        StringBuilder passedOver = new StringBuilder();
        for (PtyProvider provider : candidates) {
            if (name.isEmpty() || name.get().equals(provider.name())) {
                Optional<String> reason = provider.unavailable();
                if (reason.isEmpty()) {
                    if (chosenBefore.add(provider)) {
                        told.accept("terminals are driven by \"" + provider.name() + "\"" + passedOver);
                    }
                    return provider;
                }
                passedOver.append("; ").append(provider.name()).append(": ").append(reason.get());
            }
        }
        throw new EngineException(
                name.map(wanted -> "no terminal provider \"" + wanted + "\" works here (there are "
                                        + String.join(", ", names()) + ")")
                                .orElse("no terminal provider works here")
                        + passedOver,
                null);
    }
}
