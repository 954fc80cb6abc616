package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Cell;
import dev.wsh.Conditions;
import dev.wsh.Emulator;
import dev.wsh.Image;
import dev.wsh.KillReport;
import dev.wsh.Outcomes;
import dev.wsh.ProcessInfo;
import dev.wsh.Race;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What public objects say of themselves: readable in a log, harmless, and without secrets. */
class ReadableTest {

    private static final String HOSTILE = "a\033[31m\nERROR \u202e";

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void outcomes_registrationsAndPublishers_sayWhatTheyAre() {
        Session build = lab.start("build", "ci");
        Registration reply = build.on(Conditions.text("y/n"), (session, match) -> {});
        Registration listener = build.listen(event -> {});
        Outcomes outcomes = lab.wsh.tagged("ci").outcomes();
        Map<Object, String> words = new LinkedHashMap<>();
        words.put(outcomes, "outcomes of sessions tagged ci: build");
        words.put(reply, "the reply to text \"y/n\" in session build");
        words.put(listener, "a listener to session build");
        words.put(build.events(), "events of session build");
        words.put(build.activity(ofSeconds(1)), "activity of session build");
        words.put(build.screens(ofMillis(10)), "screens of session build");
        words.put(build.output(build.startMark()), "output of session build");
        words.put(lab.wsh.tagged("ci").events(), "events of sessions tagged ci: build");
        words.put(lab.wsh.listen(event -> {}), "a listener to all sessions");
        words.forEach((object, expected) -> assertEquals(expected, object.toString()));
        reply.close();
        listener.close();
    }

    @Test
    void settled_saysWhoAndHow() {
        Session build = lab.start("build");
        Settled quiet = build.awaitIdle(ofSeconds(1)).block();
        assertEquals("session \"build\" was quiet for 1.000 s, CONFIRMED", quiet.toString());
        lab.terminal(build).exit(3);
        assertEquals(
                "session \"build\" has ended: exit 3",
                build.awaitIdle(ofSeconds(1)).block().toString());
    }

    @Test
    void reports_areReadableAndHarmless() {
        KillReport.Gone gone = new KillReport.Gone(new ProcessInfo(7, "sleep 60", "id"), Optional.of(Signal.KILL));
        KillReport report = new KillReport(List.of(gone), List.of(new ProcessInfo(8, HOSTILE, "id")), ofMillis(1200));
        assertEquals(
                "1 gone (7: sleep 60, after KILL), 1 survived (8: a\\e[31m\\nERROR \\u202e), after 1.200 s",
                report.toString());
        assertEquals("0 gone, 0 survived, after 0 ms", new KillReport(List.of(), List.of(), ofMillis(0)).toString());
        assertEquals("2x1 pixels", new Image.Raster(2, 1, new int[2]).toString());
        Emulator emulator = Wsh.emulator(2, 20);
        emulator.feed("\033[31mx".getBytes(StandardCharsets.UTF_8));
        Cell red = emulator.screen().cell(0, 0);
        assertEquals("\"x\", red", red.toString());
        Session build = lab.start("build");
        assertEquals("session \"build\": a\\e[31m\\nERROR \\u202e", new Race.Winner<>(build, HOSTILE).toString());
    }

    @Test
    void specs_tellNoValuesOfVariables() {
        SessionSpec spec = SessionSpec.command("deploy", HOSTILE)
                .named("d")
                .env("TOKEN", "hunter2")
                .env("X", "hunter3");
        assertEquals("SessionSpec[" + spec.content() + "]", spec.toString(), "one place says it");
        lab.wsh.start(spec);
        for (String told : List.of(
                spec.toString(),
                spec.content().toString(),
                lab.pty.spawns().get(0).spec().toString(),
                lab.wsh.sessions().get(0).toString())) {
            assertFalse(told.contains("hunter"), told);
            assertFalse(told.contains("\033") || told.contains("\n"), told);
            assertTrue(told.contains("deploy"), told);
        }
        assertTrue(spec.toString().contains("with the variables TOKEN X"), spec::toString);
    }
}
