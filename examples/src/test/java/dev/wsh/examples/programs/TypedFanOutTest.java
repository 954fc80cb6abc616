package dev.wsh.examples.programs;

import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Outcomes;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Wsh;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A fan-out whose sessions are of two kinds: a command, which ends, and shells that are typed into, which show their prompt
 * when they are done.
 */
class TypedFanOutTest {
    private static final String PROMPT = "ready> ";

    @Test
    void fanOut_commandAndShells_gathersAllResults() {
        Map<String, String> results = new HashMap<>();
        int failures = 0;
        try (Wsh wsh = Wsh.open()) {
            SessionSpec shell = SessionSpec.shell(Path.of("/bin/sh"))
                    .env("PS1", PROMPT)
                    .readyWhen(visible(PROMPT))
                    .tags("ci");
            wsh.start(SessionSpec.shellCommand("echo 'unit tests'; exit 3")
                    .named("unit")
                    .tags("ci"));
            type(wsh.start(shell.named("e2e")), "sleep 0.3; echo end to end");
            type(wsh.start(shell.named("lint")), "echo no lint");

            Outcomes turn = wsh.tagged("ci").outcomes();
            while (!turn.isDrained()) {
                Optional<Settled> next =
                        turn.awaitAnyIdle(ofMillis(200)).within(ofSeconds(10)).blockOptional();
                if (next.isEmpty()) {
                    continue; // all are still busy: the place to draw progress
                }
                Settled settled = next.get();
                Session session = settled.session();
                if (settled.exitStatus().isPresent()) {
                    failures += settled.exitStatus().get().success() ? 0 : 1;
                    results.put(session.name(), settled.screen().text());
                } else if (isAtPrompt(settled)) {
                    results.put(
                            session.name(),
                            settled.screen().line(settled.screen().cursor().row() - 1));
                    session.close(); // its purpose is served; a closed session leaves the race without a report
                }
            }
        }

        assertEquals(1, failures);
        assertEquals(Map.of("unit", "unit tests", "e2e", "end to end", "lint", "no lint"), results);
    }

    /** Types a line once the prompt is there: the terminal echoes what is typed before it, and the prompt follows later. */
    private static void type(Session shell, String line) {
        shell.ready().within(ofSeconds(10)).block().sendLine(line);
    }

    /** The cursor stands behind a prompt; a row has no trailing blanks. */
    private static boolean isAtPrompt(Settled settled) {
        int row = settled.screen().cursor().row();
        return settled.screen().line(row).equals(PROMPT.stripTrailing())
                && settled.screen().cursor().col() == PROMPT.length();
    }
}
