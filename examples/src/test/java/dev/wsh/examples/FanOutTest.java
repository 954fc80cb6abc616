package dev.wsh.examples;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.Wsh;
import dev.wsh.examples.Run.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String commands, String... args) {
        return FanOut.run(
                args,
                commands,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_samples_allSucceed() {
        int code = run("");

        assertEquals("", complained());
        assertEquals(0, code, printed());
        assertTrue(Job.samples().size() >= 8);
        Job.samples().forEach(job -> assertTrue(printed().contains("\n" + job.name() + ": exit 0 after "), printed()));
        assertTrue(printed().contains("    200000\n"), printed());
    }

    @Test
    void run_oneFails_endsWithOneAndSaysWhich() {
        int code = run("echo fine ;; echo broken; exit 3 ;; kill -TERM $$");

        assertEquals(1, code);
        assertTrue(printed().contains("    broken\n"), printed());
        assertTrue(printed().contains("1 of 3 succeeded in "), printed());
        assertTrue(printed().contains("; failed: echo-broken-exit-3 (exit 3), kill-TERM (signal TERM)"), printed());
    }

    @Test
    void run_quietSession_isReportedBeforeItsEnd() {
        run("echo question; sleep 1.5; echo answer");

        assertTrue(printed().matches("(?s).* quiet +question\n.* exit 0 +answer\n.*"), printed());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ";;", " ;; \n ;;"})
    void run_noCommand_refusesAndExplains(String commands) {
        int code = run(commands);

        assertEquals(2, code);
        assertEquals("", printed());
        assertTrue(complained().startsWith("fan-out: there is no command in \""), complained());
        assertTrue(complained().contains("usage: FanOut"), complained());
    }

    @Test
    void run_lineWithNul_refusesAndStartsNothing() {
        int code = run("echo a ;; echo b\0c");

        assertEquals(2, code);
        assertEquals("", printed());
        assertTrue(complained().startsWith("fan-out: a command can't hold a NUL character"), complained());
    }

    @Test
    void run_arguments_refusesAndExplains() {
        assertEquals(2, run("true", "make all"));
        assertEquals("", printed());
        assertTrue(complained().startsWith("usage: FanOut"), complained());
    }

    @Test
    void run_help_prints() {
        assertEquals(0, run("true", "--help"));
        assertTrue(printed().startsWith("usage: FanOut"), printed());
    }

    @Test
    void parse_lines_namesThemByWhatTheyRun() {
        List<Job> jobs = Job.parse(" npm run test:unit ;; /usr/bin/make -C web\nmake -C web ;; \n !! ;; ? ");

        assertEquals(
                List.of(
                        new Job("npm-run-test-unit", "npm run test:unit"),
                        new Job("make-C-web", "/usr/bin/make -C web"),
                        new Job("make-C-web-2", "make -C web"),
                        new Job("command", "!!"),
                        new Job("command-2", "?")),
                jobs);
        assertThrows(IllegalArgumentException.class, () -> Job.parse(";;"));
    }

    @Test
    void fanOut_tenCommandsAtOnce_hasEveryStatusAndLastByteAndLeavesNothing() {
        fanOut(List.of(new Job("warm-up", "true")));
        Leftovers before = Leftovers.now();

        List<Result> results = fanOut(IntStream.range(0, 10)
                .mapToObj(i -> new Job("job-" + i, "seq " + i * 10_000 + "; printf 'END %s' " + i + "; exit " + i))
                .toList());

        Leftovers.now().assertNoMoreThan(before);
        assertAll(IntStream.range(0, 10).mapToObj(i -> () -> {
            Result result = results.get(i);
            assertEquals(ExitStatus.ofCode(i).code(), result.status().code());
            assertEquals("END " + i, result.lastLines().get(result.lastLines().size() - 1));
        }));
    }

    @Test
    void fanOut_jobsEndWhileTheyAreAskedFor_reportsEachOnce() {
        try (Wsh wsh = Wsh.open()) {
            for (int i = 0; i < 100; i++) {
                Result result = FanOut.fanOut(
                                wsh, List.of(new Job("job-" + i, "exit 4")), new PlainProgress(new PrintStream(out)))
                        .get(0);
                assertEquals(ExitStatus.ofCode(4).code(), result.status().code());
            }
        }
    }

    private List<Result> fanOut(List<Job> jobs) {
        try (Wsh wsh = Wsh.open()) {
            return FanOut.fanOut(wsh, jobs, new PlainProgress(new PrintStream(out, true, StandardCharsets.UTF_8)));
        }
    }
}
