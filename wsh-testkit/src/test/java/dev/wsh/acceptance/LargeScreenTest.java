package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Conditions;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A turn of a loop is bounded in time, not only in bytes. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeScreenTest {

    private static final Duration LATE = ofSeconds(2);

    /** Each sequence changes a million cells. A turn of them took seconds, in which nobody else had one. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    @DisplayName("a program that paints a screen of 1000 x 1000 all the time: the others are answered in time")
    void flood_ofCostlySequences_leavesTheOthersTheirTurns(String provider, @TempDir Path folder) throws IOException {
        Path flood = Files.writeString(folder.resolve("flood"), "\033[1;1;1000;1000;1$r".repeat(4000));
        try (Wsh wsh = Wsh.builder().ptyProvider(provider).open()) {
            Session painter = wsh.start(SessionSpec.shellCommand("echo ready; while :; do cat '" + flood + "'; done")
                    .size(1000, 1000));
            Session other = wsh.start(SessionSpec.command("cat"));
            painter.awaitText("ready").within(ofSeconds(20)).block();
            for (int i = 0; i < 8; i++) {
                long began = System.nanoTime();
                Mark typed = other.sendLine("ping");
                other.await(Conditions.text("ping").since(typed))
                        .within(ofSeconds(20))
                        .block();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                assertTrue(took.compareTo(LATE) < 0, "answered after " + took);
            }
        }
    }
}
