package dev.wsh.examples.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One request and its answer. Used by one thread at a time. */
final class Call {

    /** The most bytes of a body that are kept. Input is the largest, and a session queues one mebibyte of it. */
    static final int MOST_BODY = 1 << 20;

    /** A body that is too large is read to its end up to here, so that the client comes to read the answer. */
    private static final int MOST_SKIPPED = 16 << 20;

    private final HttpExchange exchange;
    private final Map<String, String> path;
    private final Map<String, List<String>> query;

    Call(HttpExchange exchange, Map<String, String> path) {
        this.exchange = exchange;
        this.path = path;
        this.query = parse(exchange.getRequestURI().getRawQuery());
    }

    HttpExchange exchange() {
        return exchange;
    }

    Map<String, List<String>> query() {
        return query;
    }

    String path(String name) {
        return path.getOrDefault(name, "");
    }

    List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }

    Optional<String> one(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw Problem.badRequest(name + " is given " + all.size() + " times");
        }
        return all.stream().findFirst();
    }

    boolean flag(String name) {
        return switch (one(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.badRequest(name + " must be true or false");
        };
    }

    OptionalLong number(String name, long least, long most) {
        Optional<String> text = one(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest(name + " must be a number from " + least + " to " + most + ", not " + text.get());
    }

    Duration millis(String name, long least, long otherwise, long most) {
        return Duration.ofMillis(number(name, least, most).orElse(otherwise));
    }

    /** {@return the media type of the body, in lower case, without parameters} */
    String bodyType() {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    <T> T json(Class<T> type) throws IOException {
        if (!bodyType().equals("application/json")) {
            throw new Problem(415, "wrong-media-type", "the body must be application/json, not \"" + bodyType() + "\"");
        }
        return Json.read(body(), type);
    }

    byte[] body() throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(MOST_BODY + 1);
        if (body.length > MOST_BODY) {
            skip(in);
            throw new Problem(413, "too-large", "the body has more than " + MOST_BODY + " bytes");
        }
        return body;
    }

    private static void skip(InputStream in) throws IOException {
        byte[] ignored = new byte[8192];
        for (int skipped = 0, read = 0; read >= 0 && skipped < MOST_SKIPPED; skipped += read) {
            read = in.read(ignored);
        }
    }

    void answer(int status, Object value) throws IOException {
        answer(status, "application/json", Json.write(value));
    }

    void answer(int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    void answer(Problem problem) throws IOException {
        if (problem.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"wsh\"");
        }
        answer(problem.status(), "application/problem+json", Json.write(problem.view()));
    }

    private static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int cut = pair.indexOf('=');
                String name = decode(cut < 0 ? pair : pair.substring(0, cut));
                all.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(cut < 0 ? "" : decode(pair.substring(cut + 1)));
            }
        }
        return all;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
