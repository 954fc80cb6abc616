package dev.wsh.impl.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those of the engine who look after each change of a session and at its end; called with the session's lock held. */
final class Watchers {

    private final List<Runnable> all = new CopyOnWriteArrayList<>();

    /** Adds one who is called from now on; what is called must be quick. */
    void add(Runnable watcher) {
        all.add(watcher);
    }

    void remove(Runnable watcher) {
        all.remove(watcher);
    }

    void tell() {
        for (Runnable watcher : all) {
            watcher.run();
        }
    }
}
