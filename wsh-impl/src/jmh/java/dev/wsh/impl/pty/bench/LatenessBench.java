package dev.wsh.impl.pty.bench;

import static java.time.Duration.ofMillis;

import dev.wsh.Conditions;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Outcomes;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Wsh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How late waits are on real terminals: a text from the program's write to the return of {@code block}, or to the begin
 * of a function that depends on the wait, beside a reader in C and a poll of the screen; idle from the end of its window, which begins with the program's write, to the return, of one
 * session and of many; and the first waits of a JVM.
 */
final class LatenessBench {

    private static final Duration WINDOW = ofMillis(200);
    private static final int WARM = 10_000;
    private static final Pattern TICK = Pattern.compile("tick (\\d+) (\\d+)\\.");

    private LatenessBench() {}

    /**
     * Measures.
     *
     * @param args {@code text <rounds>}, {@code idle <rounds>}, {@code many <sessions> <rounds>}, {@code cold <sessions>} or
     *     {@code cursor <sessions>}
     */
    public static void main(String[] args) throws Exception {
        Optional<Path> ticker = Peer.compile("ticker");
        if (ticker.isEmpty()) {
            return;
        }
        String program = ticker.get().toString();
        int number = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "text" -> text(program, number);
            case "idle" -> idle(program, number);
            case "many" -> many(program, number, Integer.parseInt(args[2]));
            case "cold" -> cold(program, number);
            case "cursor" -> cursor(program, number);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void print(String what, double[] millis) {
        System.out.printf(
                "%-36s median %7.3f ms, 99th percentile %7.3f ms, most %7.3f ms of %d%n",
                what,
                Peer.percentile(millis, 50),
                Peer.percentile(millis, 99),
                Peer.percentile(millis, 100),
                millis.length);
    }

    private static SessionSpec ticks(String program, int first, int least, int most) {
        return SessionSpec.command(program, Integer.toString(first), Integer.toString(least), Integer.toString(most));
    }

    // ---- text ----

    private static void text(String program, int rounds) throws Exception {
        print("text, wsh, the first blocks", blocked(program, rounds));
        warmUp(program);
        for (int i = 0; i < 3; i++) {
            print("text, wsh, block has returned", blocked(program, rounds));
            print("text, wsh, function has begun", completed(program, rounds));
            double[] peer = Peer.numbers("late", Integer.toString(rounds), program, "0", "3", "13");
            if (peer.length == 2) {
                System.out.printf(
                        "%-30s median %7.3f ms, 99th percentile %7.3f ms%n", "text, C", peer[0] / 1000, peer[1] / 1000);
            }
            print("text, poll of 50 ms", textPoll(program, rounds / 10));
        }
    }

    /** So many waits as it takes until all is compiled; a tick that was missed is not waited for. */
    private static void warmUp(String program) {
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(ticks(program, 500, 1, 1));
            int tick = 0;
            for (int i = 0; i < WARM; i++) {
                Optional<Match> match = session.awaitText("tick " + tick + " ")
                        .within(ofMillis(500))
                        .blockOptional();
                Screen screen = match.map(Match::screen).orElseGet(session::screen);
                while (stamp(screen, tick).isPresent()) {
                    tick++;
                }
                if (match.isEmpty()) {
                    Matcher newest = TICK.matcher(screen.text());
                    while (newest.find()) {
                        tick = Integer.parseInt(newest.group(1)) + 1;
                    }
                }
            }
        }
    }

