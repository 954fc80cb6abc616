package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole engine in a JVM of its own, where processes, memory or {@code /proc} are not as usual: in a control group with few
 * processes, in namespaces, with a full heap. What the machine forbids is skipped.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileWorldTest {
    private static final Path PIDS = Path.of("/sys/fs/cgroup/pids");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Path group = Path.of("");
    private @Nullable Process jvm;

    /** Whatever a test leaves is ended with its control group. */
    @AfterEach
    void endsEverything() throws Exception {
        if (jvm != null) {
            jvm.descendants().forEach(ProcessHandle::destroyForcibly);
            jvm.destroyForcibly().waitFor();
        }
        if (!group.toString().isEmpty()) {
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!members().isEmpty() && System.nanoTime() < end) {
                members().forEach(pid -> LibC.kill(Integer.parseInt(pid), Signals.KILL));
                LibC.pause(5);
            }
            Files.delete(group);
        }
    }

    private List<String> members() throws IOException {
        return Files.readAllLines(group.resolve("cgroup.procs"));
    }

    private void limitProcesses(int most) throws IOException {
        assumeTrue(Files.isWritable(PIDS), "needs a control group for processes that may be written");
        group = Files.createDirectory(
                PIDS.resolve("wsh-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
        Files.writeString(group.resolve("pids.max"), Integer.toString(most));
    }

    private static boolean works(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> run(String wrapper, List<String> options, String... args) throws Exception {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path")));
        java.addAll(options);
        java.add(HostileWorldProgram.class.getName());
        java.addAll(Arrays.asList(args));
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", wrapper + " exec \"$@\"", "sh"));
        command.addAll(java);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WSH_TEST_CGROUP", group.toString());
        Process started = builder.start();
        jvm = started;
        List<String> lines = new ArrayList<>();
        started.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add);
        started.waitFor();
        assumeFalse(lines.contains("skip"), "this machine does not allow it");
        return lines;
    }

    private String inGroup() {
        return "echo $$ >" + group + "/cgroup.procs;";
    }

    private void assertNothingIsLeft() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!members().isEmpty()) {
            if (System.nanoTime() > end) {
                fail("left: " + members());
            }
            LibC.pause(5);
        }
    }

    static final String FORTY = "for i in {1..60}; do setsid sleep 1000 & done; sleep 1000";
    private static final String BOMB = "bomb() { bomb | bomb & }; bomb; sleep 1000";
    private static final String SETSID_BOMB =
            "bomb() { while :; do setsid bash -c \"$(declare -f bomb); bomb\" & sleep 0.02; done; }; bomb";

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void kill_noProcessCanBeStarted_endsEverything(String provider) throws Exception {
        limitProcesses(60);
        assertEquals(
                List.of("killed: complete=true some=true", "closed"),
                run(inGroup(), List.of(), provider, "full", FORTY));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void close_noProcessCanBeStarted_endsEverything(String provider) throws Exception {
        limitProcesses(60);
        assertEquals(List.of("closed"), run(inGroup(), List.of(), provider, "full-close", FORTY));
        assertNothingIsLeft();
    }

    /** As a user that is not root, whose rights to read are kept for the sake of the class path. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void kill_userHasNoMoreProcesses_endsEverything(String provider) throws Exception {
        String asNobody = "setpriv --reuid=65534 --clear-groups --inh-caps=+dac_read_search,+dac_override"
                + " --ambient-caps=+dac_read_search,+dac_override ";
        assumeTrue(
                works("/bin/sh", "-c", asNobody + "prlimit --nproc=60 true"), "needs root, setpriv(1) and prlimit(1)");
        assumeTrue(ofNobody() == 0, "needs a user without processes");
        assertEquals(
                List.of("full=true killed: complete=true some=true", "closed"),
                run("set -- " + asNobody + "prlimit --nproc=60 \"$@\";", List.of(), provider, "user"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (ofNobody() > 0) {
            assertTrue(System.nanoTime() < end, "processes are left");
            LibC.pause(5);
        }
    }

    private static long ofNobody() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().user().filter("nobody"::equals).isPresent())
                .count();
    }

    @ParameterizedTest
    @CsvSource({"linux", "pty4j"})
    void close_forkBomb_endsEverything(String provider) throws Exception {
        limitProcesses(60);
        assertEquals(List.of("closed"), run(inGroup(), List.of(), provider, "full-close", BOMB));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"linux", "pty4j"})
    void close_forkBombThatLeavesItsSession_endsEverything(String provider) throws Exception {
        limitProcesses(60);
        assertEquals(List.of("closed"), run(inGroup(), List.of(), provider, "full-close", SETSID_BOMB));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void end_procOfAnotherNamespace_saysThatItIsNotSure(String provider) throws Exception {
        assumeTrue(works("unshare", "--pid", "--fork", "true"), "needs root and unshare(1)");
        assertNotSure(
                run("set -- unshare --pid --fork \"$@\";", List.of(), provider, "blind"), "/proc belongs to another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void end_noProc_saysThatItIsNotSure(String provider) throws Exception {
        assumeTrue(works("unshare", "--mount", "true"), "needs root and unshare(1)");
        List<String> lines = run("set -- unshare --mount \"$@\";", List.of(), provider, "no-proc");
        // the one that was mounted before is open: what it shows holds
        assertTrue(lines.get(0).startsWith("3 gone ("), lines::toString);
        assertEquals("job gone", lines.get(lines.size() - 1));
    }

    private static void assertNotSure(List<String> lines, String why) {
        for (String line : lines.subList(0, 2)) {
            assertTrue(line.startsWith("cannot look for processes, so some may be left: " + why), lines::toString);
        }
        assertEquals(List.of("signal KILL", "job gone"), lines.subList(2, 4));
    }

    /** Neither kill nor close hangs, and there is a loop for new sessions. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void heap_exhaustedSomeTimes_newSessionsWorkAndAllCanBeEnded(String provider) throws Exception {
        List<String> lines = run("", List.of("-Xmx32m"), provider, "heap", "10");
        List<String> expected = new ArrayList<>(Collections.nCopies(1 + 5, "true"));
        expected.add("closed");
        assertEquals(expected, lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void orphans_jvmIsProcess1_areReapedAndOwnChildrenAreNot(String provider) throws Exception {
        assumeTrue(works("unshare", "--pid", "--fork", "--mount-proc", "true"), "needs root and unshare(1)");
        assertEquals(
                List.of("seen=true left=0", "own child: 7", "killed: true left=0"),
                run("set -- unshare --pid --fork --mount-proc \"$@\";", List.of(), provider, "orphans"));
    }
}
