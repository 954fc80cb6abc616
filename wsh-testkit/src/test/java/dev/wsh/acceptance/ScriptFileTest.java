package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.SessionSpec;
import dev.wsh.SpawnException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that were just written, are being written, or were written elsewhere. */
class ScriptFileTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = Integer.getInteger("test.scripts", 40);

    @TempDir
    Path folder;

    private Path script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @OnRealTerminals
    @DisplayName("a script written and started, while other threads do the same: it runs, each time")
    void start_justWritten_runs(World world) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (World.Lab lab = world.open()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                all.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        Path file = script(number + "-" + round, "#!/bin/sh\nexit 7\n");
                        assertEquals(
                                7,
                                lab.wsh()
                                        .start(SessionSpec.command(file.toString()))
                                        .onExit()
                                        .within(ofSeconds(30))
                                        .block()
                                        .code()
                                        .orElseThrow());
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @OnRealTerminals
    @DisplayName("a script that stays open for writing can't run, and the failure comes soon; closed, it runs")
    void start_openForWriting_isRefused(World world) throws Exception {
        Path file = script("open", "#!/bin/sh\nexit 7\n");
        SessionSpec spec = SessionSpec.command(file.toString());
        try (World.Lab lab = world.open()) {
            try (OutputStream open = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                open.flush();
                String message = assertThrows(
                                SpawnException.class, () -> lab.wsh().start(spec))
                        .getMessage();
                assertTrue(message.contains("text file busy") || message.contains("refused to run it"), message);
            }
            assertEquals(7, lab.wsh().start(spec).onExit().block().code().orElseThrow());
        }
    }

    @OnRealTerminals
    @DisplayName("a script with the line ends of Windows: the failure names its interpreter, and why it is none")
    void start_windowsLineEnds_saysSo(World world) throws Exception {
        Path file = script("windows", "#!/bin/sh\r\nexit 0\r\n");
        Path missing = script("missing", "#! /no/such/interp -x\n");
        try (World.Lab lab = world.open()) {
            String message = assertThrows(
                            SpawnException.class, () -> lab.wsh().start(SessionSpec.command(file.toString())))
                    .getMessage();
            assertTrue(message.contains("\"/bin/sh\\r\", does not exist"), message);
            assertTrue(message.contains("carriage return"), message);
            message = assertThrows(SpawnException.class, () -> lab.wsh().start(SessionSpec.command(missing.toString())))
                    .getMessage();
            assertTrue(message.contains("\"/no/such/interp\", does not exist (errno 2)"), message);
        }
    }
}
