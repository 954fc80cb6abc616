package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for processes of sessions without the engine's help, by the mark in their environment. */
final class Orphans {

    private Orphans() {}

    static void assertNone(List<Session> sessions) {
        assertEquals(List.of(), of(sessions), "processes that outlive their session");
    }

    static List<String> of(List<Session> sessions) {
        return ofIds(sessions.stream().map(Session::id).toList());
    }

    static List<String> ofIds(List<String> ids) {
        List<String> marks =
                ids.stream().map(id -> "WSH_SESSION_ID=" + id + "\0").toList();
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> marks.stream().anyMatch(environment(process.pid())::contains))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
                .toList();
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone meanwhile, or another user's
        }
    }
}
