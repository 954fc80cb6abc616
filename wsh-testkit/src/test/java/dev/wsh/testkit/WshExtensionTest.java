package dev.wsh.testkit;

import static dev.wsh.testkit.WshAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Conditions;
import dev.wsh.Emulator;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The extension, in tests that run inside this test. */
@EnabledOnOs(OS.LINUX)
class WshExtensionTest {

    @TempDir
    static Path files;

    @WshTest
    static class Injection {
        private final Wsh ofConstructor;
        private Session early;

        Injection(Wsh wsh) {
            ofConstructor = wsh;
        }

        @BeforeEach
        void start(@Terminal(shell = "echo early; cat", name = "early") Session session) {
            early = session;
        }

        @Test
        void shares(Wsh wsh, SessionGroup group, Recorder recorder, @Terminal(rows = 3, cols = 9) Emulator emulator) {
            assertSame(ofConstructor, wsh);
            assertSame(wsh, group);
            assertSame(early, wsh.get("early"));
            assertEquals(List.of(early), recorder.sessions());
            assertEquals(3, emulator.screen().rows());
            assertThat(early).shows("early");
        }

        @Test
        void starts(
                @Terminal(
                                value = {"sh", "-c", "stty size; echo $A $LANG $HOME; pwd; cat"},
                                rows = 10,
                                cols = 60,
                                env = "A=b",
                                tags = "t",
                                ready = "wsh-test")
                        Session session) {
            assertEquals("10 60", session.screen().line(0));
            String[] words = session.screen().line(1).split(" ");
            assertEquals("b C.UTF-8", words[0] + " " + words[1]);
            assertThat(session).row(2).isEqualTo(words[2]);
            assertTrue(session.tags().contains("t"));
            assertEquals("sh-0", session.name());
        }

        @Test
        void bareShell(@Terminal("bash") Session bash) {
            bash.sendLine("cat ~/.bashrc; echo $((6*7))");
            assertThat(bash).answers("42");
        }

        @RepeatedTest(2)
        void repeats(Wsh wsh) {
            assertEquals(List.of(early), wsh.sessions());
        }

        @TestFactory
        Stream<DynamicTest> dynamic(Wsh wsh) {
            return Stream.of("a", "b").map(name -> DynamicTest.dynamicTest(name, () -> assertSame(ofConstructor, wsh)));
        }

        @Nested
        class Inner {
            @Test
            void sharesWithOuter(Wsh wsh) {
                assertSame(ofConstructor, wsh);
                assertEquals(List.of(early), wsh.sessions());
            }
        }
    }

    @Test
    void injection_everyKind_works() {
        TestRun run = TestRun.of(Injection.class);
        assertEquals(Map.of(), run.failures());
        assertEquals(8, run.passed().size());
    }

    @WshTest
    static class Virtual {
        @Test
        void hour(Wsh wsh, VirtualTime time, FakePty fake) {
            fake.onStart(Steps.after(Duration.ofHours(1)), Steps.out("done"), Steps.exit(0));
            Session session = wsh.start(SessionSpec.command("build"));
            assertThat(session).atMost(Duration.ofHours(2)).shows("done");
            assertEquals(Duration.ofHours(1), time.elapsed());
        }

        @Test
        void real(@Terminal(shell = "echo real") Session session) {
            assertThat(session).shows("real").succeeds();
        }
    }

    @Test
    void virtualTime_askedFor_isForThatTestAlone() {
        TestRun run = TestRun.of(Virtual.class);
        assertEquals(Map.of(), run.failures());
    }

    static class Failing {
        @RegisterExtension
        final WshExtension wsh = WshExtension.builder()
                .files(files.resolve("failing"))
                .deadline(Duration.ofMillis(300))
                .build();

        @Test
        void plain(@Terminal(shell = "echo on the screen; cat", name = "one") Session one) {
            assertThat(one).shows("on the screen");
            one.sendLine("typed");
            assertThat(one).answers("typed");
            assertEquals(1, 2);
        }

        @Test
        void waits(@Terminal(shell = "echo here; cat", name = "a") Session a, @Terminal(shell = "cat") Session b) {
            assertThat(a).shows("not there");
        }

        @RepeatedTest(2)
        void repeated(@Terminal(shell = "cat") Session a) {
            throw new IllegalStateException("on purpose");
        }

        @TestFactory
        Stream<DynamicTest> dynamic(@Terminal(shell = "cat") Session a) {
            return Stream.of(DynamicTest.dynamicTest("wrong", () -> assertEquals(1, 2)));
        }

