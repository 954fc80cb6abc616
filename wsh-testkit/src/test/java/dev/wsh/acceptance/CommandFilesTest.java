package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What commands leave in the folder for temporary files: nothing, however the JVM ends. */
@Tag("pty")
@EnabledOnOs(OS.LINUX)
class CommandFilesTest {

    @TempDir
    private Path folder;

    private Process start(String end) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:-UsePerfData",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommandFilesProgram.class.getName(),
                        end)
                .redirectErrorStream(true)
                .start();
    }

    private void run(String end) throws Exception {
        Process jvm = start(end);
        String printed = new String(jvm.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, jvm.waitFor(), printed);
        assertTrue(printed.contains("begun\n"), printed);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void exit_withoutClose_leavesNothing() throws Exception {
        run("exit");
        assertEquals(List.of(), left());
    }

    @Test
    void close_leavesNothing() throws Exception {
        run("close");
        assertEquals(List.of(), left());
    }

    @Test
    void killed_leavesWhatTheNextSweeps_butNothingOfTheLivingOrOfOthers() throws Exception {
        Files.createDirectories(folder.resolve("wsh-commands-of-others")); // no file says that it is ours
        Files.writeString(folder.resolve("wsh-commands-of-others").resolve("notes"), "keep");
        Process living = start("wait");
        try (BufferedReader output = living.inputReader()) {
            assertEquals("begun", output.readLine());
            List<String> oftheLiving = left();
            assertTrue(oftheLiving.size() > 3, oftheLiving::toString);
            run("halt");
            assertTrue(left().size() > oftheLiving.size(), () -> left(oftheLiving));
            run("exit");
            assertEquals(oftheLiving, left());
            living.getOutputStream().close();
            living.waitFor();
        }
        assertEquals(List.of("wsh-commands-of-others", "wsh-commands-of-others/notes"), left());
    }

    private String left(List<String> living) {
        try {
            return living + " and " + left();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
