package dev.wsh.impl.pty.bench;

import dev.wsh.KillReport;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Many sessions at once: how long they take to start and to end, what each costs, and what printing costs. */
final class SessionsBench {
    private static final long WARM_UP_SECONDS = 40;
    private static final int WARM_UP_ROUNDS = 20;
    private static final long MEASURED_SECONDS = 20;
    private static final String LINE = "a line of output that is neither short nor long";

    private SessionsBench() {}

    /** "cats" [number] or "printers" [number]. */
    public static void main(String[] args) throws Exception {
        int number = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        if (args.length > 0 && args[0].equals("printers")) {
            printers(number == 0 ? 500 : number);
        } else {
            cats(number == 0 ? 1000 : number);
        }
    }

    private static void cats(int number) throws Exception {
        try (Wsh wsh = Wsh.builder().maxSessions(number + 20).open()) {
            SessionSpec cat = SessionSpec.command("cat");
            for (int i = 0; i < 20; i++) {
                wsh.start(cat);
            }
            long threadsBefore = engineThreads();
            long rssBefore = settledRss();
            long begin = System.nanoTime();
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                sessions.add(wsh.start(cat));
            }
            double started = (System.nanoTime() - begin) / 1e9;
            long threads = engineThreads();
            long rss = settledRss();
            System.out.printf("%d sessions of cat started in %.2f s%n", number, started);
            System.out.printf("threads of the engine: %d with 20, %d with %d%n", threadsBefore, threads, number + 20);
            System.out.printf("memory for each: %.0f KB%n", (rss - rssBefore) / 1024.0 / number);
            System.out.printf("%d of them live%n", wsh.sessions().size());
            begin = System.nanoTime();
            KillReport report = wsh.kill().block();
            System.out.printf(
                    "all ended and proven gone in %.2f s: %d gone, %d survivors%n",
                    (System.nanoTime() - begin) / 1e9,
                    report.gone().size(),
                    report.survivors().size());
        }
    }

    private static long engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("wsh-"))
                .count();
    }

    private static long settledRss() throws Exception {
        for (int i = 0; i < 3; i++) {
            System.gc();
            pause(Duration.ofMillis(300));
        }
        return field("/proc/self/statm", 1) * 4096;
    }

    private static void printers(int number) throws Exception {
        // a read that times out instead of a sleep: 5,000 processes a second would be the load, not the lines
        String[] printer = {"bash", "-c", "while :; do echo '" + LINE + "'; read -t 0.1; done"};
        try (Wsh wsh = Wsh.builder().maxSessions(number).open()) {
            SessionSpec spec = SessionSpec.command(List.of(printer));
            for (int i = 0; i < number; i++) {
                wsh.start(spec);
            }
            for (int i = 0; i < WARM_UP_ROUNDS; i++) { // the loop has few rounds a second: it is compiled late
                pause(Duration.ofSeconds(WARM_UP_SECONDS / WARM_UP_ROUNDS));
                bytesRead(wsh); // or its compilation would be measured
            }
            long bytes = bytesRead(wsh);
            long ticks = cpuTicks(); // the marks are not what is measured
            long begin = System.nanoTime();
            pause(Duration.ofSeconds(MEASURED_SECONDS));
            double seconds = (System.nanoTime() - begin) / 1e9;
            long used = cpuTicks() - ticks;
            double lines = (bytesRead(wsh) - bytes) / (LINE.length() + 2.0) / seconds / number;
            System.out.printf(
                    "%d sessions printing %.1f lines a second each: %.1f %% of a core%n",
                    number, lines, used / seconds);
            wsh.kill().block();
        }
        List<String> peer = new ArrayList<>(List.of(Integer.toString(number), "5", Long.toString(MEASURED_SECONDS)));
        peer.addAll(List.of(printer));
        Peer.run("printers", peer.toArray(String[]::new))
                .ifPresent(percent -> System.out.printf("C, which throws them away: %.1f %% of a core%n", percent));
    }

    private static long bytesRead(Wsh wsh) {
        return wsh.sessions().stream()
                .mapToLong(session -> session.mark().outputOffset())
                .sum();
    }

    /** User and system time of this process, in hundredths of a second; not of its children. */
    private static long cpuTicks() throws IOException {
        return field("/proc/self/stat", 13) + field("/proc/self/stat", 14);
    }

    private static long field(String file, int index) throws IOException {
        return Long.parseLong(Files.readString(Path.of(file)).split(" ")[index]);
    }

    private static void pause(Duration time) throws Exception {
        CompletableFuture<Void> never = new CompletableFuture<>();
        try {
            never.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            return;
        }
    }
}