        @Test
        @Timeout(1)
        void tooLong(@Terminal(shell = "echo hangs; cat") Session a) throws InterruptedException {
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    @Test
    void failure_anyKind_keepsScreensAndFiles() throws IOException {
        TestRun run = TestRun.of(Failing.class);
        assertEquals(List.of(), run.passed());
        String plain = run.failure("plain(Session)");
        assertTrue(plain.contains("on the screen") && plain.contains("last inputs: \"typed\""), plain);
        assertTrue(run.failure("waits(Session, Session)").contains("expected session \"a\""));
        Path folder = files.resolve("failing");
        String name = Failing.class.getName();
        for (String file : List.of("screen.txt", "screen.ansi", "history.txt", "session.cast", "screen.svg")) {
            assertTrue(Files.size(folder.resolve(name + ".plain").resolve(file)) > 0, file);
            assertTrue(Files.exists(folder.resolve(name + ".waits/a").resolve(file)), file);
            assertTrue(Files.exists(folder.resolve(name + ".waits/sh-0").resolve(file)), file);
            assertTrue(Files.exists(folder.resolve(name + ".repeated[2]").resolve(file)), file);
            assertTrue(Files.exists(folder.resolve(name + ".dynamic").resolve(file)), file);
        }
        for (String test : List.of("plain", "waits", "repeated[1]", "repeated[2]", "dynamic", "tooLong")) {
            assertTrue(Files.size(folder.resolve(name + "." + test + "/trace.html")) > 0, test);
        }
        String stacks = Files.readString(folder.resolve(name + ".tooLong/stacks.txt"));
        assertTrue(stacks.contains("CountDownLatch"), stacks);
    }

    static class Leaking {
        private static final String DAEMON =
                "setsid sh -c 'touch up; exec sleep 4711' > /dev/null 2>&1 &" + " until [ -e up ]; do sleep 0.01; done";

        @RegisterExtension
        final WshExtension wsh =
                WshExtension.builder().files(files.resolve("leaking")).build();

        @Test
        void process(@Terminal(shell = DAEMON) Session a) {
            assertThat(a).succeeds();
        }

        @Test
        void pending(@Terminal(shell = "cat") Session a) {
            a.await(Conditions.visible("nobody looks"));
        }

        @Test
        void engine() {
            forget();
        }

        @Test
        void engineBeside(Wsh wsh) {
            forget();
        }

        @Test
        void nothing(@Terminal(shell = "cat & cat") Session a, Wsh wsh) {
            assertThat(a).isQuiet();
        }
    }

    private static void forget() {
        Wsh own = Wsh.open();
        forgotten.add(own);
        own.start(SessionSpec.command("cat"));
    }

    private static final List<Wsh> forgotten = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Test
    void leak_eachKind_failsAndIsNamed() {
        try {
            TestRun run = TestRun.of(Leaking.class);
            assertTrue(run.failure("process(Session)").contains("sleep 4711, which outlived its session"));
            assertTrue(run.failure("pending(Session)").contains("nobody looks"));
            String engine = run.failure("engineBeside(Wsh)");
            assertTrue(engine.contains("an engine was not closed") && engine.contains("/dev/ptmx"), engine);
            assertEquals(
                    List.of("engine()", "nothing(Session, Wsh)"),
                    run.passed().stream().sorted().toList());
        } finally {
            forgotten.forEach(Wsh::close);
        }
    }

    @WshTest
    static class Needing {
        @Test
        @EnabledIfProgram({"sh", "no-such-program"})
        void missing() {
            throw new IllegalStateException("must not run");
        }

        @Test
        @EnabledIfProgram("sh")
        @EnabledIfTerminals
        void there() {}
    }

    @Test
    void condition_missingProgram_skipsAndSaysSo() {
        TestRun run = TestRun.of(Needing.class);
        assertEquals(List.of("there()"), run.passed());
        assertTrue(run.skipped().get(0).contains("no-such-program is not installed"), run.skipped()::toString);
    }

    @WshTest
    static class Parallel {
        @RepeatedTest(200)
        void own(@Terminal(shell = "echo $$; cat") Session session, Wsh wsh) {
            assertEquals(List.of(session), wsh.sessions());
            String pid = String.valueOf(session.info().pid().orElseThrow());
            assertThat(session).shows(pid);
            session.sendLine("in " + pid);
            assertThat(session).shows("in " + pid);
        }
    }

    @Test
    void parallel_manyTests_shareNothing() {
        TestRun run = TestRun.of(
                Parallel.class,
                "junit.jupiter.execution.parallel.enabled=true",
                "junit.jupiter.execution.parallel.mode.default=concurrent",
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=16");
        assertEquals(Map.of(), run.failures());
        assertEquals(200, run.passed().size());
    }
}
