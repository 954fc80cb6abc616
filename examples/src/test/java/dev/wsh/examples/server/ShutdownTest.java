package dev.wsh.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wsh.examples.server.Client.Answer;
import dev.wsh.examples.server.Events.Rest;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a server leaves undone when it ends: nothing. */
@EnabledOnOs(OS.LINUX)
class ShutdownTest {

    @Test
    void shutdown_readersAndWaiters_getTheEnd(@TempDir Path folder) throws Exception {
        ServerLab lab = new ServerLab(folder);
        JsonNode created = lab.client
                .post(
                        "/sessions",
                        "{\"name\":\"s\",\"command\":\"trap 'seq 5000; echo bye; exit 9' HUP; echo up; while :; do sleep 0.05; done\"}")
                .expect(201)
                .json();
        lab.wsh.get("s").awaitText("up").block();
        try (Events events = lab.client.events("/sessions/s/output")) {
            events.until("up\r\n");
            CompletableFuture<Answer> wait = lab.client.getAsync("/sessions/s/idle?quiet=600000&timeout=900000");
            CompletableFuture<Answer> any = lab.client.getAsync("/idle?quiet=600000&timeout=900000");
            awaitWaits(lab, 2);

            lab.server.shutdown(Duration.ofSeconds(10));

            Rest rest = events.rest();
            assertTrue(rest.text().contains("1\r\n2\r\n3\r\n") && rest.text().endsWith("5000\r\nbye\r\n"), rest.text());
            assertEquals(9, rest.end().at("/exit/code").asInt());
            assertEquals(9, wait.join().expect(200).json().at("/exit/code").asInt());
            assertEquals("s", any.join().expect(200).json().get("session").asText());
        }
        assertTrue(ProcessHandle.of(created.get("pid").asLong()).isEmpty());
        assertThrows(
                ConnectException.class,
                () -> new Socket(
                                InetAddress.getLoopbackAddress(),
                                lab.server.uri().getPort())
                        .close());
        lab.close();
        assertEquals(List.of(), threads());
    }

    @Test
    void close_sessionsGoOn_andReadersGetWhatHasArrived(@TempDir Path folder) throws Exception {
        ServerLab lab = new ServerLab(folder);
        lab.shell("sh");
        try (Events events = lab.client.events("/sessions/sh/output")) {
            events.until("> ");
            CompletableFuture<Answer> wait = lab.client.getAsync("/sessions/sh/idle?quiet=600000&timeout=900000");
            awaitWaits(lab, 1);
            lab.wsh.get("sh").sendLine("seq 3000");
            lab.wsh.get("sh").awaitText(Pattern.compile("^3000$")).block();

            lab.server.close();

            Rest rest = events.rest();
            assertTrue(rest.text().contains("\r\n2999\r\n3000\r\n"), rest.text());
            assertEquals("{\"reason\":\"closing\"}", rest.end().toString());
            wait.join().problem(503, "closing");
        }
        assertEquals("RUNNING", lab.wsh.get("sh").info().state().name());
        lab.wsh.close();
        lab.server.close();
        assertEquals(List.of(), threads());
    }

    /** The server has taken up the waits that were sent. */
    private static void awaitWaits(ServerLab lab, int number) {
        while (lab.server.waiting() < number) {
            Thread.onSpinWait();
        }
    }

    private static List<String> threads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("session-server-")) {
                thread.join(10_000);
            }
        }
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("session-server-"))
                .toList();
    }
}
