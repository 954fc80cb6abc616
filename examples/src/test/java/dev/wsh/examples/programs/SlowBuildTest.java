package dev.wsh.examples.programs;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Outcomes;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Code that uses sessions, tested without programs and without waiting: fakes play the programs, and a virtual clock makes
 * an hour of their time take milliseconds, each time in the same order.
 */
class SlowBuildTest {

    /** Prints a line every 2 seconds for an hour, then asks a question. */
    private final FakePty build = FakePty.script()
            .onStart(every(ofSeconds(2), 1800, out("compiling\r\n")), out("deploy? "))
            .onInput("y\r", out("yes\r\n"), after(ofSeconds(90)), out("deployed\r\n"), exit(0))
            .onInput("n\r", out("no\r\n"), exit(1));

    private final VirtualTime time = new VirtualTime();
    private final Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(build).open();

    @AfterEach
    void close() {
        wsh.close();
        time.close();
    }

    private Session start(String name) {
        return wsh.start(SessionSpec.command("build", name).named(name).tags("ci"));
    }

    @Test
    void awaitIdle_anHourOfOutput_endsFiveSecondsAfterTheQuestion() {
        Session session = start("api");

        Settled settled = session.awaitIdle(ofSeconds(5)).within(ofHours(2)).block();

        assertTrue(settled.screen().text().endsWith("deploy?"), settled.screen().text());
        assertEquals(ofHours(1).plusSeconds(3), time.elapsed()); // the last line came at 59:58
    }

    @Test
    void awaitText_answered_endsAfterDeploying() {
        Session session = start("api");
        session.awaitText("deploy?").within(ofHours(2)).block();

        session.sendLine("y");

        assertTrue(session.onExit().within(ofHours(2)).block().success());
        assertEquals(ofHours(1).minusSeconds(2).plusSeconds(90), time.elapsed());
        assertEquals(List.of("y\r"), List.of(build.terminal().input()));
    }

    @Test
    void awaitIdle_neverQuiet_failsAtItsDeadlineWithTheScreen() {
        Session session = start("api");

        WaitTimeoutException failure = assertThrows(
                WaitTimeoutException.class,
                () -> session.awaitIdle(ofSeconds(5)).within(ofMinutes(10)).block());

        assertEquals(ofMinutes(10), time.elapsed());
        assertTrue(failure.getMessage().contains("compiling"), failure::getMessage);
    }

    @Test
    void outcomes_threeBuilds_areAnsweredAsTheySettleAndEnd() {
        List<String> log = new ArrayList<>();
        start("api");
        time.advance(ofSeconds(1));
        start("web");
        time.advance(ofSeconds(1));
        start("docs");

        Outcomes turn = wsh.tagged("ci").outcomes();
        while (!turn.isDrained()) {
            Settled settled = turn.awaitAnyIdle(ofSeconds(5)).unbounded().block();
            String name = settled.session().name();
            if (settled.exitStatus().isPresent()) {
                log.add(name + " " + settled.exitStatus().get());
            } else if (settled.screen().text().endsWith("deploy?")) {
                log.add(name + " asks");
                settled.session().sendLine(name.equals("docs") ? "n" : "y");
            }
        }

        assertEquals(List.of("api asks", "web asks", "docs asks", "docs exit 1", "api exit 0", "web exit 0"), log);
    }
}
