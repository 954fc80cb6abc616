package dev.wsh.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Races whose members end while they begin never lock up; each JVM has a schedule of its own. */
@EnabledOnOs(OS.LINUX)
class RaceInFreshJvmsTest {

    private static void run(String provider, int rounds, Duration patience) throws Exception {
        try (ChildJvm jvm = ChildJvm.start(RaceProgram.class, Integer.toString(rounds), provider)) {
            ChildJvm.Outcome outcome = jvm.await(patience);
            assertEquals(0, outcome.code(), outcome::printed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "fake"})
    @DisplayName("a JVM, 60 rounds each of exit and idle: every race comes to its end")
    void race_membersEndMeanwhile_comesToItsEnd(String provider) throws Exception {
        run(provider, 60, Duration.ofSeconds(100));
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"linux", "fake"})
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    @DisplayName("ten JVMs, 1,000 rounds each of exit and idle: every race comes to its end")
    void race_tenFreshJvms_noneHangs(String provider) throws Exception {
        for (int i = 0; i < 10; i++) {
            run(provider, Integer.getInteger("test.race.rounds", 1_000), Duration.ofMinutes(6));
        }
    }
}
