package dev.wsh.stress;

import static dev.wsh.testkit.Steps.exit;
import static java.time.Duration.ofSeconds;

import dev.wsh.NoSessionsException;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.util.ArrayList;
import java.util.List;

/**
 * Races over four sessions that end at once, round after round: {@code awaitAnyExit} and {@code awaitAnyIdle} on a group
 * without a memory, while the ends of its members arrive.
 *
 * <p>Arguments: the number of rounds of each, and {@code linux}, {@code pty4j} or {@code fake}. Ends with 0 if every race
 * came to its end, with 3 and all threads if nothing moved for 30 seconds.
 */
public final class RaceProgram {

    private static final int MEMBERS = 4;

    private RaceProgram() {}

    /**
     * Runs the races.
     *
     * @param args rounds and provider
     */
    public static void main(String[] args) {
        int rounds = Integer.parseInt(args[0]);
        long begin = System.nanoTime();
        int won = 0;
        try (Watchdog watchdog = new Watchdog(
                        /* lanes= */ 1, ofSeconds(30), threads -> {
                            System.out.println(threads);
                            Runtime.getRuntime().halt(3);
                        });
                Wsh wsh = open(args[1])) {
            for (int round = 0; round < rounds; round++) {
                won += race(wsh, round, /* exit= */ true) ? 1 : 0;
                won += race(wsh, round, /* exit= */ false) ? 1 : 0;
                watchdog.step(0);
            }
        }
        System.out.printf(
                "%d rounds of each, %d races won by an end, %d s%n",
                rounds, won, (System.nanoTime() - begin) / 1_000_000_000);
    }

    private static Wsh open(String provider) {
        Wsh.Builder builder = Wsh.builder();
        return provider.equals("fake")
                ? builder.ptyProvider(FakePty.script().onStart(exit(0))).open()
                : builder.ptyProvider(provider).open();
    }

    /** One race; false if all had ended before it began. */
    private static boolean race(Wsh wsh, int round, boolean exit) {
        String tag = (exit ? "exit" : "idle") + round;
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            sessions.add(wsh.start(SessionSpec.shellCommand("exit 0").tags(tag)));
        }
        SessionGroup group = wsh.tagged(tag);
        try {
            if (exit) {
                group.awaitAnyExit().block();
            } else {
                group.awaitAnyIdle(ofSeconds(20)).block();
            }
            return true;
        } catch (NoSessionsException e) {
            return false;
        } finally {
            sessions.forEach(Session::close);
        }
    }
}
