package dev.wsh.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A client of a server, which checks each answer against the description. */
final class Client {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Description DESCRIPTION = Description.load();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String token;
    private final List<Route> routes;

    Client(URI server, String token, List<Route> routes) {
        this.server = server;
        this.token = token;
        this.routes = routes;
    }

    /** An answer. */
    record Answer(int status, String type, String body, HttpResponse<byte[]> response) {
        JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Answer expect(int expected) {
            assertEquals(expected, status, body);
            return this;
        }

        /** It is a problem of this kind. {@return its detail} */
        String problem(int expected, String kind) {
            expect(expected);
            assertEquals("application/problem+json", type);
            assertEquals("urn:wsh:problem:" + kind, json().get("type").asText());
            assertEquals(expected, json().get("status").asInt());
            return json().get("detail").asText();
        }
    }

    HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(server.resolve(pathAndQuery)).header("Authorization", "Bearer " + token);
    }

    HttpClient http() {
        return http;
    }

    Answer get(String pathAndQuery) {
        return send(request(pathAndQuery).GET());
    }

    CompletableFuture<Answer> getAsync(String pathAndQuery) {
        return sendAsync(request(pathAndQuery).GET());
    }

    Answer delete(String pathAndQuery) {
        return send(request(pathAndQuery).DELETE());
    }

    Answer json(String method, String path, String body) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    Answer post(String path, String body) {
        return json("POST", path, body);
    }

    /** Types text. */
    Answer type(String session, String text) {
        return send(request("/sessions/" + session + "/input")
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(text)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return sendAsync(request).join();
        } catch (CompletionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(this::answer);
    }

    private Answer answer(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        List<String> asked = Route.segments(response.uri().getPath());
        routes.stream()
                .filter(route -> route.method().equals(response.request().method()))
                .filter(route -> route.match(asked).isPresent())
                .findFirst()
                .ifPresent(route -> DESCRIPTION.check(route, response.statusCode(), type, response.body()));
        return new Answer(response.statusCode(), type, new String(response.body(), StandardCharsets.UTF_8), response);
    }

    Events events(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(pathAndQuery);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<java.io.InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream",
                response.headers().firstValue("Content-Type").orElse(""));
        return new Events(response.body(), DESCRIPTION);
    }
}
