package dev.wsh.impl.wait.bench;

import dev.wsh.Outcomes;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes the outcomes of quiet members, one a turn: what a turn costs must not grow with the group. */
final class QuietMembers {
    private static final int MEMBERS = 2_000;
    private static final Duration QUIET = Duration.ofMillis(50);

    private QuietMembers() {}

    /** The argument is the number of rounds; the first one is that of a cold JVM. */
    public static void main(String[] args) throws InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        for (int round = 0; round < rounds; round++) {
            double few = drain(MEMBERS / 10);
            double all = drain(MEMBERS);
            System.out.printf(
                    Locale.ROOT,
                    "%d members drained: %.2f s of CPU, %.3f ms a turn; %d members: %.3f ms a turn%n",
                    MEMBERS,
                    all,
                    1000 * all / MEMBERS,
                    MEMBERS / 10,
                    1000 * few / (MEMBERS / 10));
        }
    }

    private static double drain(int members) throws InterruptedException {
        MemoryTerminals terminals = new MemoryTerminals();
        try (Wsh wsh = Wsh.builder().ptyProvider(terminals).maxSessions(members).open()) {
            List<MemoryTerminals.Terminal> all = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                wsh.start(SessionSpec.command("none").tags("job"));
                all.add(terminals.next());
            }
            all.forEach(terminal -> terminal.print("done\r\n".getBytes(StandardCharsets.UTF_8), 1));
            Thread.sleep(2 * QUIET.toMillis());
            return Cost.ofCpu(() -> {
                Outcomes turn = wsh.tagged("job").outcomes();
                for (int i = 0; i < members; i++) {
                    turn.awaitAnyIdle(QUIET).block();
                }
            });
        }
    }
}
