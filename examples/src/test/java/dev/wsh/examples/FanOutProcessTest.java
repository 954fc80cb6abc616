package dev.wsh.examples;

import static dev.wsh.Conditions.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.Key;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fan-out's real main in a JVM of its own: into a pipe, and on a terminal, which is one of the library's. */
class FanOutProcessTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Goes up to draw over what is there: only a table does that. */
    private static final Pattern CURSOR_UP = Pattern.compile("\033\\[\\d+A");

    private static List<String> fanOut(String commands) {
        return List.of(
                JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dcommands=" + commands,
                FanOut.class.getName());
    }

    /** Starts it on a terminal by a shell line in which {@code "$@"} stands for it. */
    private static Session onTerminal(Wsh wsh, String line, String commands) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", line, "sh"));
        argv.addAll(fanOut(commands));
        return wsh.start(SessionSpec.command(argv).size(24, 100));
    }

    private static String raw(Session session) {
        return new String(session.outputSince(session.startMark()).bytes(), StandardCharsets.UTF_8);
    }

    private static List<String> processesWith(String text) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(text))
                .toList();
    }

    @Test
    void main_intoPipe_printsPlainLinesAndTellsFailureByItsStatus() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(fanOut("echo fine ;; echo broken; exit 3"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, process.waitFor(), printed);
        assertTrue(printed.contains("failed: echo-broken-exit-3 (exit 3)"), printed);
        assertFalse(printed.contains("\033"), printed);
    }

    @Test
    void main_onTerminal_drawsOneTable() {
        try (Wsh wsh = Wsh.open()) {
            Session session =
                    onTerminal(wsh, "exec \"$@\"", "printf '\\033[32mgreen\\033[0m' ;; sleep 0.7; echo 寿司; exit 4");
            ExitStatus exit = session.onExit().block();

            List<String> lines = session.screen().lines();
            assertEquals(OptionalInt.of(1), exit.code(), () -> String.join("\n", lines));
            assertTrue(lines.get(0).matches("printf-033-32mgreen-? +exit 0 +\\d+\\.\\d s  green"), lines.get(0));
            assertTrue(lines.get(1).matches("sleep-0-7-echo-exit +exit 4 +\\d+\\.\\d s  寿司"), lines.get(1));
            assertEquals("", lines.get(2));
            assertTrue(CURSOR_UP.matcher(raw(session)).find());
        }
    }

    @ParameterizedTest
    @CsvSource({"'\"$@\" </dev/null', true", "'\"$@\" | cat', false", "'TERM=dumb \"$@\"', false"})
    void main_redirected_drawsTableExactlyWhereOutputIsTerminal(String line, boolean table) {
        try (Wsh wsh = Wsh.open()) {
            Session session = onTerminal(wsh, line, "true");
            session.onExit().block();

            assertEquals(table, CURSOR_UP.matcher(raw(session)).find(), () -> raw(session));
        }
    }

    @Test
    void main_interrupted_leavesNothing() {
        String commands = "sleep 4561 ;; trap '' HUP; echo deaf; sleep 4562; sleep 4563 ;; nohup sleep 4564 >/dev/null";
        try (Wsh wsh = Wsh.open()) {
            Session session = onTerminal(wsh, "exec \"$@\"", commands);
            Screen table = session.await(visible("deaf").and(visible("nohup-sleep")))
                    .block()
                    .screen();
            session.press(Key.ctrl('c'));
            ExitStatus exit = session.onExit().block();

            assertEquals(OptionalInt.of(130), exit.shellCode(), table::text);
            assertEquals(List.of(), processesWith("sleep 456"));
            assertTrue(
                    Stream.of("sleep-4561", "trap-HUP-echo-deaf", "nohup-sleep-4564")
                            .allMatch(table.text()::contains),
                    table::text);
        }
    }

    @Test
    void main_watched_showsThePageUntilEnter() throws IOException, InterruptedException {
        try (Wsh wsh = Wsh.open()) {
            List<String> argv = new ArrayList<>(fanOut("echo one of two ;; echo two of two; exit 3"));
            argv.add(1, "-Dwatch=true");
            Session session = wsh.start(SessionSpec.command(argv).size(40, 100));
            String address = session.awaitText(Pattern.compile("watch it at (http://127\\.0\\.0\\.1:\\d+/)#(\\S+)"))
                    .block()
                    .group(0);
            session.awaitText("the page stays until you press Enter").block();
            String[] parts = address.substring(address.indexOf("http")).split("#", 2);
            HttpRequest request = HttpRequest.newBuilder(URI.create(parts[0] + "sessions?state=ended"))
                    .header("Authorization", "Bearer " + parts[1])
                    .build();
            String ended = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            assertTrue(ended.contains("\"name\":\"echo-one-of-two\"") && ended.contains("exit 3"), ended);
            session.press(Key.ENTER);
            assertEquals(ExitStatus.ofCode(1).code(), session.onExit().block().code());
        }
    }
}
