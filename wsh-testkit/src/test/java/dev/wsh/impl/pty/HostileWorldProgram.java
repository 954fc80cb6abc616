package dev.wsh.impl.pty;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.wsh.KillReport;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.testkit.PtyProviderContract;
import dev.wsh.testkit.RecordingHandler;
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
