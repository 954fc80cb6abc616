package dev.wsh.examples.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events, as the HTML standard describes them. Each one is sent at once. */
final class EventStream {
    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    static EventStream open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        EventStream stream = new EventStream(exchange.getResponseBody());
        stream.comment("wsh"); // the client sees at once that it is heard
        return stream;
    }

    /** Sends an event whose data is JSON; that has no line breaks outside its texts, and none as such in them. */
    void send(String event, Object data) throws IOException {
        write("event: " + event + "\n", data);
    }

    /** Sends an event that a client can name when it comes back. */
    void send(String event, long id, Object data) throws IOException {
        write("id: " + id + "\nevent: " + event + "\n", data);
    }

    private void write(String head, Object data) throws IOException {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes((head + "data: ").getBytes(StandardCharsets.US_ASCII));
        event.writeBytes(Json.write(data));
        event.writeBytes(new byte[] {'\n', '\n'});
        event.writeTo(out);
        out.flush();
    }

    /** Sends what means nothing: it fails if the client is gone. */
    void comment(String text) throws IOException {
        out.write((": " + text + "\n\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
