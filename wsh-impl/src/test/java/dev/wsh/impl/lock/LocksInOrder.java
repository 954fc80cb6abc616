package dev.wsh.impl.lock;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test in which some thread broke the order of locks, even if the engine survived it. */
public final class LocksInOrder implements AfterEachCallback, AfterAllCallback {

    @Override
    public void afterEach(ExtensionContext test) {
        check();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        check();
    }

    private static void check() {
        List<AssertionError> breaches = LockOrder.breaches();
        if (!breaches.isEmpty()) {
            AssertionError first = breaches.get(0);
            breaches.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
