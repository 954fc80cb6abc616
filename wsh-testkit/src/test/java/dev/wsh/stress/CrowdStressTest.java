package dev.wsh.stress;

import static dev.wsh.testkit.Steps.all;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.ignore;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import dev.wsh.acceptance.Holdings;
import dev.wsh.impl.session.WaitsLeft;
import dev.wsh.testkit.Chunking;
import dev.wsh.testkit.FakePty;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many threads do at random what users do, in real time: none gets stuck, no error is logged, and nothing is left: no
 * wait, no process, no thread, no descriptor.
 */
@EnabledOnOs(OS.LINUX)
class CrowdStressTest {

    private static final Duration PATIENCE = ofSeconds(30);
    private static final int CALLERS = 16;
    private static final int SESSIONS = 12;

    private static final List<SessionSpec> PROGRAMS = List.of(
            SessionSpec.command("cat"),
            SessionSpec.shellCommand("while read line; do [ \"$line\" = quit ] && exit 3; echo got $line; done"),
            SessionSpec.shellCommand("exit 0"),
            SessionSpec.shellCommand("seq 300; read line; echo bye"),
            SessionSpec.shellCommand("i=0; while [ $i -lt 200 ]; do echo one $i; i=$((i+1)); sleep 0.01; done"),
            SessionSpec.shellCommand("trap '' HUP; echo stubborn; read line"));

    private static FakePty fake() {
        return FakePty.script()
                .echo(true)
                .chunking(Chunking.random(7, 40))
                .onStart(spec -> switch (spec.rows() % 3) {
                    case 0 -> exit(0);
                    case 1 -> every(ofMillis(3), 200, out("one two\r\n"));
                    default -> out("ready\r\n");
                })
                .onInput("quit\r", exit(3))
                .onInput(Pattern.compile("(\\w+)\r"), typed -> all(out("got " + typed.group(1) + "\r\n")))
                .onSignal(Signal.HUP, ignore());
    }

    private static Wsh open(String where) {
        Wsh.Builder builder = Wsh.builder().closeGrace(ofMillis(50)).retainEnded(20);
        return where.equals("fake")
                ? builder.ptyProvider(fake()).open()
                : builder.ptyProvider(where).open();
    }

    private static Function<SplittableRandom, SessionSpec> specs(String where) {
        return where.equals("fake")
                ? random -> SessionSpec.command("program").size(20 + random.nextInt(3), 80)
                : random -> Crowd.oneOf(random, PROGRAMS);
    }

    /** Threads of the platform, or virtual ones, which this release's API does not know yet. */
    private static ExecutorService threads(String kind) throws Throwable {
        if (kind.equals("platform")) {
            return Executors.newFixedThreadPool(CALLERS);
        }
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "needs virtual threads");
        return (ExecutorService) MethodHandles.publicLookup()
                .findStatic(
                        Executors.class,
                        "newVirtualThreadPerTaskExecutor",
                        MethodType.methodType(ExecutorService.class))
                .invoke();
    }

    private static void run(String where, String kind, Duration time) throws Throwable {
        long seed = Long.getLong("test.crowd.seed", System.nanoTime());
        System.out.println("stress on " + where + ", " + kind + " threads, " + Crowd.say(seed));
        Holdings before = warm(where);
        ExecutorService threads = threads(kind);
        try (ErrorLog log = new ErrorLog()) {
            Wsh wsh = open(where);
            Deeds deeds = new Deeds(wsh, specs(where), SESSIONS);
            new Crowd(seed, CALLERS, PATIENCE).act(time, threads, deeds);
            deeds.settle();
            Crowd.await(
                    "the end of the waits in " + WaitsLeft.of(wsh),
                    PATIENCE,
                    () -> WaitsLeft.of(wsh).isEmpty());
            Thread closing = new Thread(wsh::close, "closing");
            closing.start();
            Crowd.await("the end of close", PATIENCE, () -> !closing.isAlive());
            for (Session session : deeds.all()) {
                assertTrue(session.info().exitStatus().isPresent(), () -> session + " has not ended");
            }
            assertEquals(List.of(), log.errors(), log::all);
            System.out.println(deeds.all().size() + " sessions");
        } finally {
            threads.shutdown();
        }
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS), Watchdog::threads);
        Holdings.now().assertSameAs(before);
    }

    /** Loads classes and native libraries, which stay. */
    private static Holdings warm(String where) throws Exception {
        try (Wsh wsh = open(where)) {
            wsh.start(specs(where).apply(new SplittableRandom(1)))
                    .awaitIdle(ofMillis(1))
                    .block();
        }
        return Holdings.now();
    }

    @ParameterizedTest
    @CsvSource({"fake, platform", "linux, platform", "linux, virtual", "pty4j, platform"})
    @DisplayName("a few seconds: nothing stuck, no error logged, nothing left")
    void crowd_someSeconds_leavesNothing(String where, String kind) throws Throwable {
        run(where, kind, ofSeconds(Long.getLong("test.crowd.seconds", 3)));
    }

    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"fake, platform", "fake, virtual", "linux, platform", "linux, virtual", "pty4j, platform"})
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    @DisplayName("ten minutes: nothing stuck, no error logged, nothing left")
    void crowd_tenMinutes_leavesNothing(String where, String kind) throws Throwable {
        run(where, kind, ofSeconds(Long.getLong("test.crowd.seconds", 600)));
    }
}
