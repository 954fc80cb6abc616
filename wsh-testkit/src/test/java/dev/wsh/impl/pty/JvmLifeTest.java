package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds when the JVM itself ends, and in a JVM that was started in an odd state. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JvmLifeTest {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private static Process start(String shellPrefix, String... args) throws Exception {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "--add-opens=java.base/java.lang=ALL-UNNAMED", // to see which classes are loaded
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                JvmLifeProgram.class.getName()));
        java.addAll(Arrays.asList(args));
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", shellPrefix + " exec \"$@\"", "sh"));
        command.addAll(java);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process process) throws Exception {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        return line == null ? "(nothing; it ended with " + process.waitFor() + ")" : line;
    }

    private static List<Integer> pids(String line) {
        assertTrue(line.startsWith("pid="), line);
        return Arrays.stream(line.split(" "))
                .map(pid -> Integer.parseInt(pid.substring("pid=".length())))
                .toList();
    }

    private static boolean lives(int pid) {
        try (ProcFs proc = new ProcFs()) {
            ProcStat stat = proc.stat(pid);
            return stat != null && stat.alive();
        }
    }

    /** Ends a process and its children, which a killed JVM can't do any more; not another that has its number by now. */
    private static void destroy(int pid) {
        try (ProcFs proc = new ProcFs()) {
            if (proc.variable(pid, SessionMarker.VARIABLE) == null) {
                return;
            }
        }
        destroyTree(pid);
    }

    private static void destroyTree(int pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        });
    }

    private static void awaitGone(List<Integer> pids) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (pids.stream().anyMatch(JvmLifeTest::lives)) {
            if (System.nanoTime() > end) {
                fail("still alive: " + pids.stream().filter(JvmLifeTest::lives).toList());
            }
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    @DisplayName("130: a JVM that exits without close: no child outlives it")
    void exit_sessionsLeftOpen_nothingSurvives(String provider) throws Exception {
        Process jvm = start("", provider, "exit");
        List<Integer> pids = pids(firstLine(jvm));
        assertEquals(5, pids.size());
        assertEquals(0, jvm.waitFor());
        assertEquals(List.of(), pids.stream().filter(JvmLifeTest::lives).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void exit_leaderEndedAndTerminalIsClosed_backgroundJobsAreGone(String provider) throws Exception {
        Process jvm = start("", provider, "left");
        int pid = pids(firstLine(jvm)).get(0);
        assertEquals(0, jvm.waitFor());
        try {
            assertFalse(lives(pid));
        } finally {
            destroy(pid);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void exit_processIsKnownByItsParentOnly_isGoneAlthoughItIgnoresHangup(String provider) throws Exception {
        Process jvm = start("", provider, "hidden");
        int pid = pids(firstLine(jvm)).get(0);
        assertEquals(0, jvm.waitFor());
        try {
            assertFalse(lives(pid));
        } finally {
            destroyTree(pid);
        }
    }

    /** A limit below what is open leaves not even the descriptor that the engine keeps. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void end_notOneDescriptorCanBeOpened_failsAndTheLeaderEndsWithTheJvm(String provider) throws Exception {
        Process jvm = start("", provider, "blind");
        BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8);
        String first = lines.readLine();
        int pid = pids(first.substring(0, (first + " ").indexOf(' '))).get(0);
        try {
            assertEquals("pid=" + pid, first);
            Process limit = new ProcessBuilder("prlimit", "--pid", Long.toString(jvm.pid()), "--nofile=3:")
                    .redirectErrorStream(true)
                    .start();
            assertEquals(0, limit.waitFor());
            jvm.outputWriter().append('\n').close();
            String outcome = lines.readLine();
            assertTrue(
                    outcome != null && outcome.startsWith("dev.wsh.EngineException: cannot look for processes"),
                    outcome);
            assertEquals(0, jvm.waitFor());
            awaitGone(List.of(pid));
        } finally {
            destroy(pid);
        }
    }

    /** A JVM of root without the right to signal others, whose session starts a process of another user. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void end_processOfAnotherUser_isASurvivor(String provider) throws Exception {
        String without = "setpriv --inh-caps=-kill --bounding-set=-kill ";
        Process probe = new ProcessBuilder("/bin/sh", "-c", without + "setpriv --reuid=65534 --clear-groups true")
                .redirectErrorStream(true)
                .start();
        assumeTrue(probe.waitFor() == 0, "needs root and setpriv(1)");
        Process jvm = start("set -- " + without + "\"$@\";", provider, "survivor");
        String line = firstLine(jvm);
        int pid = pids(line.substring(0, line.indexOf(' '))).get(0);
        try {
            assertTrue(lives(pid));
            assertTrue(line.contains("survivor=" + pid + ",") || line.contains("survivor=" + pid + "]"), line);
            assertTrue(line.endsWith("complete=false"), line);
            jvm.waitFor();
        } finally {
            destroyTree(pid);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    @DisplayName("130: a JVM that is killed: no child outlives it but those that ignore a hangup or left their session")
    void kill_sessionsLeftOpen_whatHeedsHangupIsGone(String provider) throws Exception {
        Process jvm = start("", provider, "wait");
        List<Integer> pids = pids(firstLine(jvm));
        jvm.destroyForcibly().waitFor();
        try {
            // the leaders; of the kernel's hangup neither those that ignore it nor those in another session hear
            awaitGone(List.of(pids.get(0), pids.get(1)));
            assertTrue(lives(pids.get(3)), "a program that ignores HUP outlives a JVM that is killed");
        } finally {
            pids.forEach(JvmLifeTest::destroy);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "set -- nohup \"$@\"; | linux",
                "set -- nohup \"$@\"; | pty4j",
                "trap '' HUP INT QUIT; | linux",
                "trap '' HUP INT QUIT; | pty4j"
            })
    @DisplayName("107: a JVM whose SIGHUP is ignored (nohup), a session ended with HUP: it has the default and ends")
    void end_jvmIgnoresHangup_childrenDoNot(String how, String provider) throws Exception {
        Process jvm = start(how, provider, "hangup");
        assertEquals("HUP is ignored: true; signal HUP after HUP", firstLine(jvm));
        jvm.waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void onExit_jvmIgnoresChildSignal_statusIsKnown(String provider) throws Exception {
        Process jvm = start("trap '' CHLD;", provider, "status");
        assertEquals("exit 7", firstLine(jvm));
        jvm.waitFor();
    }

    /** In a JVM without the right to enter everything, if this one has it. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void check_directoryThatMayNotBeEntered_saysEacces(String provider, @TempDir Path dir) throws Exception {
        Path locked = Files.createDirectories(dir.resolve("locked/below"));
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(locked.getParent());
        String withoutRights =
                "[ \"$(id -u)\" = 0 ] && set -- setpriv --bounding-set=-dac_override,-dac_read_search \"$@\";";
        try {
            Files.setPosixFilePermissions(locked.getParent(), Set.of());
            for (Path each : List.of(locked.getParent(), locked)) {
                Process jvm = start(withoutRights, provider, "enter", each.toString());
                String line = firstLine(jvm);
                assertTrue(line.startsWith("cwd: ") && line.endsWith("permission denied (errno 13)"), line);
                jvm.waitFor();
            }
        } finally {
            Files.setPosixFilePermissions(locked.getParent(), before);
        }
    }

    /** In a mount namespace of its own with three terminals, which needs root. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void spawn_noTerminalsLeft_saysSoAndLeaksNothing(String provider) throws Exception {
        String threeTerminals = "mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,max=3 devpts /dev/pts"
                + " && mount --bind /dev/pts/ptmx /dev/ptmx";
        Process probe = new ProcessBuilder("unshare", "-m", "/bin/sh", "-c", threeTerminals)
                .redirectErrorStream(true)
                .start();
        assumeTrue(probe.waitFor() == 0, "needs root and unshare(1)");
        Process jvm = start(
                "[ \"$WSH_NS\" ] || { export WSH_NS=1; exec unshare -m /bin/sh -c '" + threeTerminals
                        + " && exec \"$@\"' sh \"$@\"; };",
                provider,
                "exhaust");
        String line = firstLine(jvm);
        assertTrue(line.startsWith("28 after 3: cannot open a pseudo-terminal: out of pseudo-terminals"), line);
        assertTrue(line.endsWith("leaked 0"), line);
        jvm.waitFor();
    }

    /** The terminal, what wakes its thread, and the slave that the child opens. */
    @ParameterizedTest
    @CsvSource({"1, OptionalInt[24]", "2, OptionalInt[24]", "3, OptionalInt.empty", "4, OptionalInt.empty"})
    void spawn_fewDescriptorsLeft_startsOrSaysSoAndLeavesNothing(int free, String errno) throws Exception {
        Process jvm = start("ulimit -n 256;", "pty4j", "scarce", Integer.toString(free));
        try {
            String expected = errno + (errno.endsWith("empty") ? " started 0" : "  0");
            assertEquals(expected, firstLine(jvm));
        } finally {
            jvm.descendants().forEach(ProcessHandle::destroyForcibly);
            jvm.destroyForcibly().waitFor();
        }
    }

    /**
     * pty4j returns in the child then, where a copy of the JVM would go on. It ends itself, unless the JVM is just then
     * waiting for its threads, which the copy does not have: that one is ended from outside.
     */
    @Test
    void spawn_childCannotOpenItsTerminal_saysSoAndLeavesNoCopy() throws Exception {
        Process jvm = start("", "pty4j", "lost-terminal");
        try {
            String line = firstLine(jvm);
            assertTrue(
                    line.equals("OptionalInt[2] cannot run sleep: the forked process could not open its terminal: "
                                    + "no such file or directory (errno 2); 0")
                            || line.equals("OptionalInt[11] cannot run sleep: the forked process does not get on; 0"),
                    line);
        } finally {
            jvm.descendants().forEach(ProcessHandle::destroyForcibly);
            jvm.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Djna.boot.library.path=/none -Djna.nosys=true -Djna.noclasspath=true | JNA cannot be loaded",
                "-Dpty4j.preferred.native.folder=/tmp | pty4j cannot be loaded"
            })
    void choose_nativeLibraryCannotBeLoaded_saysWhy(String options, String why) throws Exception {
        Process jvm = start("JAVA_TOOL_OPTIONS='" + options + "'; export JAVA_TOOL_OPTIONS;", "pty4j", "choose");
        String line = firstLine(jvm);
        assertTrue(line.startsWith("no terminal provider \"pty4j\" works here"), line);
        assertTrue(line.contains(why), line);
        jvm.waitFor();
    }
}
