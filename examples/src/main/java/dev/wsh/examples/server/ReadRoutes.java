package dev.wsh.examples.server;

import dev.wsh.Line;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.Session;
import dev.wsh.testkit.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Reads screens and histories. */
final class ReadRoutes {
    private static final int MOST_LINES = 1000;
    private static final int USUAL_LINES = 100;

    /** What a program shows can't do anything in a browser: the page may have styles and nothing else. */
    private static final String STYLES_ONLY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final Directory directory;

    ReadRoutes(Directory directory) {
        this.directory = directory;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/sessions/{name}/screen", this::screen, "format"),
                Route.of("GET", "/sessions/{name}/scrollback", this::scrollback, "from", "limit", "format"));
    }

    private void screen(Call call) throws IOException {
        String format = format(call, List.of("plain", "styled", "html"));
        Session session = directory.get(call.path("name"));
        long generation = session.mark().generation(); // before the screen: what it shows is at least so new
        Screen screen = session.screen();
        call.exchange().getResponseHeaders().set("Wsh-Generation", Long.toString(generation));
        switch (format) {
            case "plain" -> call.answer(200, "text/plain; charset=utf-8", utf8(screen.text() + "\n"));
            case "styled" -> call.answer(200, Views.of(generation, screen));
            default -> {
                call.exchange().getResponseHeaders().set("Content-Security-Policy", STYLES_ONLY);
                call.answer(
                        200, "text/html; charset=utf-8", utf8(Picture.of(screen).html()));
            }
        }
    }

    private void scrollback(Call call) throws IOException {
        String format = format(call, List.of("plain", "styled", "json"));
        Session session = directory.get(call.path("name"));
        Scrollback history = session.scrollback();
        long from = call.number("from", 0, Long.MAX_VALUE).orElse(history.firstLine());
        int limit = (int) call.number("limit", 1, MOST_LINES).orElse(USUAL_LINES);
        List<Line> lines = history.lines(from, limit);
        if (format.equals("plain")) {
            String text = lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
            call.answer(200, "text/plain; charset=utf-8", utf8(text));
            return;
        }
        long next = lines.isEmpty()
                ? history.endLine()
                : lines.get(lines.size() - 1).number() + 1;
        call.answer(
                200,
                new Views.Page(
                        history.firstLine(),
                        history.endLine(),
                        history.dropped(),
                        next < history.endLine() ? next : null,
                        lines.stream()
                                .map(line -> Views.of(line, format.equals("styled")))
                                .toList()));
    }

    /** {@return the format that was asked for; the first by default, for a history JSON} */
    private static String format(Call call, List<String> known) {
        String format = call.one("format").orElse(known.contains("json") ? "json" : known.get(0));
        if (!known.contains(format)) {
            throw Problem.badRequest("format must be one of " + known + ", not " + format);
        }
        return format;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
