package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The system property {@code wsh.timeout.factor}, which is read once. */
class TimeoutFactorTest {

    private static String print(String property) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + property,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TimeoutFactorProgram.class.getName())
                .redirectErrorStream(true)
                .start();
        return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void factor_holdsOnceForEveryKindOfWait() throws IOException {
        assertEquals("""
                default 75000
                dependent of the default 75000
                within 2500
                dependent 2500
                dependent's dependent 2500
                composed 2500
                all 2500
                any 2500
                combined 2500
                group 2500
                """, print("wsh.timeout.factor=2.5"));
    }
}
