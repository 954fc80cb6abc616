package dev.wsh.examples.server;

import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.examples.server.Views.SessionView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists, starts, changes and ends sessions, and types into them. */
final class ManageRoutes {
    private static final long MOST_GRACE = 60_000;

    private final Directory directory;
    private final Waits waits;

    ManageRoutes(Directory directory, Waits waits) {
        this.directory = directory;
        this.waits = waits;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/sessions", this::list, "tag", "state"),
                Route.of("POST", "/sessions", this::create),
                Route.of("GET", "/sessions/{name}", this::inspect),
                Route.of("PATCH", "/sessions/{name}", this::change),
                Route.of("DELETE", "/sessions/{name}", this::end, "grace"),
                Route.of("POST", "/sessions/{name}/input", this::input),
                Route.of("POST", "/sessions/{name}/size", this::resize));
    }

    private void list(Call call) throws IOException {
        SessionGroup group = directory.group(call.all("tag"));
        String state = call.one("state").orElse("running");
        List<Session> found = new ArrayList<>();
        switch (state) {
            case "running" -> found.addAll(group.sessions());
            case "ended" -> found.addAll(group.ended());
            case "all" -> {
                found.addAll(group.sessions());
                group.ended().stream()
                        .filter(session -> !found.contains(session))
                        .forEach(found::add);
            }
            default -> throw Problem.badRequest("state must be running, ended or all, not " + state);
        }
        call.answer(200, new Views.SessionList(found.stream().map(Views::of).toList()));
    }

    private void create(Call call) throws IOException {
        Session session = directory.wsh().start(call.json(Bodies.Create.class).spec());
        SessionView view = Views.of(session);
        call.exchange().getResponseHeaders().set("Location", "/sessions/" + view.name());
        call.answer(201, view);
    }

    private void inspect(Call call) throws IOException {
        call.answer(200, Views.of(directory.get(call.path("name"))));
    }

    private void change(Call call) throws IOException {
        Bodies.Change change = call.json(Bodies.Change.class);
        Session session = directory.get(call.path("name"));
        session.update(change::apply);
        call.answer(200, Views.of(session));
    }

    /** Ends its processes and takes it out of the lists; readers of its output still get the last byte. */
    private void end(Call call) {
        Session session = directory.get(call.path("name"));
        waits.answer(call, session.terminate(call.millis("grace", 0, 0, MOST_GRACE)), report -> {
            session.close();
            return Views.of(report);
        });
    }

    private void input(Call call) throws IOException {
        Session session = directory.get(call.path("name"));
        Mark before = call.bodyType().equals("text/plain")
                ? session.type(text(call.body()))
                : session.send(call.json(Bodies.Inputs.class).all());
        call.answer(200, Views.of(before));
    }

    private void resize(Call call) throws IOException {
        Bodies.Size size = call.json(Bodies.Size.class);
        Session session = directory.get(call.path("name"));
        size.apply(session);
        call.answer(200, Views.of(session));
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("the body is not UTF-8; send bytes as base64");
        }
    }
}
