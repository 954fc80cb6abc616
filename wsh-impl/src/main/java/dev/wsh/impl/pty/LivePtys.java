package dev.wsh.impl.pty;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The terminals whose leader may live, so that a JVM that ends normally leaves nothing: its shutdown hook ends them.
 *
 * <p>A JVM that is killed runs no hook. Then the kernel closes the masters, which sends HUP to the leaders and to the
 * foreground groups; what ignores HUP lives on. This class is threadsafe.
 */
final class LivePtys {
    private static final Set<UnixPty> LIVE = ConcurrentHashMap.newKeySet();

    private LivePtys() {}

    /** Registers the hook when it is first used; a JVM that is already going down refuses that, and new processes. */
    private static final class Hook extends Thread {
        private static final int ROUNDS = 5;
        private static final int LOOKS = 40;
        private static final int LOOK_MILLIS = 5;

        static {
            Runtime.getRuntime().addShutdownHook(new Hook());
        }

        private Hook() {
            super("wsh-shutdown");
        }

        static void ensure() {
            // the static initializer has done it
        }

        @Override
        public void run() {
            List<Target> targets = new ArrayList<>();
            LIVE.forEach(pty -> targets.add(pty.target()));
            if (targets.isEmpty()) {
                return;
            }
            try (ProcFs proc = new ProcFs()) {
                List<ProcessTree.Found> found = ProcessTree.find(targets);
                for (int round = 0; round <= ROUNDS && !found.isEmpty(); round++) {
                    for (ProcessTree.Found each : found) {
                        if (round == 0) {
                            ProcessSignals.send(proc, each.process(), Signals.HUP, Signals.CONT);
                        } else {
                            ProcessSignals.send(proc, each.process(), Signals.KILL);
                        }
                    }
                    awaitGone(proc, found);
                    found = ProcessTree.find(targets);
                }
            }
        }

        /** There is no engine's clock any more; an empty poll is the only way to wait that needs none. */
        private static void awaitGone(ProcFs proc, List<ProcessTree.Found> found) {
            try (NativeBlock none = new NativeBlock(Long.BYTES)) {
                for (int look = 0; look < LOOKS; look++) {
                    if (found.stream().noneMatch(each -> ProcessSignals.isAlive(proc, each.process()))) {
                        return;
                    }
                    LibC.poll(none.pointer(), 0, LOOK_MILLIS);
                }
            }
        }
    }

    static void add(UnixPty pty) {
        Hook.ensure();
        LIVE.add(pty);
    }

    static void remove(UnixPty pty) {
        LIVE.remove(pty);
    }

    static int count() {
        return LIVE.size();
    }
}
