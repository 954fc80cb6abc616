package dev.wsh.examples.programs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.KillReport;
import dev.wsh.Outcomes;
import dev.wsh.SessionGroup;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.SpawnException;
import dev.wsh.Wsh;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A build tool: more work than slots, three builds at a time, and a user who may cancel. */
class BuildToolTest {
    private static final int SLOTS = 3;

    private final Deque<SessionSpec> todo = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private int mostAtOnce;

    /** Builds all that is to do, until it is cancelled after some builds. */
    private void build(int cancelAfter) {
        try (Wsh wsh = Wsh.builder().maxSessions(SLOTS).open()) {
            SessionGroup builds = wsh.tagged("build");
            Outcomes done = builds.outcomes();
            int finished = 0;
            while (!todo.isEmpty() || !done.isDrained()) {
                fill(wsh, builds);
                Optional<Settled.Ended> next =
                        done.awaitAnyExit().within(ofMillis(200)).blockOptional();
                if (next.isPresent()) {
                    Settled.Ended ended = next.get();
                    log.add(ended.session().name() + " " + ended.status());
                    finished++;
                }
                if (finished == cancelAfter && !builds.isEmpty()) {
                    todo.clear();
                    KillReport report = builds.terminate(ofSeconds(3)).block(); // the cursor reports them, too
                    assertTrue(report.complete(), report::toString);
                }
            }
        }
    }

    private void fill(Wsh wsh, SessionGroup builds) {
        while (!todo.isEmpty() && builds.sessions().size() < SLOTS) {
            try {
                wsh.start(todo.remove().tags("build"));
            } catch (SpawnException e) {
                log.add(e.executable() + " can't be started");
            }
            mostAtOnce = Math.max(mostAtOnce, builds.sessions().size());
        }
    }

    private static SessionSpec module(int number, String line) {
        return SessionSpec.shellCommand(line).named("module-" + number).env("CI", "1");
    }

    @Test
    void build_moreThanSlots_runsAllAndReportsEachOnce() {
        IntStream.range(0, 9).forEach(i -> todo.add(module(i, "sleep 0.05; exit " + i)));
        todo.add(SessionSpec.command("no-such-compiler").named("broken"));

        build(/* cancelAfter= */ -1);

        Collections.sort(log);
        List<String> expected = new ArrayList<>(IntStream.range(0, 9)
                .mapToObj(i -> "module-" + i + " exit " + i)
                .toList());
        expected.add("no-such-compiler can't be started");
        assertEquals(expected, log);
        assertEquals(SLOTS, mostAtOnce);
    }

    @Test
    void build_cancelled_endsWhatRunsAndStartsNoMore() {
        todo.add(module(0, "true"));
        IntStream.range(1, 9).forEach(i -> todo.add(module(i, "sleep 300")));

        build(/* cancelAfter= */ 1);

        assertEquals("module-0 exit 0", log.get(0));
        assertTrue(
                log.size() == SLOTS || log.size() == SLOTS + 1, log::toString); // the first may have made room for one
        assertTrue(log.stream().skip(1).allMatch(line -> line.endsWith(" signal HUP")), log::toString);
    }
}
