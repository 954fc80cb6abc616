package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import dev.wsh.spi.TimeSource;
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
 * foreground groups; what ignores HUP lives on. This class is thread-safe.
 */
final class LivePtys {
    private static final Set<UnixPty> LIVE = ConcurrentHashMap.newKeySet();
    private static final Map<String, Target> LEFT = new ConcurrentHashMap<>();

    private LivePtys() {}

    private static boolean hooked; // guarded by the class
    private static volatile boolean goingDown;
    private static volatile long firstStart;

    /**
     * To be called before each start: makes what ends need, so that they find it when the system has no more of it. {@link
     * #giveBack} must follow if nothing was started.
     *
     * @throws EngineException if the JVM is going down, so that nothing would end a new process
     * @throws Error if there is no thread for ends
     */
    static void prepare(TimeSource time) {
        prepareHook();
        EndService.hold(time);
    }

    /** Nothing was started. */
    static void giveBack(TimeSource time) {
        EndService.release(time);
    }

    /** When the first session was about to be started, in ticks since boot: none of its processes is older. */
    static long firstStart() {
        return firstStart;
    }

    private static synchronized void prepareHook() {
        SpareDescriptor.keep();
        ProcRoot.fd();
        if (firstStart == 0) {
            firstStart = ProcFs.uptimeTicks();
        }
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
            pty.signalLeader(Signals.KILL); // the hook may have looked already
        }
    }

    /** Whether a process leads a terminal of ours, so that somebody waits for its end. */
    static boolean isLeader(int pid) {
        return LIVE.stream().anyMatch(pty -> pty.child().pid() == pid);
    }

    /** Its leader has ended and its terminal is closed. */
    static synchronized void closed(UnixPty pty) {
        if (LIVE.contains(pty)) {
            Target target = pty.target().withoutTerminal();
            LEFT.put(target.sessionId(), target);
            LIVE.remove(pty);
        }
    }

    /** None of its processes is left, so there will be none. */
    static void ended(UnixPty pty) {
        forget(pty);
        if (pty.giveBack()) {
            EndService.release(pty.time());
        }
    }

    private static synchronized void forget(UnixPty pty) {
        LIVE.remove(pty);
        LEFT.remove(pty.sessionId());
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

        /** Where the system has no thread for it, it runs on the one that ends the JVM. */
        @Override
        public synchronized void start() {
            try {
                super.start();
            } catch (OutOfMemoryError e) {
                endAll();
            }
        }

        @Override
        public void run() {
            endAll();
        }

        private static void endAll() {
            goingDown = true;
            List<Target> targets = targets();
            if (targets.isEmpty()) {
                return;
            }
            ProcessTree.Findings seen = ProcessTree.find(targets, EndService.known());
            for (int round = 0; round <= EndOperation.KILL_ROUNDS && !seen.none(); round++) {
                if (round == 0) {
                    signal(seen, Signals.HUP, Signals.CONT);
                } else {
                    signal(seen, Signals.KILL);
                    seen.found().stream()
                            .filter(ProcessTree.Found::groupToo)
                            .forEach(each -> ProcessSignals.sendToGroup(each.process(), Signals.KILL));
                    targets.forEach(each -> each.terminal().signalLeader(Signals.KILL));
                }
                awaitGone(seen);
                seen = ProcessTree.find(targets, seen.found());
            }
        }

        private static void signal(ProcessTree.Findings seen, int... signals) {
            try (ProcFs proc = new ProcFs()) {
                seen.found().forEach(each -> ProcessSignals.send(proc, each.process(), signals));
            }
        }

        /** There is no engine's clock any more. */
        private static void awaitGone(ProcessTree.Findings seen) {
            for (int look = 0; look < LOOKS && !(seen.sure() && allGone(seen)); look++) {
                LibC.pause(LOOK_MILLIS);
            }
        }

        private static boolean allGone(ProcessTree.Findings seen) {
            try (ProcFs proc = new ProcFs()) {
                return seen.found().stream().allMatch(each -> ProcessSignals.isGone(proc, each.process()));
            }
        }
    }
}
