package dev.wsh.examples.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Server-sent events as a client reads them. */
final class Events implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> SCHEMAS =
            Map.of("output", "OutputPiece", "end", "StreamEnd", "session", "Card", "screen", "Frame", "gone", "Gone");

    private final BufferedReader in;
    private final Description description;

    /** An event. */
    record Event(String kind, String id, JsonNode data) {}

    Events(InputStream in, Description description) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.description = description;
    }

    /** {@return the next event; empty at the end of the stream} */
    Optional<Event> next() throws IOException {
        String kind = "";
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("event: ")) {
                kind = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            } else if (line.isEmpty() && data.length() > 0) {
                JsonNode json = MAPPER.readTree(data.toString());
                description.checkEvent(SCHEMAS.get(kind), json);
                return Optional.of(new Event(kind, id, json));
            }
        }
        return Optional.empty();
    }

    /** Reads output until a text has come. {@return all of it} */
    String until(String text) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(text) < 0) {
            Event event = next().orElseThrow(() -> new AssertionError("the stream ended after " + all));
            if (event.kind().equals("end")) {
                throw new AssertionError("the session ended after " + all);
            }
            all.append(event.data().get("text").asText());
        }
        return all.toString();
    }

    /** Reads to the end. {@return all output, and the last event} */
    Rest rest() throws IOException {
        StringBuilder all = new StringBuilder();
        while (true) {
            Event event = next().orElseThrow(() -> new AssertionError("the stream was cut after " + all.length()));
            if (event.kind().equals("end")) {
                return new Rest(all.toString(), event.data());
            }
            all.append(event.data().path("text").asText());
        }
    }

    /** What came until the end. */
    record Rest(String text, JsonNode end) {}

    @Override
    public void close() throws IOException {
        in.close();
    }
}
