package dev.wsh.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.SessionSpec;
import dev.wsh.examples.server.Events.Event;
import dev.wsh.examples.server.Events.Rest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Output by server-sent events. */
@EnabledOnOs(OS.LINUX)
class OutputStreamTest {
    private ServerLab lab;
    private Client client;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        lab = new ServerLab(folder);
        client = lab.client;
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void output_live_comesAtOnceAndEndsWithTheExit() throws Exception {
        lab.shell("sh");
        try (Events events = client.events("/sessions/sh/output")) {
            assertEquals("ready> ", events.until("> "));
            client.type("sh", "echo grüße\n").expect(200);
            assertTrue(events.until("\ngrüße\r\n").startsWith("echo grüße\r\n"));
            client.type("sh", "exit 5\n").expect(200);
            Rest rest = events.rest();
            assertTrue(rest.text().endsWith("exit 5\r\n"), rest.text());
            assertEquals("ended", rest.end().get("reason").asText());
            assertEquals(5, rest.end().at("/exit/code").asInt());
            assertTrue(events.next().isEmpty());
        }
    }

    @Test
    void output_flood_losesNothing() throws Exception {
        client.post("/sessions", "{\"name\":\"f\",\"command\":\"read go; seq 20000\"}")
                .expect(201);
        try (Events events = client.events("/sessions/f/output?from=now")) {
            client.type("f", "\n").expect(200);
            String expected = "\r\n"
                    + IntStream.rangeClosed(1, 20000).mapToObj(i -> i + "\r\n").collect(Collectors.joining());
            assertEquals(expected, events.rest().text());
        }
    }

    @Test
    void output_afterTheEnd_isStillThere() throws Exception {
        client.post("/sessions", "{\"name\":\"f\",\"command\":\"echo over; kill -TERM $$\"}")
                .expect(201);
        client.get("/sessions/f/idle").expect(200);
        try (Events events = client.events("/sessions/f/output")) {
            Rest rest = events.rest();
            assertEquals("over\r\n", rest.text());
            assertEquals("TERM", rest.end().at("/exit/signal").asText());
        }
    }

    @Test
    void output_lastEventId_goesOnBehindIt() throws Exception {
        client.post("/sessions", "{\"name\":\"f\",\"command\":\"printf 'one two three'; read x\"}")
                .expect(201);
        lab.wsh.get("f").awaitText("three").block();
        try (Events events = client.events("/sessions/f/output", "Last-Event-ID", "8")) {
            client.type("f", "\n").expect(200);
            Event event = events.next().orElseThrow();
            assertTrue("three\r\n".startsWith(event.data().get("text").asText()), event::toString);
            assertEquals(
                    8 + event.data().get("text").asText().length(),
                    event.data().get("offset").asLong());
            assertEquals(event.id(), event.data().get("offset").asText());
        }
        client.send(client.request("/sessions/f/output").header("Last-Event-ID", "99999"))
                .problem(400, "bad-request");
    }

    @Test
    void output_dropped_isSaid() throws Exception {
        lab.wsh.start(SessionSpec.shellCommand("seq 10000").named("d").transcript(1000));
        client.get("/sessions/d/idle").expect(200);
        try (Events events = client.events("/sessions/d/output")) {
            Event event = events.next().orElseThrow();
            long dropped = event.data().get("dropped").asLong();
            String text = event.data().get("text").asText();
            assertEquals(event.data().get("offset").asLong(), dropped + text.length());
            assertTrue(dropped > 40_000 && text.endsWith("9999\r\n10000\r\n"), event::toString);
        }
    }

    @Test
    void output_raw_isByteForByte() throws Exception {
        client.post(
                        "/sessions",
                        "{\"name\":\"r\",\"command\":\"stty raw; printf '\\\\377\\\\000\\\\303'; printf '\\\\266\\\\n'\"}")
                .expect(201);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Events events = client.events("/sessions/r/output?format=base64")) {
            for (Event e = events.next().orElseThrow();
                    e.kind().equals("output");
                    e = events.next().orElseThrow()) {
                bytes.writeBytes(
                        Base64.getDecoder().decode(e.data().get("base64").asText()));
            }
        }
        assertEquals("\u00ff\u0000\u00c3\u00b6\n", bytes.toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void utf8_cutAnywhere_isTheSameText() {
        String text = "aäあ😀b";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            Utf8 utf8 = new Utf8();
            String first = utf8.decode(Arrays.copyOfRange(bytes, 0, cut));
            String all = first + utf8.decode(Arrays.copyOfRange(bytes, cut, bytes.length));
            assertEquals(text, all + utf8.end());
        }
        Utf8 utf8 = new Utf8();
        assertEquals("x", utf8.decode(new byte[] {'x', (byte) 0xC3}));
        assertEquals(1, utf8.pending());
        assertEquals("\uFFFD", utf8.end());
    }
}
