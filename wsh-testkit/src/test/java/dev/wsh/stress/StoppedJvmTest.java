package dev.wsh.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that is stopped in the middle of its waits, while its programs go on, misses nothing. */
@EnabledOnOs(OS.LINUX)
class StoppedJvmTest {

    private static void run(String provider) throws Exception {
        try (ChildJvm jvm = ChildJvm.start(StoppedJvmProgram.class, provider)) {
            jvm.awaitLine("go");
            String pid = Long.toString(jvm.pid());
            command("kill", "-STOP", pid);
            command("sleep", "2");
            command("kill", "-CONT", pid);
            ChildJvm.Outcome outcome = jvm.await(Duration.ofSeconds(60));
            assertEquals(0, outcome.code(), outcome::printed);
        }
    }

    private static void command(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    @DisplayName("stopped for 2 s: what happened in time counts, and a failure says how long the JVM stood still")
    void stopped_whileProgramsGoOn_missesNothing(String provider) throws Exception {
        run(provider);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @DisplayName("36 times")
    void stopped_36Times_missesNothing(String provider) throws Exception {
        for (int i = 0; i < 36; i++) {
            run(provider);
        }
    }
}