    private static double[] blocked(String program, int rounds) {
        double[] late = new double[rounds];
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(ticks(program, 500, 3, 13));
            for (int i = 0; i < rounds; i++) {
                Match match = session.awaitText("tick " + i + " ").block();
                long now = System.nanoTime();
                late[i] = (now - stamp(match.screen(), i).orElseThrow()) / 1e6;
            }
        }
        return late;
    }

    private static double[] completed(String program, int rounds) {
        double[] late = new double[rounds];
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(ticks(program, 500, 3, 13));
            for (int i = 0; i < rounds; i++) {
                int tick = i;
                session.awaitText("tick " + i + " ")
                        .thenAccept(match -> {
                            long now = System.nanoTime();
                            late[tick] = (now - stamp(match.screen(), tick).orElseThrow()) / 1e6;
                        })
                        .join();
            }
        }
        return late;
    }

    private static double[] textPoll(String program, int rounds) throws InterruptedException {
        double[] late = new double[rounds];
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(ticks(program, 100, 53, 163));
            for (int i = 0; i < rounds; i++) {
                Optional<Long> stamp = stamp(session.screen(), i);
                while (stamp.isEmpty()) {
                    Thread.sleep(50);
                    stamp = stamp(session.screen(), i);
                }
                late[i] = since(stamp.get());
            }
        }
        return late;
    }

    private static Optional<Long> stamp(Screen screen, int tick) {
        for (String line : screen.lines()) {
            Matcher matcher = TICK.matcher(line);
            if (matcher.find() && Integer.parseInt(matcher.group(1)) == tick) {
                return Optional.of(Long.parseLong(matcher.group(2)));
            }
        }
        return Optional.empty();
    }

    /** {@link System#nanoTime} is the clock of the ticks. */
    private static double since(long stamp) {
        return (System.nanoTime() - stamp) / 1e6;
    }

    // ---- idle ----

    private static void idle(String program, int rounds) throws Exception {
        idleOf(program, 10);
        print("idle(200 ms), alone", idleOf(program, rounds));
        double[] peer = Peer.numbers("quiet", Integer.toString(rounds), "200", program, "100", "260", "340");
        if (peer.length == 2) {
            System.out.printf(
                    "%-30s median %7.3f ms, 99th percentile %7.3f ms%n", "the same, C", peer[0] / 1000, peer[1] / 1000);
        }
    }

    private static double[] idleOf(String program, int rounds) {
        double[] late = new double[rounds];
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(ticks(program, 100, 260, 340));
            Mark mark = session.startMark();
            for (int i = 0; i < rounds; i++) {
                Settled settled =
                        session.await(Conditions.idle(WINDOW).since(mark)).block();
                late[i] = lateness(settled);
                mark = settled.mark();
            }
        }
        return late;
    }

    /** How long after the window, which begins with the last tick. */
    private static double lateness(Settled settled) {
        long now = System.nanoTime();
        return (now - lastStamp(settled.screen())) / 1e6 - WINDOW.toMillis();
    }

    private static long lastStamp(Screen screen) {
        List<String> lines = screen.lines();
        for (int row = lines.size() - 1; row >= 0; row--) {
            Matcher matcher = TICK.matcher(lines.get(row));
            if (matcher.find()) {
                return Long.parseLong(matcher.group(2));
            }
        }
        throw new IllegalStateException("no tick on " + screen.text());
    }

    private static void many(String program, int sessions, int rounds) throws InterruptedException {
        int cold = (WARM + sessions - 1) / sessions;
        double[] late = chains(program, sessions, cold + rounds, 10_000);
        int warm = sessions * cold;
        print("idle, " + sessions + " over 1 s, the first", Arrays.copyOf(late, warm));
        print("idle, " + sessions + " over 1 s", Arrays.copyOfRange(late, warm, late.length));
    }

    /** Each session waits again as soon as it was idle; the windows of all are spread over a second; in the order of time. */
    private static double[] chains(String program, int sessions, int rounds, int first) throws InterruptedException {
        ConcurrentLinkedQueue<Double> late = new ConcurrentLinkedQueue<>();
        CountDownLatch left = new CountDownLatch(sessions);
        try (Wsh wsh = Wsh.builder().maxSessions(sessions + 1).open()) {
            for (int i = 0; i < sessions; i++) {
                Session session = wsh.start(ticks(program, first + 1000 * i / sessions, 1000, 1000));
                chain(session, session.startMark(), rounds, late, left);
            }
            left.await();
        }
        return late.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void chain(
            Session session, Mark mark, int rounds, ConcurrentLinkedQueue<Double> late, CountDownLatch left) {
        session.await(Conditions.idle(WINDOW).since(mark)).unbounded().thenAccept(settled -> {
            late.add(lateness(settled));
            if (rounds > 1) {
                chain(session, settled.mark(), rounds - 1, late, left);
            } else {
                left.countDown();
            }
        });
    }

    // ---- the first waits of a JVM ----

    private static void cold(String program, int sessions) throws InterruptedException {
        long begin = System.nanoTime();
        double[] late = chains(program, sessions, 1, 0);
        System.out.printf("%d sessions were idle %.0f ms after the first line of main%n", sessions, since(begin));
        print("idle, the first " + sessions, late);
    }

    /** One caller takes the outcomes of all, in a JVM that has done nothing before. */
    private static void cursor(String program, int sessions) {
        double[] late = new double[sessions];
        try (Wsh wsh = Wsh.builder().maxSessions(sessions).open()) {
            for (int i = 0; i < sessions; i++) {
                wsh.start(ticks(program, 1000 + 1000 * i / sessions, 1_000_000, 1_000_000));
            }
            Outcomes outcomes = wsh.outcomes();
            for (int i = 0; i < sessions; i++) {
                late[i] = lateness(outcomes.awaitAnyIdle(Conditions.idle(WINDOW).afterOutput())
                        .unbounded()
                        .block());
            }
        }
        print("idle, by a cursor", late);
    }
}
