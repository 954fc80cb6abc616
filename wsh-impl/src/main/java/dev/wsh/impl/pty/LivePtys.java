package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that may have processes, so that a JVM that ends normally leaves nothing: its shutdown hook ends them.
 *
 * <p>A session whose leader has ended and whose terminal is closed may have background jobs. So it is kept, as a few words,
 * until an end has found that nothing of it is left. The engine ends every session that it does not retain, so there are no
 * more of them than sessions are retained, but for those whose processes survived.
 *
 * <p>A JVM that is killed runs no hook. Then the kernel closes the masters, which sends HUP to the leaders and to the
 * foreground groups; what ignores HUP lives on. This class is threadsafe.
 */
final class LivePtys {
    private static final Set<UnixPty> LIVE = ConcurrentHashMap.newKeySet();
    private static final Map<String, Target> LEFT = new ConcurrentHashMap<>();

    private LivePtys() {}

    private static boolean hooked; // guarded by the class
    private static volatile boolean goingDown;

    /**
     * To be called before anything is started.
     *
     * @throws EngineException if the JVM is going down, so that nothing would end a new process
     */
    static synchronized void prepare() {
        SpareDescriptor.keep();
        if (!hooked) {
            try {
                Runtime.getRuntime().addShutdownHook(new Hook());
                hooked = true;
            } catch (IllegalStateException e) {
                throw new EngineException("the JVM is going down; no process is started any more", e);
            }
        }
        if (goingDown) {
            throw new EngineException("the JVM is going down; no process is started any more", null);
        }
    }

    static void add(UnixPty pty) {
        LIVE.add(pty);
        if (goingDown) {
            pty.child().signal(Signals.KILL); // the hook may have looked already
        }
    }

    /** Its leader has ended and its terminal is closed. */
    static synchronized void closed(UnixPty pty) {
        if (LIVE.remove(pty)) {
            Target target = pty.target().withoutTerminal();
            LEFT.put(target.sessionId(), target);
        }
    }

    /** None of its processes is left, so there will be none. */
    static synchronized void ended(UnixPty pty) {
        LIVE.remove(pty);
        LEFT.remove(pty.target().sessionId());
    }

    static synchronized int count() {
        return LIVE.size() + LEFT.size();
    }

    private static synchronized List<Target> targets() {
        List<Target> targets = new ArrayList<>(LEFT.values());
        LIVE.forEach(pty -> targets.add(pty.target()));
        return targets;
    }

    /** Ends everything while the JVM goes down: HUP, a moment, then rounds of KILL. */
    private static final class Hook extends Thread {
        private static final int LOOKS = 40;
        private static final int LOOK_MILLIS = 5;

        Hook() {
            super("wsh-shutdown");
        }

        @Override
        public void run() {
            goingDown = true;
            List<Target> targets = targets();
            if (targets.isEmpty()) {
                return;
            }
            ProcessTree.Findings seen = ProcessTree.find(targets, EndService.known());
            for (int round = 0; round <= EndOperation.KILL_ROUNDS && !seen.none(); round++) {
                signal(seen, round == 0 ? new int[] {Signals.HUP, Signals.CONT} : new int[] {Signals.KILL});
                awaitGone(seen);
                seen = ProcessTree.find(targets, seen.found());
            }
            if (!seen.sure()) {
                LIVE.forEach(pty -> pty.child().signal(Signals.KILL)); // all that can be done without descriptors
            }
        }

        private static void signal(ProcessTree.Findings seen, int... signals) {
            try (ProcFs proc = new ProcFs()) {
                seen.found().forEach(each -> ProcessSignals.send(proc, each.process(), signals));
            }
        }

        /** There is no engine's clock any more; an empty poll is the only way to wait that needs none. */
        private static void awaitGone(ProcessTree.Findings seen) {
            try (NativeBlock none = new NativeBlock(Long.BYTES)) {
                for (int look = 0; look < LOOKS && !(seen.sure() && allGone(seen)); look++) {
                    LibC.poll(none.pointer(), 0, LOOK_MILLIS);
                }
            }
        }

        private static boolean allGone(ProcessTree.Findings seen) {
            try (ProcFs proc = new ProcFs()) {
                return seen.found().stream().allMatch(each -> ProcessSignals.isGone(proc, each.process()));
            }
        }
    }
}
