package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Outcomes;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Wsh;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** After close there is no process, no thread and no file descriptor more than before. */
@Tag("pty")
@EnabledOnOs(OS.LINUX)
class LeakTest {

    private static void useEverything(World world) {
        try (World.Lab lab = world.open(builder -> builder.closeGrace(ofMillis(100)))) {
            Wsh wsh = lab.wsh();
            List<String> lines = List.of(
                    "echo one",
                    "exit 3",
                    "kill -TERM $$",
                    "seq 2000",
                    "sleep 600 & echo background; exit 0",
                    "trap '' HUP; echo stubborn; sleep 600",
                    "read x; echo $x",
                    "sleep 600");
            for (String line : lines) {
                wsh.start(SessionSpec.shellCommand(line).tags("ci"));
            }
            Session cat = wsh.start(SessionSpec.command("cat"));
            cat.sendLine("hello");
            cat.awaitText("hello").within(ofSeconds(10)).block();
            cat.awaitText("never").cancel(false);
            cat.resize(30, 100);
            Outcomes ends = wsh.tagged("ci").outcomes();
            for (int i = 0; i < 5; i++) {
                Settled.Ended ended = ends.awaitAnyExit().within(ofSeconds(20)).block();
                assertTrue(ended.exitStatus().isPresent());
            }
            assertThrows(RuntimeException.class, () -> wsh.start(SessionSpec.command("/no/such/program")));
            assertEquals(4, wsh.sessions().size());
        }
    }

    @OnRealTerminals
    @DisplayName("27: many kinds of sessions on real terminals: nothing is left after close")
    void close_afterEverything_leavesNothing(World world) throws IOException {
        useEverything(world); // loads classes and native libraries, which stay
        Holdings before = Holdings.now();
        for (int i = 0; i < (world == World.PORTABLE ? 1 : 3); i++) {
            useEverything(world);
            Holdings.now().assertSameAs(before);
        }
    }

    @Test
    @DisplayName("Twin: what is left open is found")
    void holdings_somethingLeft_areFoundOut() throws Exception {
        Holdings before = Holdings.now();
        Process process = new ProcessBuilder("sleep", "600").start();
        Thread thread = new Thread(() -> process.onExit().join(), "wsh-left");
        try {
            thread.start();
            Holdings with = Holdings.now();
            assertThrows(AssertionError.class, () -> assertEquals(before.processes(), with.processes(), "processes"));
            assertThrows(AssertionError.class, () -> assertEquals(before.threads(), with.threads(), "threads"));
        } finally {
            process.destroyForcibly();
        }
        thread.join();
        Path file = Files.createTempFile("wsh", "leak");
        try (InputStream open = Files.newInputStream(file)) {
            List<String> with = Holdings.openDescriptors();
            assertTrue(with.contains(file.toString()), () -> with + " " + open);
        }
        Files.delete(file);
    }
}
