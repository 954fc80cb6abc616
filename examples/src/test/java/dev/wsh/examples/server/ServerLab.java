package dev.wsh.examples.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server with a client of its own. */
final class ServerLab implements AutoCloseable {
    final Wsh wsh;
    final SessionServer server;
    final Client client;
    final Path tokenFile;

    ServerLab(Path folder) throws IOException {
        this(folder, Wsh.builder().maxSessions(80).open());
    }

    ServerLab(Path folder, Wsh wsh) throws IOException {
        this.wsh = wsh;
        this.tokenFile = folder.resolve("private/token");
        this.server = SessionServer.open(wsh, 0, tokenFile);
        this.client = new Client(server.uri(), Files.readString(tokenFile).strip(), routes());
    }

    /** The routes of any server. */
    static List<Route> routes() {
        Wsh none = Wsh.open();
        none.close();
        return SessionServer.routes(new Directory(none), new Waits(Runnable::run), new Streams());
    }

    /** Starts a shell with a known prompt and waits for it. */
    JsonNode shell(String name, String... tags) {
        String quoted = String.join("\",\"", tags);
        JsonNode session = client.post(
                        "/sessions",
                        "{\"name\":\"" + name + "\",\"command\":[\"/bin/sh\"],\"env\":{\"PS1\":\"ready> \"},\"tags\":["
                                + (tags.length == 0 ? "" : "\"" + quoted + "\"") + "]}")
                .expect(201)
                .json();
        wsh.get(name).awaitText("ready>").block();
        return session;
    }

    @Override
    public void close() {
        server.close();
        wsh.close();
    }
}
