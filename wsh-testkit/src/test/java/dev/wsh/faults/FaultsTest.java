package dev.wsh.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lives of sessions in which one thing fails: each system call in turn, each allocation in turn. Whatever fails, every public
 * operation completes or fails within its deadline, the close included, and no process and no descriptor is left.
 *
 * <p>The build fails each call once, and of the allocations some. {@code -Dwsh.faults=all} fails each, at the first and at the
 * second time, which takes a quarter of an hour.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "the agent's classes are checked more strictly by newer JVMs")
final class FaultsTest {

    private static final boolean ALL = "all".equals(System.getProperty("wsh.faults"));

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    @DisplayName("each system call fails in turn: everything completes or fails in time, nothing is left")
    void systemCall_eachFails_everythingIsDecidedAndNothingIsLeft(String provider) throws Exception {
        assertTrue(run(provider, "calls", 1) > 25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    @DisplayName(
            "there is no memory at one place after the other: everything completes or fails in time, nothing is left")
    void allocation_eachFails_everythingIsDecidedAndNothingIsLeft(String provider) throws Exception {
        assertTrue(run(provider, "memory", ALL ? 1 : 40) > 10);
    }

    /** Returns how many failures there were. */
    private static int run(String provider, String kind, int step) throws Exception {
        // by name, since javac warns of the annotations of its class
        String agent = new File(Class.forName("net.bytebuddy.agent.ByteBuddyAgent")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getPath();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + agent,
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaultProgram.class.getName(),
                        provider,
                        kind,
                        Integer.toString(step),
                        ALL ? "2" : "1")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            List<String> lines = new ArrayList<>();
            jvm.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add);
            assertEquals(0, jvm.waitFor(), lines::toString);
            String made = lines.remove(lines.size() - 1);
            assertEquals(List.of(), lines);
            assertTrue(made.matches("made up \\d+ failures at \\d+ places"), made);
            return Integer.parseInt(made.split(" ")[2]);
        } finally {
            jvm.descendants().forEach(ProcessHandle::destroyForcibly);
            jvm.destroyForcibly();
        }
    }
}
