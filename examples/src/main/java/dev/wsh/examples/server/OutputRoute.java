package dev.wsh.examples.server;

import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Session;
import dev.wsh.WshException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a session's output as it comes. Each event has the offset of its end as its id; a client that comes back with {@code
 * Last-Event-ID} goes on there, as far as the transcript is kept. Ends with an event that says how the session ended.
 */
final class OutputRoute {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration EXIT_AFTER_OUTPUT = Duration.ofSeconds(5);

    private final Directory directory;
    private final Streams streams;

    OutputRoute(Directory directory, Streams streams) {
        this.directory = directory;
        this.streams = streams;
    }

    Route route() {
        return Route.of("GET", "/sessions/{name}/output", this::run, "from", "format");
    }

    /** A piece of output. */
    record Piece(
            long offset,
            @Nullable Long dropped,
            @Nullable String text,
            @Nullable String base64) {}

    /** The end of a stream. */
    record End(String reason, Views.@Nullable Exit exit) {}

    private void run(Call call) throws IOException {
        boolean raw = raw(call);
        Session session = directory.get(call.path("name"));
        long skip = resumeAt(call, session);
        String from = call.one("from").orElse("start");
        Mark mark = switch (from) {
            case "start" -> session.startMark();
            case "now" -> skip > 0 ? session.startMark() : session.mark();
            default -> throw Problem.badRequest("from must be start or now, not " + from);
        };
        Inbox<Output> inbox = new Inbox<>();
        streams.run(call, inbox::wake, () -> {
            session.output(mark).subscribe(inbox);
            try {
                send(EventStream.open(call.exchange()), session, inbox, new Position(skip, new Utf8()), raw);
            } finally {
                inbox.cancel();
            }
        });
    }

    private static boolean raw(Call call) {
        String format = call.one("format").orElse("text");
        if (!format.equals("text") && !format.equals("base64")) {
            throw Problem.badRequest("format must be text or base64, not " + format);
        }
        return format.equals("base64");
    }

    private static long resumeAt(Call call, Session session) {
        String id = call.exchange().getRequestHeaders().getFirst("Last-Event-ID");
        if (id == null || id.isEmpty()) {
            return 0;
        }
        try {
            long offset = Long.parseLong(id);
            if (offset >= 0 && offset <= session.mark().outputOffset()) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest("Last-Event-ID " + id + " is no offset of this session's output");
    }

    /** Where a stream is. */
    private static final class Position {
        private final long skip;
        private final Utf8 utf8;
        private long sent;

        Position(long skip, Utf8 utf8) {
            this.skip = skip;
            this.utf8 = utf8;
        }
    }

    private void send(EventStream events, Session session, Inbox<Output> inbox, Position position, boolean raw)
            throws IOException, InterruptedException {
        long last = Long.MAX_VALUE;
        while (!inbox.isDrained() && position.sent < last) {
            Optional<Output> next = inbox.take(HEARTBEAT);
            if (next.isPresent()) {
                send(events, next.get(), position, raw);
            } else if (!inbox.isDrained()) {
                events.comment("still here");
            }
            if (streams.isClosing() && last == Long.MAX_VALUE) {
                last = session.mark().outputOffset(); // what has arrived by now is still sent
            }
        }
        String rest = position.utf8.end();
        if (!raw && !rest.isEmpty()) {
            events.send("output", position.sent, new Piece(position.sent, null, rest, null));
        }
        boolean ended = inbox.isDrained();
        events.send("end", new End(ended ? "ended" : "closing", ended ? exit(session) : null));
    }

    private static void send(EventStream events, Output output, Position position, boolean raw) throws IOException {
        byte[] bytes = output.bytes();
        long end = output.to().outputOffset();
        long begin = end - bytes.length;
        int known = (int) Math.max(0, Math.min(bytes.length, position.skip - begin));
        long dropped = output.droppedBytes()
                - Math.max(0, Math.min(output.droppedBytes(), position.skip - (begin - output.droppedBytes())));
        position.sent = end;
        if (known == bytes.length && dropped == 0) {
            return;
        }
        byte[] fresh = Arrays.copyOfRange(bytes, known, bytes.length);
        if (dropped > 0) {
            position.utf8.end();
        }
        String text = raw ? null : position.utf8.decode(fresh);
        String base64 = raw ? Base64.getEncoder().encodeToString(fresh) : null;
        long id = raw ? end : end - position.utf8.pending();
        events.send("output", id, new Piece(id, dropped > 0 ? dropped : null, text, base64));
    }

    private static Views.@Nullable Exit exit(Session session) {
        try {
            Optional<ExitStatus> known = session.exitStatus();
            return (known.isPresent()
                            ? known
                            : session.onExit().within(EXIT_AFTER_OUTPUT).blockOptional())
                    .map(Views::of)
                    .orElse(null);
        } catch (WshException e) {
            return null; // it was closed, and nobody knows how it ended
        }
    }
}
