package dev.wsh.impl.pty;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.wsh.Conditions;
import dev.wsh.KillReport;
import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.testkit.PtyProviderContract;
import dev.wsh.testkit.RecordingHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What {@link HostileWorldTest} runs in a JVM of its own. */
final class HostileWorldProgram {
    private HostileWorldProgram() {}

    /** First the provider's name, then what to do, then a folder. */
    public static void main(String[] args) throws Exception {
        switch (args[1]) {
            case "full" -> full(args[0], args[2], /* kill= */ true);
            case "full-close" -> full(args[0], args[2], /* kill= */ false);
            case "blind" -> blind(args[0]);
            case "no-proc" -> {
                PtyProvider provider = PtyProviders.choose(Optional.of(args[0]));
                warm(provider);
                Process unmount = new ProcessBuilder("umount", "-l", "/proc")
                        .redirectErrorStream(true)
                        .start();
                if (unmount.waitFor() != 0) {
                    System.out.println("skip");
                }
                blind(args[0]);
            }
            case "orphans" -> orphans(args[0]);
            case "user" -> fullUser(args[0]);
            case "heap" -> heap(args[0], Integer.parseInt(args[2]));
            default -> throw new IllegalArgumentException(args[1]);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Loads classes and libraries that are read from below {@code /proc} or need it. */
    private static void warm(PtyProvider provider) {
        PtyProviders.warmUp(provider);
    }

    /** A session whose processes take all that there may be. */
    private static Session fill(Wsh wsh, String line) throws Exception {
        Session session = wsh.start(SessionSpec.command("/bin/bash", "-c", line));
        long end = System.nanoTime() + ofSeconds(20).toNanos();
        Path current = Path.of(System.getenv("WSH_TEST_CGROUP"), "pids.current");
        Path max = Path.of(System.getenv("WSH_TEST_CGROUP"), "pids.max");
        long most = Long.parseLong(Files.readString(max).strip());
        int full = 0;
        while (full < 20 && System.nanoTime() < end) {
            full = Long.parseLong(Files.readString(current).strip()) >= most ? full + 1 : 0;
            LibC.pause(5);
        }
        if (full == 0) {
            System.out.println("never full: " + Files.readString(current).strip() + " of " + most);
        }
        return session;
    }

    private static void full(String provider, String line, boolean kill) throws Exception {
        try (Wsh wsh =
                Wsh.builder().ptyProvider(provider).closeGrace(ofMillis(200)).open()) {
            Session session = fill(wsh, line);
            if (kill) {
                KillReport report = session.kill().block();
                System.out.println("killed: complete=" + report.complete() + " some="
                        + (report.gone().size() > 10));
            }
        }
        System.out.println("closed");
    }

    /** The same by the limit of a user's processes (RLIMIT_NPROC). */
    private static void fullUser(String provider) {
        try (Wsh wsh =
                Wsh.builder().ptyProvider(provider).closeGrace(ofMillis(200)).open()) {
            Session session = wsh.start(SessionSpec.command("/bin/bash", "-c", HostileWorldTest.FORTY));
            long end = System.nanoTime() + ofSeconds(20).toNanos();
            boolean full = false;
            while (!full && System.nanoTime() < end) {
                try {
                    new ProcessBuilder("true").start().waitFor();
                } catch (IOException e) {
                    full = true;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            KillReport report = session.kill().block();
            System.out.println("full=" + full + " killed: complete=" + report.complete() + " some="
                    + (report.gone().size() > 10));
        }
        System.out.println("closed");
    }

    /** Where nothing can be known of processes: the leader and its group are ended, and nobody says that this was all. */
    private static void blind(String name) throws Exception {
        PtyProvider provider = PtyProviders.choose(Optional.of(name));
        TestTime time = new TestTime();
        RecordingHandler handler = new RecordingHandler();
        Pty pty = provider.spawn(
                PtyProviderContract.command(
                        "/bin/sh",
                        "-c",
                        "trap '' HUP; sleep 1000 & echo pid=$!; echo ready; while :; do sleep 1000; done"),
                handler,
                time);
        String shown = handler.shows("ready").get();
        int job = shown.lines()
                .filter(line -> line.startsWith("pid="))
                .mapToInt(line -> Integer.parseInt(line.substring(4).strip()))
                .findFirst()
                .orElseThrow();
        for (Duration grace : List.of(ofMillis(50), Duration.ZERO)) {
            try {
                System.out.println(provider.end(List.of(pty), grace).get());
            } catch (ExecutionException e) {
                System.out.println(e.getCause().getMessage());
            }
        }
        System.out.println(handler.exit().get());
        long end = System.nanoTime() + ofSeconds(10).toNanos();
        while (LibC.kill(job, 0) == 0 && System.nanoTime() < end) {
            int[] status = new int[1];
            LibC.waitpid(job, status, 1); // where this is process 1, it falls to us
            LibC.pause(1);
        }
        System.out.println("job " + (LibC.kill(job, 0) == 0 ? "lives" : "gone"));
    }

    private static final Object[] NOTHING = {};
    private static volatile Object[] hoard = NOTHING;

    /** As an application that has used up the heap, holds it for a moment, and gives it back. */
    private static void exhaust() {
        for (int size : new int[] {16 * 1024, 512, 4}) {
            try {
                while (true) {
                    Object[] next = new Object[size];
                    next[0] = hoard;
                    hoard = next;
                }
            } catch (OutOfMemoryError e) {
                // goes on with smaller pieces
            }
        }
        LibC.pause(30);
        hoard = NOTHING;
        LibC.pause(10);
    }

    /** New sessions work afterwards, and all can be ended. */
    private static void heap(String provider, int times) {
        try (Wsh wsh =
                Wsh.builder().ptyProvider(provider).closeGrace(ofMillis(200)).open()) {
            useOnce(wsh);
            List<Session> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(wsh.start(SessionSpec.shellCommand("trap '' HUP; while :; do echo line; sleep 0.01; done")));
            }
            all.add(wsh.start(SessionSpec.command("cat").named("cat")));
            for (Session session : all) {
                session.awaitText("never").unbounded();
                session.onExit();
            }
            for (int i = 0; i < times; i++) {
                exhaust();
            }
            Session next = wsh.start(SessionSpec.command("cat").named("cat-2"));
            System.out.println(worksOrHasEnded(next) && next.exitStatus().isEmpty());
            for (Session session : all) {
                System.out.println(session.kill().within(ofSeconds(20)).block().complete());
            }
        }
        System.out.println("closed");
    }

    /** A class, of the JDK too, that can't be loaded for want of memory is lost to the JVM: those are loaded before. */
    private static void useOnce(Wsh wsh) {
        Session session = wsh.start(SessionSpec.command("cat"));
        Pending<?> never = session.awaitText("never");
        isDecided(session.awaitText("never").within(ofMillis(10)));
        session.kill().block();
        isDecided(never);
        worksOrHasEnded(session);
    }

    private static boolean worksOrHasEnded(Session session) {
        try {
            Mark now = session.mark();
            if (session.exitStatus().isEmpty() && session.name().startsWith("cat")) {
                session.sendLine("line");
            }
            session.await(Conditions.text("line").since(now))
                    .within(ofSeconds(10))
                    .block();
            return true;
        } catch (RuntimeException | Error e) { // what a session that ended within a write shows may be half a change
            return session.exitStatus().isPresent();
        }
    }

    private static boolean isDecided(Pending<?> wait) {
        try {
            wait.block();
            return true;
        } catch (WaitTimeoutException e) {
            return false;
        } catch (RuntimeException | Error e) {
            return true;
        }
    }

    private static void orphans(String provider) throws Exception {
        if (ProcessHandle.current().pid() != 1) {
            System.out.println("skip");
            return;
        }
        try (Wsh wsh = Wsh.builder().ptyProvider(provider).open()) {
            Session session = wsh.start(SessionSpec.command(
                    "/bin/sh",
                    "-c",
                    "for i in 1 2 3 4 5 6 7 8 9 10; do (setsid sleep 0.01 &); done; echo ready; read x"));
            session.awaitText("ready").within(ofSeconds(10)).block();
            long end = System.nanoTime() + ofSeconds(20).toNanos();
            boolean seen = false;
            while (System.nanoTime() < end && !(seen && dead().isEmpty())) {
                seen |= dead().size() == 10;
                LibC.pause(1);
            }
            System.out.println("seen=" + seen + " left=" + dead().size());
            Process own = new ProcessBuilder("/bin/sh", "-c", "exit 7").start();
            System.out.println("own child: " + own.waitFor());
            Session job = wsh.start(SessionSpec.command(
                    "/bin/sh", "-c", "for i in 1 2 3 4 5; do (setsid sleep 1000 &); done; echo ready; read x"));
            job.awaitText("ready").within(ofSeconds(10)).block();
            System.out.println("killed: " + job.kill().block().complete() + " left=" + dead().size());
        }
    }

    private static List<Integer> dead() {
        List<Integer> dead = new ArrayList<>();
        try (ProcFs proc = new ProcFs()) {
            proc.forEachPid(pid -> {
                ProcStat stat = proc.stat(pid);
                if (stat != null && !stat.alive() && stat.parent() == 1) {
                    dead.add(pid);
                }
            });
        }
        return dead;
    }
}
