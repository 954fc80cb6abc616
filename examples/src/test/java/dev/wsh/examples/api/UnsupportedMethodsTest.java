package dev.wsh.examples.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The methods of the public API that are not there yet. Every method is tried; the list can only become shorter. */
class UnsupportedMethodsTest {

    /** Take a method out when it works. Nothing may be added. */
    private static final Set<String> UNSUPPORTED = Set.of();

    @Test
    void publicApi_everyMethodTried_onlyTheListedOnesAreUnsupported() throws ReflectiveOperationException {
        Set<String> unsupported = new TreeSet<>();
        List<String> tried = new ArrayList<>();
        for (Method method : PublicApi.methods()) {
            try (Probe probe = new Probe()) {
                String name = PublicApi.nameOf(method);
                tried.add(name);
                if (probe.isUnsupported(method)) {
                    unsupported.add(name);
                }
            }
        }

        assertEquals(new TreeSet<>(UNSUPPORTED), unsupported);
        assertTrue(tried.size() > 150, () -> tried.size() + " tried: " + tried);
    }
}
